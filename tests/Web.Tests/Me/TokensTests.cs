using System.Net;
using Activation.Web.Platform.Access;
using Activation.Web.Tests.Api;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Me;

public sealed class TokensTests
{
    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task A_key_is_shown_once_works_and_is_taken_back()
    {
        using var cilla = await hub.As(Cast.Cilla);
        var made = await cilla.Send("/me/tokens", "#make ~ form, section[aria-labelledby=make] form", ("Name", "Veckorapporten"), ("Scope", "read"), ("Days", "30"));
        var secret = made.One("#secret").TextContent;
        using var script = new Script(hub.Address, secret, "en");
        Assert.That((await script.Get("initiatives")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await script.Put("initiatives/1/vote", """{"stance":"support"}""")).Code, Is.EqualTo("api.read-only"));
        var later = await cilla.Get("/me/tokens");
        Assert.That(later.Document.DocumentElement.OuterHtml, Does.Not.Contain(secret).And.Contain("Veckorapporten"));
        Assert.That(await Privacy.Dump.Of(hub), Does.Not.Contain(secret));
        await cilla.Send(later, "form[action*=Revoke]");
        Assert.That((await script.Get("initiatives")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task A_double_click_makes_one_key_and_shows_it_both_times()
    {
        using var greta = await hub.As(Cast.Greta);
        var form = await greta.Get("/me/tokens");
        var made = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => greta.Send(form, "section[aria-labelledby=make] form", ("Name", "Två tryck"))));
        var secrets = made.Select(sheet => sheet.One("#secret").TextContent).ToList();
        Assert.That(secrets[1], Is.EqualTo(secrets[0]));
        var tokens = hub.Services.GetRequiredService<Tokens>();
        Assert.That((await tokens.Of(await hub.PersonCalled(Cast.Greta))).Count(row => row.Name == "Två tryck"), Is.EqualTo(1));
        Assert.That(await tokens.Find(secrets[0], DateTimeOffset.UtcNow), Is.Not.Null);
        var next = await greta.Send(made[1], "section[aria-labelledby=make] form", ("Name", "Nästa"));
        Assert.That(next.One("#secret").TextContent, Is.Not.EqualTo(secrets[0]), "the next form makes another");
    }

    [Test]
    public async Task A_key_ends_on_its_day()
    {
        var tokens = hub.Services.GetRequiredService<Tokens>();
        var now = DateTimeOffset.UtcNow;
        var secret = await tokens.Invent(await hub.PersonCalled(Cast.Bo), "short", Scopes.All, now, now.AddDays(30));
        Assert.That(await tokens.Find(secret, now.AddDays(29)), Is.Not.Null);
        Assert.That(await tokens.Find(secret, now.AddDays(30)), Is.Null);
    }

    [Test]
    public async Task Nobody_takes_back_anothers_key()
    {
        var tokens = hub.Services.GetRequiredService<Tokens>();
        var bo = await hub.PersonCalled(Cast.Bo);
        var secret = await tokens.Invent(bo, "his", Scopes.All, DateTimeOffset.UtcNow);
        using var astrid = await hub.As(Cast.Astrid);
        await tokens.Invent(await hub.PersonCalled(Cast.Astrid), "hers", Scopes.All, DateTimeOffset.UtcNow);
        await astrid.Send("/me/tokens", "form[action*=Revoke]", ("token", $"{(await tokens.Of(bo)).First(row => row.Name == "his").Token}"));
        Assert.That(await tokens.Find(secret, DateTimeOffset.UtcNow), Is.Not.Null);
    }
}

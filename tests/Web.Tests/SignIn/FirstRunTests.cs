using System.Net;
using Activation.Domain.Members;
using Activation.Domain.Programmes;
using Activation.Web.Features.FirstRun;
using Activation.Web.Features.People;
using Activation.Web.Platform;
using Activation.Web.Platform.Pages;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.SignIn;

public sealed class FirstRunTests
{
    static readonly (string, string)[] Filled =
    [
        ("Name", "Första Administratören"), ("Email", "forsta@example.test"), ("Programme", "Familjeresan"), ("Organisation", "Familjen"),
        ("Slug", "familjeresan"), ("Language", "sv"),
    ];

    static readonly IPAddress Stranger = new([192, 0, 2, 1]);

    [Test]
    public async Task The_code_from_the_console_makes_the_first_administrator_and_then_the_page_is_gone()
    {
        await using var hub = await TestHub.Empty(demo: false);
        using var visitor = hub.Visitor();
        Assert.That((await visitor.Get("/")).Address.AbsolutePath, Is.EqualTo("/first-run"));
        var code = hub.Services.GetRequiredService<Beginning>().Code;
        var sheet = await visitor.Send("/first-run", "form:has([name=Slug])", [.. Filled, ("Code", code.ToUpperInvariant())]);
        Assert.That(sheet.Address.AbsolutePath, Is.EqualTo("/me/security/second"), "an administrator sets up a second factor first");
        using var late = hub.Visitor();
        Assert.Multiple(async () =>
        {
            Assert.That((await late.Get("/first-run")).Status, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That((await late.Post(new Uri("/first-run", UriKind.Relative), [])).Status, Is.AnyOf(HttpStatusCode.NotFound, HttpStatusCode.BadRequest));
            Assert.That(await hub.Views.Column<string>("select unnest(roles) from member"), Is.EquivalentTo(["administrator", "programme_lead"]));
        });
    }

    [Test]
    public async Task What_was_begun_and_cut_off_is_gone_on_with()
    {
        await using var hub = await TestHub.Empty(demo: false);
        var (id, now) = (DerivedId.From("programme familjeresan"), DateTimeOffset.UtcNow);
        var start = new StartProgramme(id, "familjeresan", "Familjeresan", "Familjen", "Europe/Stockholm", ["sv"], Public: true);
        await hub.Streams.Decide(StreamNames.Programme(id), new Writer(id, null, now, Guid.NewGuid()), state => Starting.Start(state, start, Actor.House, now));
        await hub.Services.GetRequiredService<PeopleDirectory>().Add([new(Guid.NewGuid(), "Första", "forsta@example.test", "sv")]);
        await hub.Settled();
        using var visitor = hub.Visitor();
        var sheet = await visitor.Send("/first-run", "form:has([name=Slug])", [.. Filled, ("Code", hub.Services.GetRequiredService<Beginning>().Code)]);
        Assert.That(sheet.Address.AbsolutePath, Is.EqualTo("/me/security/second"));
        Assert.That(await hub.Views.Column<string>("select unnest(roles) from member"), Is.EquivalentTo(["administrator", "programme_lead"]));
        Assert.That(await hub.Views.Value<long>("select count(*) from programme"), Is.EqualTo(1));
    }

    [Test]
    public async Task Without_the_code_nothing_is_made_and_what_was_written_stays()
    {
        await using var hub = await TestHub.Empty(demo: false);
        using var visitor = hub.Visitor();
        var sheet = await visitor.Send("/first-run", "form:has([name=Slug])", [.. Filled, ("Code", "aaaa-aaaa-aaaa")]);
        Assert.Multiple(async () =>
        {
            Assert.That(sheet.One("#Code-error").TextContent, Is.Not.Empty);
            Assert.That(sheet.One("#Programme").GetAttribute("value"), Is.EqualTo("Familjeresan"));
            Assert.That(await hub.Log.Head(), Is.Zero);
        });
        var hidden = await visitor.Send(
            "/first-run", "form:has([name=Slug])", [.. Filled.Where(field => field.Item1 != "Name"), ("Name", "Första\u202e"), ("Code", hub.Services.GetRequiredService<Beginning>().Code)]);
        Assert.That(hidden.One("#Name-error").TextContent, Is.Not.Empty);
        Assert.That(await hub.Log.Head(), Is.Zero, "a sign that nobody sees makes no half of a hub");
        Assert.That(() => hub.Views.Value<long>("select count(*) from hub.security_event where kind = 'sign-in-failed' and door = 'POST /first-run'").Result, Is.EqualTo(1).After(20_000, 100));
    }

    [Test]
    public async Task The_code_cannot_be_guessed_for_long_and_nobody_uses_up_the_guesses_of_others()
    {
        await using var hub = await TestHub.Empty(demo: false);
        var beginning = hub.Services.GetRequiredService<Beginning>();
        for (var i = 0; i < 20; i++) Assert.That(beginning.IsRight("aaaa", Stranger), Is.False);
        Assert.That(beginning.IsRight(beginning.Code, Stranger), Is.False);
        // Of so many networks not all share their count with the stranger's, which they do by chance.
        Assert.That(Enumerable.Range(1, 5).Any(n => beginning.IsRight(beginning.Code, new IPAddress([10, 0, 0, (byte)n]))), Is.True);
    }

    [Test]
    public async Task A_demo_has_no_first_run()
    {
        await using var hub = await TestHub.Empty();
        using var visitor = hub.Visitor();
        Assert.That((await visitor.Get("/first-run")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }
}

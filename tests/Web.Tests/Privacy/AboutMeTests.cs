using System.IO.Compression;
using System.Text.Json;
using Activation.Web.Platform.Access;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Privacy;

public sealed class AboutMeTests
{
    [Test]
    public async Task One_click_brings_everything_about_me_as_a_document_and_as_lists()
    {
        await using var hub = await TestHub.Sown();
        using var astrid = await hub.As(Cast.Astrid);
        await hub.Services.GetRequiredService<Tokens>().Invent(await hub.PersonCalled(Cast.Astrid), "my script", Scopes.All, DateTimeOffset.UtcNow);
        var link = (await astrid.Get("/me/privacy")).One("a[download]").GetAttribute("href")!;
        using var zip = new ZipArchive(await astrid.Client.GetStreamAsync(new Uri(hub.Address, link)));
        using var document = JsonDocument.Parse(await zip.GetEntry("about-me.json")!.OpenAsync());
        var about = document.RootElement;
        var person = await hub.PersonCalled(Cast.Astrid);
        Assert.Multiple(async () =>
        {
            Assert.That(about.GetProperty("person")[0].GetProperty("name").GetString(), Is.EqualTo(Cast.Astrid));
            Assert.That(about.GetProperty("memberships")[0].GetProperty("municipality").GetString(), Is.EqualTo("Åstorp"));
            Assert.That(about.GetProperty("initiatives").GetArrayLength(), Is.EqualTo(await hub.Views.Value<int>("select count(*)::int from initiative where proposer = @person", new { person })));
            Assert.That(about.GetProperty("votes").GetArrayLength(), Is.EqualTo(await hub.Views.Value<int>("select count(*)::int from ballot where member = @person", new { person })).And.GreaterThan(0));
            Assert.That(about.GetProperty("token").EnumerateArray().Select(token => token.GetProperty("name").GetString()), Does.Contain("my script"));
            Assert.That(about.ToString(), Does.Not.Contain("hash"), "what opens a door is not told");
            Assert.That(zip.Entries.Select(entry => entry.Name), Is.SupersetOf(new[] { "person.csv", "votes.csv", "memberships.csv", "token.csv" }));
        });
        using var votes = new StreamReader(await zip.GetEntry("votes.csv")!.OpenAsync());
        Assert.That(await votes.ReadLineAsync(), Is.EqualTo("initiative;title;stance;at"));
    }

    [Test]
    public async Task Nobody_else_gets_it()
    {
        await using var hub = await TestHub.Sown();
        using var visitor = hub.Visitor();
        Assert.That((await visitor.Get("/me/privacy?handler=Export")).Address.AbsolutePath, Is.EqualTo("/sign-in"));
    }
}

using System.IO.Compression;
using System.Text.Json;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Privacy;
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
            Assert.That(about.GetProperty("terms").GetArrayLength(), Is.GreaterThan(0));
            Assert.That(zip.Entries.Select(entry => entry.Name), Is.SupersetOf(new[] { "person.csv", "votes.csv", "memberships.csv", "token.csv" }));
        });
        using var votes = new StreamReader(await zip.GetEntry("votes.csv")!.OpenAsync());
        Assert.That(await votes.ReadLineAsync(), Is.EqualTo("initiative;title;stance;at"));
    }

    /// <summary>Columns of the read models that hold a number of somebody's, and why what is there is not told once more.</summary>
    static readonly Dictionary<string, string> NotToldApart = new()
    {
        ["activity.decided_by"] = "what one decided is told as acts",
        ["borrowed.adopter"] = "what is counted of it is told as deeds",
        ["borrowed.lender"] = "what is counted of it is told as deeds",
        ["borrowed.word"] = "what one confirmed is told as history",
        ["consent.subject"] = "what a yes is about: a story",
        ["deed.by"] = "somebody else's deed, which one's own act made count: told as history",
        ["grade.member"] = "the same as ratings, day by day",
        ["opt_out.member"] = "told as nudge_choice",
        ["paused_kind.by"] = "told as acts",
        ["presence.member"] = "from when until when there was no month without what is told as history, votes, ratings and comments",
        ["privacy_statement.actor"] = "told as acts",
        ["accessibility_statement.actor"] = "told as acts",
        ["retention_rule.actor"] = "told as acts",
        ["scoring_rules.by"] = "told as acts",
        ["story_version.by"] = "told as stories, text by text",
        ["unconfirmed.owner"] = "the same as activities",
    };

    [Test]
    public async Task Nothing_is_known_of_somebody_and_not_told_to_them_but_on_purpose()
    {
        await using var hub = await TestHub.Sown();
        string[] things = ["programme", "initiative", "activity", "story", "walk", "work", "challenge", "parent", "comment", "thread", "thing", "origin", "merged_into", "went_into", "split_from"];
        var columns = await hub.Views.Column<string>(
            """
            select table_name || '.' || column_name from information_schema.columns
             where table_schema = 'pages' and udt_name = 'uuid' and not column_name = any(@things) order by 1
            """,
            new { things });
        Assert.That(columns, Has.Count.GreaterThan(20));
        var untold = columns.Where(column => !AboutMe.Deeds.Any(section => Tells(section.Sql, column.Split('.'))));
        Assert.That(untold, Is.EquivalentTo(NotToldApart.Keys));
        Assert.That((await hub.Services.GetRequiredService<AboutMe>().Of(await hub.PersonCalled(Cast.Farid))).Single(section => section.Name == "acts").Rows, Is.Not.Empty);

        static bool Tells(string sql, string[] column) =>
            System.Text.RegularExpressions.Regex.IsMatch(sql, $@"\b(from|join) {column[0]} (\w+)\b(?=[\s\S]*\b\2\.{column[1]} = @person)", default, TimeSpan.FromSeconds(1));
    }

    [Test]
    public async Task Nobody_else_gets_it()
    {
        await using var hub = await TestHub.Sown();
        using var visitor = hub.Visitor();
        Assert.That((await visitor.Get("/me/privacy?handler=Export")).Address.AbsolutePath, Is.EqualTo("/sign-in"));
    }
}

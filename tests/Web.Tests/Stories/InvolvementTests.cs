using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Activation.Domain.Initiatives;
using Activation.Web.Platform;
using Activation.Web.Tests.Api;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Stories;

/// <summary>How far those whom an initiative is about are to be let in: said once, found in the gallery, and taken along by a copy.</summary>
public sealed class InvolvementTests
{
    TestHub hub;
    Visitor astrid;

    [OneTimeSetUp]
    public async Task Sow()
    {
        hub = await TestHub.Sown(limits: false);
        astrid = await hub.As(Cast.Astrid);
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        astrid.Dispose();
        await hub.DisposeAsync();
    }

    [Test]
    public async Task The_gallery_its_file_and_the_API_find_stories_by_it_together_with_the_other_filters()
    {
        var told = await hub.Views.Many<Shelved>("select s.slug, s.municipality, i.involvement from shown_story s join initiative i using (initiative)");
        var one = told.First(story => story.Involvement is not null);
        var other = told.First(story => story.Involvement != one.Involvement);
        string[] Found(IEnumerable<Shelved> stories) => [.. stories.Select(story => story.Slug).Order(StringComparer.Ordinal)];
        using var visitor = hub.Visitor();
        async Task<string[]> Shown(string query) => [.. (await visitor.Get($"{Told.Stories}?{query}")).All(".gallery h2 a")
            .Select(link => link.GetAttribute("href")!.Split('/')[^1]).Order(StringComparer.Ordinal)];
        Assert.That(await Shown($"involvement={one.Involvement}"), Is.EqualTo(Found(told.Where(story => story.Involvement == one.Involvement))));
        Assert.That(await Shown($"involvement={one.Involvement}&municipality={other.Municipality}"),
            Is.EqualTo(Found(told.Where(story => story.Involvement == one.Involvement && story.Municipality == other.Municipality))));
        Assert.That(await Shown("involvement=9"), Is.EqualTo(Found(told)), "no such level is no filter");
        Assert.That((await visitor.Get($"{Told.Stories}?involvement={one.Involvement}")).One("[name=Involvement] option[selected]").GetAttribute("value"), Is.EqualTo($"{one.Involvement}"));
        var file = await visitor.Client.GetStringAsync(new Uri(hub.Address, $"{Told.Stories}.csv?involvement={one.Involvement}"));
        Assert.That((file.Contains($"/{one.Slug}", StringComparison.Ordinal), file.Contains($"/{other.Slug}", StringComparison.Ordinal)), Is.EqualTo((true, false)));
        using var script = new Script(hub.Address, null, "en");
        var items = (await script.Get($"stories?involvement={one.Involvement}")).Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("slug").GetString()!);
        Assert.That(items.Order(StringComparer.Ordinal), Is.EqualTo(Found(told.Where(story => story.Involvement == one.Involvement))));
        Assert.That((await script.Get("stories?involvement=9")).Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task It_is_said_when_an_idea_is_proposed_shown_on_its_page_and_put_better_later()
    {
        await Proposal.WriteIdea(astrid, "Bygg en brygga tillsammans", ("Idea.Involvement", "4"));
        Assert.That((await astrid.Get(Proposal.Path)).One("[name='Idea.Involvement'] option[selected]").GetAttribute("value"), Is.EqualTo("4"));
        await astrid.Send($"{Proposal.Path}?step=2", "button[formaction*=Plan]");
        Assert.That((await astrid.Get($"{Proposal.Path}?step=3")).Text, Does.Contain("4 Partnerskap"));
        var sent = await astrid.Send($"{Proposal.Path}?step=3", "button[formaction*=Send]");
        Assert.That(sent.One("[aria-labelledby=brief]").TextContent, Does.Contain("4 Partnerskap"));
        var path = sent.Address.AbsolutePath;
        var reword = await astrid.Get($"{path}/reword");
        Assert.That(reword.One("[name='Idea.Involvement'] option[selected]").GetAttribute("value"), Is.EqualTo("4"));
        var after = await astrid.Send(reword, "main form", ("Idea.Involvement", "3"));
        Assert.That(after.One("[aria-labelledby=brief]").TextContent, Does.Contain("3 Samråd"));
        using var script = await Script.Of(hub, Cast.Astrid);
        Assert.That((await script.Get($"initiatives/{path.Split('/')[^1]}")).Json.GetProperty("involvement").GetInt32(), Is.EqualTo(3));
        var unsaid = await astrid.Send($"{path}/reword", "main form", ("Idea.Involvement", ""));
        Assert.That(unsaid.One("[aria-labelledby=brief]").TextContent, Does.Not.Contain("Samråd"), "not said yet, again");
        Assert.That((await script.Get($"initiatives/{path.Split('/')[^1]}")).Json.GetProperty("involvement").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That((await astrid.Get($"{path}/reword")).All("[name='Idea.Involvement'] option[selected]").Select(option => option.GetAttribute("value")), Has.None.EqualTo("3"));
        var wrong = await Proposal.WriteIdea(astrid, "Bygg en brygga till", ("Idea.Involvement", "6"));
        Assert.That(wrong.Text, Does.Contain("Välj ett av de fem stegen"));
    }

    [Test]
    public async Task A_copy_begins_with_the_step_of_what_it_was_borrowed_from()
    {
        await hub.Views.Execute("delete from hub.draft");
        var told = (await hub.Views.Many<Shelved>(
            "select s.slug, s.municipality, i.involvement from shown_story s join initiative i using (initiative) where s.municipality <> 'astorp' and i.involvement is not null"))[0];
        var propose = await astrid.Send($"{Told.Stories}/{told.Slug}/adopt", "form:has(button.main)");
        Assert.That(propose.One("[name='Idea.Involvement'] option[selected]").GetAttribute("value"), Is.EqualTo($"{told.Involvement}"));
    }

    [Test]
    public async Task What_was_proposed_before_it_was_asked_says_nothing_and_the_demo_says_what_its_seeds_do()
    {
        var seeds = await hub.Views.Many<Level>("select involvement as step, count(*)::int as count from initiative where involvement is not null group by involvement order by involvement");
        Assert.That(seeds.Select(level => level.Step), Is.EqualTo(InvolvementLevels.All), "each step is in the seeds");
        var types = EventNames.All();
        var proposed = new InitiativeProposed(Guid.NewGuid(), Guid.NewGuid(), "astorp", [], 1, "Idé", "", [], [], [], DateTimeOffset.UtcNow, null, 3);
        var written = JsonNode.Parse(types.Write(proposed))!.AsObject();
        Assert.That(written.Remove("involvement"), Is.True);
        Assert.That(((InitiativeProposed)types.Read("initiative-proposed", written.ToJsonString())).Involvement, Is.Null);
    }

    sealed record Shelved(string Slug, string Municipality, int? Involvement);

    sealed record Level(int Step, int Count);
}

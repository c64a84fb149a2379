using System.Net;
using Activation.Domain.Stories;
using Activation.Web.Features.Activities;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Stories;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Stories;

/// <summary>From a deed that went well to a story that anybody reads, and back.</summary>
public sealed partial class StoryTests : StoryHub
{
    [Test]
    public async Task The_inbox_holds_what_went_well_and_nobody_has_told_and_those_seen_least_come_first()
    {
        var here = (await Hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;
        Reach.Into(here.Id);
        var waiting = (await Hub.Services.GetRequiredService<InboxList>().Of(here, DateTimeOffset.UtcNow)).Items;
        Assert.That(waiting, Is.Not.Empty);
        Assert.That(waiting, Has.All.Matches<Untold>(one => one is { Outcome: >= 4, Raters: >= 3 }));
        Assert.That(waiting.Select(Band), Is.Ordered.Descending, "what went best comes first");
        foreach (var band in waiting.GroupBy(Band)) Assert.That(band.Select(one => one.Told), Is.Ordered, "and whose turn it is decides among what went as well");
        var told = await Hub.Views.Column<Guid>("select activity from shown_story");
        Assert.That(waiting.Select(one => one.Activity.Activity).Intersect(told), Is.Empty);

        static double Band(Untold one) => Math.Floor(one.Outcome / InboxList.AsGood + 1e-9);
    }

    [Test]
    public async Task Within_a_municipality_those_who_are_responsible_and_were_shown_least_come_first()
    {
        var here = (await Hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;
        Reach.Into(here.Id);
        var inbox = Hub.Services.GetRequiredService<InboxList>();
        var home = await Hub.Views.Value<string>(
            """
            select a.municipality from activity a where a.programme = @Id and a.state = 'carried_out' and not exists (select from story s where s.activity = a.activity)
               and exists (select from shown_story s where s.municipality = a.municipality) group by a.municipality order by count(*) desc limit 1
            """,
            new { here.Id });
        await Hub.Views.Execute("update shown_story set published_at = now() - interval '1 day' where municipality = @home", new { home });
        var shown = await Hub.Views.Column<Guid>("select activity from shown_story where municipality = @home", new { home });
        var (best, seen) = (await Told.Waiting(Hub, 40, home, "Kulturskolan"), await Told.Waiting(Hub, 5, home, "Kulturskolan"));
        var unseen = await Told.Waiting(Hub, 4, home, " Hemtjänsten");
        await Hub.Views.Execute("update activity set responsible = 'kulturskolan ' where activity = any(@shown)", new { shown });

        var waiting = (await inbox.Of(here, DateTimeOffset.UtcNow)).Items.ToList();
        var (before, after) = (waiting.FindIndex(one => one.Activity.Activity == unseen), waiting.FindIndex(one => one.Activity.Activity == seen));
        Assert.That(before, Is.GreaterThanOrEqualTo(0).And.LessThan(after), "although what came of the other is better");
        Assert.That(waiting.FindIndex(one => one.Activity.Activity == best), Is.GreaterThanOrEqualTo(0).And.LessThan(before), "but not when it is better by far");
        Assert.That((waiting[before].Unit, waiting[before].ToldOfUnit, waiting[after].ToldOfUnit), Is.EqualTo(("Hemtjänsten", 0, shown.Count)));
        var page = (await David.Get($"{Told.Stories}/inbox")).Text;
        Assert.That(page, Does.Contain("Inget av dem är från Hemtjänsten.").And.Contain("av dem är från Kulturskolan."));
    }

    [Test]
    public async Task The_inbox_counts_an_outcome_as_everybody_does_and_shows_a_page_at_a_time()
    {
        var here = (await Hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;
        Reach.Into(here.Id);
        for (var more = 0; more < 2; more++) await Told.Waiting(Hub);
        var (inbox, now) = (Hub.Services.GetRequiredService<InboxList>(), DateTimeOffset.UtcNow);
        var rules = here.Rules.On(here.Today(now));
        var whole = await inbox.Of(here, now);
        foreach (var one in whole.Items) Assert.That(one.Outcome, Is.EqualTo(one.Activity.Outcome.Shown(rules)).Within(1e-9));
        var all = (await Hub.Views.Many<ActivityCard>("select * from activity a where programme = @Id and state = 'carried_out' and not exists (select from story s where s.activity = a.activity)", new { here.Id }))
            .Where(card => card.Outcome.Sums.IsAtLeast(Telling.WorthTelling, rules)).Select(card => card.Activity);
        Assert.That(whole.Total, Is.EqualTo(all.Count()));
        Assert.That(whole.Total, Is.GreaterThan(1));
        var rest = await inbox.Of(here, now, from: 1);
        Assert.That(rest.Items.Take(whole.Items.Count - 1).Select(one => one.Activity.Activity), Is.EqualTo(whole.Items.Skip(1).Select(one => one.Activity.Activity)));
        Assert.That(whole.Items, Has.Count.LessThanOrEqualTo(InboxList.APage));
    }

    [Test]
    public async Task A_draft_says_already_what_the_log_knows()
    {
        var edit = await David.Send($"{Told.Stories}/inbox", "form[action*='Start']");
        var story = edit.Address.AbsolutePath[..^"/edit".Length];
        var row = (await Hub.Views.One<StoryRow>("select * from story where slug = @slug", new { slug = story.Split('/')[^1] }))!;
        var activity = (await Hub.Views.One<Deed>("select title, participants from activity where activity = @Activity", new { row.Activity }))!;
        Assert.That(edit.One("[name='Text.Title']").GetAttribute("value"), Is.EqualTo(activity.Title));
        Assert.That(edit.One("[name='Text.Body']").TextContent, Does.Contain("av 5").And.Contain("Samordnaren"));
        Assert.That((await Stranger.Get(story)).Status, Is.EqualTo(HttpStatusCode.NotFound), "a draft is nobody's");
    }

    [Test]
    public async Task A_draft_is_in_the_language_of_what_it_was_made_of_whatever_the_writers_menu_is_in()
    {
        using var david = await Hub.As(Cast.David, language: "en");
        var edit = await david.Send($"{Told.Stories}/inbox", $"form[action*='Start']:has(input[value='{await Told.Waiting(Hub)}'])");
        var row = (await Hub.Views.One<StoryRow>("select * from story where slug = @slug", new { slug = edit.Address.AbsolutePath.Split('/')[^2] }))!;
        Assert.That(row.State.Texts.Keys, Is.EqualTo(new[] { "sv" }));
        Assert.That(row.State.Texts["sv"].Body, Does.Contain(Swedish["stories.open-who"]).And.Not.Contain(Hub.Services.GetRequiredService<Texts>().Of("en")["stories.open-who"]));
    }

    sealed record Deed(string Title, int? Participants);

    [Test]
    public async Task What_is_published_stands_on_its_page_in_the_gallery_the_feed_and_the_API()
    {
        var story = await Published("Sjutton gick med i regnet");
        Assert.That((await Stranger.Get(story)).One("h1").TextContent, Is.EqualTo("Sjutton gick med i regnet"));
        Assert.That((await Stranger.Get(Told.Stories)).Text, Does.Contain("Sjutton gick med i regnet"));
        Assert.That((await Stranger.Get($"{Told.Stories}?q=sjutton+regn")).All(".gallery-card"), Has.Count.EqualTo(1));
        Assert.That(await Read($"{Told.Stories}.atom"), Does.Contain("Sjutton gick med i regnet"));
        Assert.That(await Read($"/api/v1/programmes/{Cast.Programme}/stories"), Does.Contain("Sjutton gick med i regnet"));
        Assert.That(await Read($"/api/v1{story.Replace("/p/", "/programmes/", StringComparison.Ordinal)}"), Does.Contain("\"version\":1"));
        Assert.That((await Stranger.Get($"{story}/card")).One("h1 a").GetAttribute("href"), Does.EndWith(story));
        var embed = await Read($"/p/{Cast.Programme}/oembed?url={Uri.EscapeDataString(new Uri(Hub.Address, story).AbsoluteUri)}");
        Assert.That(embed, Does.Contain("\"type\":\"rich\"").And.Contain("/card"));
    }

    [Test]
    public async Task The_inbox_names_those_who_have_not_been_seen_lately()
    {
        var unseen = await Hub.Views.Column<string>(
            "select name from municipality m where programme = (select programme from programme where slug = @Programme) and not exists (select from shown_story s where s.municipality = m.municipality and s.published_at > now() - interval '180 days')",
            new { Cast.Programme });
        var page = await David.Get($"{Told.Stories}/inbox");
        var hint = page.Document.QuerySelector("section[aria-labelledby=waiting] .note")?.TextContent ?? "";
        Assert.That(unseen, Is.Not.Empty);
        foreach (var name in unseen) Assert.That(hint, Does.Contain(name));
    }

    [Test]
    public async Task Who_did_it_has_a_deed_of_being_shown_once_however_often_it_is_published()
    {
        var story = await Published("Räknas en gång");
        await Told.Write(David, story, "Räknas en gång till");
        await Told.Publish(David, story);
        await Hub.Settled();
        var row = (await Hub.Views.One<StoryRow>("select * from story where slug = @slug", new { slug = story.Split('/')[^1] }))!;
        Assert.That(
            await Hub.Views.Column<Guid>("select member from deed where kind = 'example_published' and activity = @Activity", new { row.Activity }),
            Is.EqualTo(new[] { row.State.Owner }));
    }

    [Test]
    public async Task What_is_taken_down_gives_its_points_back_and_has_them_once_when_it_is_shown_again()
    {
        var story = await Published("Visas, tas ner och visas");
        await David.Send($"{story}/publish", "form[action*='Unpublish']", ("Reason", "Ett namn var fel."));
        await Told.Publish(David, story);
        await Told.Write(David, story, "Visas i en ny version");
        await Told.Publish(David, story);
        await Hub.Settled();
        var (here, row) = (await Hub.Programme(), (await Hub.Views.One<StoryRow>("select * from story where slug = @slug", new { slug = story.Split('/')[^1] }))!);
        var deeds = await Hub.Services.GetRequiredService<Features.Points.Ledgers>().Deeds(here, row.State.Owner);
        var ledger = Domain.Points.PointsLedger.Of(row.State.Owner, deeds.Where(deed => deed.Activity == row.Activity && deed.Kind is Domain.Points.DeedKind.ExamplePublished or Domain.Points.DeedKind.ExampleTakenDown), Domain.Scoring.RulesBook.AtStart);
        Assert.That(ledger.Entries.Select(entry => (entry.Deed.Kind, entry.Points)), Is.EqualTo(new[]
        {
            (Domain.Points.DeedKind.ExamplePublished, 10m), (Domain.Points.DeedKind.ExampleTakenDown, -10m), (Domain.Points.DeedKind.ExamplePublished, 10m),
        }));
        Assert.That(deeds.Count(deed => deed.Activity == row.Activity && deed.Kind == Domain.Points.DeedKind.ExamplePublished), Is.EqualTo(2), "a new version of what is shown is no deed");
        // Others of this class have changed rows of other tables by hand.
        Assert.That((await Hub.ReadModels.Compare()).Select(one => one.Table), Has.None.EqualTo("deed").And.None.EqualTo("example").And.None.EqualTo("badge"), "live and rebuilt are the same");
    }

    [Test]
    public async Task Who_makes_work_visible_is_reminded_of_what_nobody_tells_until_somebody_begins_or_declines()
    {
        var here = (await Hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;
        var later = DateTimeOffset.UtcNow.AddDays(8);
        var due = await Waiting();
        Assert.That(due, Is.Not.Empty);
        var one = due[0];
        await David.Send($"{Told.Stories}/inbox", $"form[action*='Decline']:has(input[value='{one.Deed.Subject}'])", ("Reason", "Redan berättat i tidningen"));
        await Hub.Settled();
        Assert.That((await Waiting()).Select(other => other.Object), Has.None.EqualTo(one.Object));

        async Task<List<Domain.Nudges.DueNudge>> Waiting() =>
            [.. (await Hub.Services.GetRequiredService<Features.Nudges.NudgeFinder>().Find(here, later)).Where(nudge => nudge.Kind == Domain.Nudges.NudgeKind.StoryWaiting)];
    }

    [Test]
    public async Task Who_set_the_time_of_a_story_hears_that_something_holds_it_back_until_nothing_does()
    {
        var here = (await Hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;
        var story = await Told.Begun(Hub);
        await Told.Write(David, story, "Väntar på sin dag");
        await Told.Name(David, story, "Sara Sen");
        await David.Send($"{story}/publish", "form[action*='Schedule']", ("At", DateTime.Now.AddDays(1).ToString("yyyy-MM-ddTHH:mm", System.Globalization.CultureInfo.InvariantCulture)));
        var id = await Hub.Views.Value<Guid>("select story from story where slug = @slug", new { slug = story.Split('/')[^1] });
        Assert.That(await Held(0), Is.Empty, "not yet");
        var david = await Hub.PersonCalled(Cast.David);
        Assert.That(await Held(2), Is.EqualTo(new[] { (david, (Guid?)id) }));
        var roles = await Hub.Views.Value<string>("select array_to_string(roles, ' ') from member where member = @david and programme = @Id", new { david, here.Id });
        await Hub.Views.Execute("update member set roles = array['viewer'] where member = @david and programme = @Id", new { david, here.Id });
        Assert.That(await Held(2), Is.Empty, "who tells no longer could do nothing about it");
        await Hub.Views.Execute("update member set roles = string_to_array(@roles, ' ') where member = @david and programme = @Id", new { roles, david, here.Id });
        await David.Send($"{story}/publish", "form[action*='Unpublish']", ("Reason", "Vi väntar på Sara"));
        Assert.That(await Held(2), Is.Empty);

        async Task<IEnumerable<(Guid, Guid?)>> Held(int days) => (await Hub.Services.GetRequiredService<Features.Nudges.NudgeFinder>().Find(here, DateTimeOffset.UtcNow.AddDays(days)))
            .Where(nudge => nudge.Kind == Domain.Nudges.NudgeKind.StoryHeld && nudge.Deed.Subject == id).Select(nudge => (nudge.Recipient, nudge.Deed.Subject));
    }

    [Test]
    public async Task What_was_not_to_be_told_may_be_begun_after_all()
    {
        var one = await Told.Waiting(Hub);
        var inbox = await David.Send($"{Told.Stories}/inbox", $"form[action*='Decline']:has(input[value='{one}'])", ("Reason", "De vill inte synas just nu"));
        Assert.That(inbox.One(".declined").TextContent, Does.Contain("De vill inte synas just nu"));
        var edit = await David.Send(inbox, $".declined form:has(input[value='{one}'])");
        Assert.That(edit.Address.AbsolutePath, Does.EndWith("/edit"));
    }

    [Test]
    public async Task Nobody_else_works_on_stories()
    {
        using var astrid = await Hub.As(Cast.Astrid);
        Assert.That((await astrid.Get($"{Told.Stories}/inbox")).Address.AbsolutePath, Is.EqualTo("/no-access"));
    }

    async Task<string> Published(string title, string body = "Tolv gick med. Det räckte.")
    {
        var story = await Told.Begun(Hub);
        await Told.Write(David, story, title, body);
        await Told.Publish(David, story);
        return story;
    }

    async Task<Sheet> Typed(Sheet window, string title)
    {
        var (target, values) = Visitor.FormOf(window, "form[data-story]", ("Text.Title", title));
        var kept = await David.Post(new Uri(target + "&handler=Keep"), values);
        Assert.That(kept.Status, Is.EqualTo(HttpStatusCode.OK));
        return kept;
    }

    async Task<string> Read(string address) => await Stranger.Client.GetStringAsync(address);
}

using System.Net;
using Activation.Domain;
using Activation.Domain.Nudges;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.Live;

namespace Activation.Web.Tests.Nudges;

/// <summary>The bell rings for one person, at once, and for nobody else.</summary>
public sealed class BellTests
{
    const string Board = $"{Cast.Programme}/bell";

    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown(limits: false);

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task Who_is_rung_for_hears_it_at_once_and_nobody_else_does()
    {
        await using var astrid = await Listener.Open(hub, Cast.Astrid);
        await using var bo = await Listener.Open(hub, Cast.Bo);
        await using var stranger = await Listener.Open(hub);
        var before = (await astrid.Sync(Board))!.State.GetProperty("unread").GetInt32();
        Assert.That(await bo.Sync(Board), Is.Not.Null);
        Assert.That(await stranger.Sync(Board), Is.Null, "a visitor has no bell");
        await Ring(await hub.PersonCalled(Cast.Astrid));
        var heard = await astrid.Next(Board);
        Assert.That(heard.State.GetProperty("unread").GetInt32(), Is.EqualTo(before + 1));
        // What came after to everybody shows that the others were reached, and had been told nothing of it.
        await Ring(await hub.PersonCalled(Cast.Bo));
        Assert.That((await bo.Next(Board)).State.GetProperty("unread").GetInt32(), Is.EqualTo(1));
        Assert.That(bo.All, Has.Count.EqualTo(1));
        Assert.That(stranger.All, Is.Empty);
    }

    [Test]
    public async Task Ones_list_holds_ones_own_and_reading_one_makes_it_seen_and_opens_its_page()
    {
        var cilla = await hub.PersonCalled(Cast.Cilla);
        var nudge = await hub.Rings(cilla, NudgeKind.WaitingApproval, ["3", "Hemligt för Cilla", "2027-05-03"], NudgeAct.Answer);
        using var henrik = await hub.As(Cast.Henrik);
        Assert.That((await henrik.Get("/me/nudges")).Text, Does.Not.Contain("Hemligt för Cilla"));
        using var window = await hub.As(Cast.Cilla);
        var sheet = await window.Get("/me/nudges");
        Assert.That(sheet.Text, Does.Contain("Hemligt för Cilla"));
        Assert.That((await hub.Nudge(nudge)).SeenAt, Is.Null, "opening the list changed something");
        var read = await window.Send(sheet, $"button[value='{nudge}']");
        Assert.Multiple(async () =>
        {
            Assert.That(read.Address.AbsolutePath, Is.EqualTo($"/p/{Cast.Programme}/queue").Or.EqualTo("/no-access"));
            Assert.That((await hub.Nudge(nudge)).SeenAt, Is.Not.Null);
            Assert.That(await hub.Views.Value<int>("select count(*)::int from hub.nudge_step where nudge = @nudge and happened = 'seen'", new { nudge }), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task What_the_letter_lets_one_answer_the_bell_does_too()
    {
        var one = (await hub.Views.One<Answerable>(
            """
            select a.activity, a.owner, p.name from activity a join initiative i using (initiative) join hub.person p on p.person = a.owner
             where a.state = 'scheduled' and i.state = 'active' and a.due_on > now() order by a.activity limit 1
            """))!;
        var nudge = await hub.Rings(one.Owner, NudgeKind.DueSoon, NudgeSamples.Facts[NudgeKind.DueSoon], NudgeAct.TellHow, one.Activity);
        using var window = await hub.As(one.Name);
        var sheet = await window.Get("/me/nudges");
        var form = $"form:has(input[name=nudge][value='{nudge}'])";
        Assert.That(sheet.All($"{form} button[name=deed]").Select(button => button.GetAttribute("value")), Is.EqualTo(new[] { "OnTrack", "Help", "Move" }));
        var page = await window.Send(sheet, $"{form} button[value=OnTrack]");
        Assert.That(page.Address.AbsolutePath, Does.StartWith("/do/"));
        await window.Send(page, "main form");
        Assert.That(
            await hub.Views.Value<long>("select count(*) from happening where activity = @Activity and kind = 'activity-on-track' and at > now() - interval '1 minute'", new { one.Activity }), Is.EqualTo(1));
    }

    [Test]
    public async Task Somebody_elses_nudge_is_not_there()
    {
        var nudge = await hub.Rings(await hub.PersonCalled(Cast.Greta), NudgeKind.DueSoon, NudgeSamples.Facts[NudgeKind.DueSoon]);
        using var iris = await hub.As(Cast.Iris);
        var (target, values) = Visitor.FormOf(await iris.Get("/me/nudges"), "form[action*='Save']");
        var told = await iris.Post(new Uri(target, "/me/nudges?handler=Read"), [.. values, new("nudge", nudge.ToString())]);
        Assert.That(told.Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await hub.Nudge(nudge)).SeenAt, Is.Null);
    }

    [Test]
    public async Task The_number_at_the_bell_goes_when_all_is_seen()
    {
        await hub.Rings(await hub.PersonCalled(Cast.David), NudgeKind.DueSoon, NudgeSamples.Facts[NudgeKind.DueSoon]);
        using var david = await hub.As(Cast.David);
        var before = await david.Get("/me/nudges");
        Assert.That(before.One(".top .count").HasAttribute("hidden"), Is.False);
        var after = await david.Send(before, "#seen");
        Assert.That(after.One(".top .count").HasAttribute("hidden"), Is.True);
    }

    [Test]
    public async Task The_number_at_the_bell_counts_what_the_list_shows_as_new_and_not_what_is_over()
    {
        var henrik = await hub.PersonCalled(Cast.Henrik);
        var (expired, untrue) = (await hub.Rings(henrik, NudgeKind.DueSoon, NudgeSamples.Facts[NudgeKind.DueSoon]), await hub.Rings(henrik, NudgeKind.NoPlanYet, NudgeSamples.Facts[NudgeKind.NoPlanYet]));
        await hub.Rings(henrik, NudgeKind.OutcomeKnown, NudgeSamples.Facts[NudgeKind.OutcomeKnown]);
        await hub.Views.Execute("update hub.nudge set until = now() - interval '1 hour' where nudge = @expired", new { expired });
        await hub.Views.Execute("update hub.nudge set state = 'skipped', reason = 'no_longer_true' where nudge = @untrue", new { untrue });
        using var window = await hub.As(Cast.Henrik);
        var sheet = await window.Get("/me/nudges");
        var chips = sheet.All(".me-list .chip").Select(chip => chip.TextContent.Trim()).ToList();
        Assert.That(sheet.One(".top .count").TextContent.Trim(), Is.EqualTo("1"));
        Assert.That(chips.Count(chip => chip == "Ny"), Is.EqualTo(1));
        Assert.That(chips.Count(chip => chip == "Inte aktuell längre"), Is.EqualTo(2));
    }

    [Test]
    public async Task What_has_been_in_view_is_seen_without_a_press_and_what_rang_after_the_page_is_not()
    {
        var iris = await hub.PersonCalled(Cast.Iris);
        var nudge = await hub.Rings(iris, NudgeKind.DueSoon, NudgeSamples.Facts[NudgeKind.DueSoon]);
        await using var window = await Window.OpenAs(hub, Cast.Iris);
        await window.Page.GotoAsync("/me/nudges");
        var later = await hub.Rings(iris, NudgeKind.NoPlanYet, NudgeSamples.Facts[NudgeKind.NoPlanYet]);
        await window.Page.Locator("#seen").WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Hidden });
        Assert.That((await hub.Nudge(nudge)).SeenAt, Is.Not.Null);
        Assert.That((await hub.Nudge(later)).SeenAt, Is.Null);
        Assert.That(window.TakeFaults(), Is.Empty);
    }

    sealed record Answerable(Guid Activity, Guid Owner, string Name);

    /// <summary>As the engine does: the row first, then the log.</summary>
    async Task Ring(Guid person)
    {
        var nudge = await hub.Rings(person, NudgeKind.DueSoon, NudgeSamples.Facts[NudgeKind.DueSoon]);
        var programme = await hub.Views.Value<Guid>("select programme from programme where slug = @slug", new { slug = Cast.Programme });
        await hub.Streams.Decide(
            new Stream<int>($"nudge-{nudge:N}", 0, (n, _) => n), new Writer(programme, null, DateTimeOffset.UtcNow, Guid.NewGuid()),
            _ => Decision.Accept(new NudgeSent(nudge, NudgeKind.DueSoon, person, NudgeVia.Bell)));
    }
}

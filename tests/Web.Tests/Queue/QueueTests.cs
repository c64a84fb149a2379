using System.Net;
using Activation.Web.Features.Nudges;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Queue;

public sealed class QueueTests
{
    const string Page = $"/p/{Cast.Programme}/queue";

    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [OneTimeTearDown]
    public async Task Close() => await hub.DisposeAsync();

    [Test]
    public async Task The_one_that_has_waited_longest_stands_first()
    {
        var (coordinator, places) = await BusyCoordinator();
        using var visitor = await hub.As(coordinator);
        var shown = (await visitor.Get(Page)).All(".qlist b").Select(title => title.TextContent);
        var oldestFirst = await hub.Views.Column<string>(
            $"select a.title from {Waiting} and a.municipality = any(@places) order by a.submitted_at, a.activity", new { places });
        Assert.That(shown, Is.EqualTo(oldestFirst).And.Not.Empty);
    }

    [Test]
    public async Task A_return_without_a_reason_is_not_sent_and_says_why()
    {
        var (coordinator, _) = await BusyCoordinator();
        using var visitor = await hub.As(coordinator);
        var before = await hub.Log.Head();
        var sheet = await visitor.Send(Page, "[data-key=r]");
        Assert.Multiple(async () =>
        {
            Assert.That(sheet.One("#Reason-error").TextContent, Does.Contain("minst 3 tecken"));
            Assert.That(await hub.Log.Head(), Is.EqualTo(before));
        });
    }

    [Test]
    public async Task After_an_approval_the_next_one_is_open()
    {
        var (coordinator, _) = await BusyCoordinator();
        using var visitor = await hub.As(coordinator);
        var sheet = await visitor.Get(Page);
        var (answered, next) = (sheet.One("#queue-item").TextContent, sheet.All(".qlist b")[1].TextContent);
        var after = await visitor.Send(sheet, "[data-key=g]");
        Assert.Multiple(() =>
        {
            Assert.That(after.One(".toast").TextContent, Does.Contain(answered));
            Assert.That(after.One("#queue-item").TextContent, Is.EqualTo(next));
            Assert.That(after.All(".qlist b").Select(title => title.TextContent), Does.Not.Contain(answered));
        });
    }

    [TestCase("[data-key=r]"), TestCase("form.correct")]
    public async Task Who_answers_what_is_answered_already_is_told_that_and_not_asked_why(string form)
    {
        var (coordinator, _) = await BusyCoordinator();
        using var visitor = await hub.As(coordinator);
        var (sheet, open) = (await visitor.Get(Page), await visitor.Get(Page));
        await visitor.Send(sheet, "[data-key=g]");
        var late = await visitor.Send(open, form);
        Assert.Multiple(() =>
        {
            Assert.That(late.One("#queue-item").TextContent, Is.EqualTo(open.One("#queue-item").TextContent));
            Assert.That(late.Text, Does.Not.Contain("minst 3 tecken"));
            Assert.That(late.One(".errors li").TextContent, Does.Match("Aktiviteten är (godkänd|planerad)"));
            Assert.That(late.All(".errors a"), Is.Empty, "the form is gone");
            Assert.That(late.One(".errors h2").TextContent, Is.EqualTo("Det gick inte"), "there is nothing to mend");
        });
    }

    [Test]
    public async Task A_level_is_corrected_with_a_reason_and_the_activity_still_waits()
    {
        var (coordinator, _) = await BusyCoordinator();
        using var visitor = await hub.As(coordinator);
        var sheet = await visitor.Get(Page);
        var after = await visitor.Send(sheet, "form.correct", ("Level", "64"), ("LevelReason", "Datumet är inte bokat."));
        Assert.Multiple(() =>
        {
            Assert.That(after.One("#queue-item").TextContent, Is.EqualTo(sheet.One("#queue-item").TextContent));
            Assert.That(after.One(".queue-item").TextContent, Does.Contain("64 av 100").And.Contain("Datumet är inte bokat."));
            Assert.That(after.All("[data-key=g]"), Is.Not.Empty);
        });
    }

    [Test]
    public async Task Under_each_tab_is_as_much_as_it_says_and_of_the_answered_the_newest()
    {
        var (coordinator, places) = await BusyCoordinator();
        var cancelled = await hub.Views.Value<Guid>(
            "update activity set state = 'cancelled' where activity = (select activity from activity where municipality = any(@places) and state = 'scheduled' and decision = 'approved' order by activity limit 1) returning activity", new { places });
        using var visitor = await hub.As(coordinator);
        var decided = await hub.Views.Column<string>(
            "select title from activity where municipality = any(@places) and decision in ('approved', 'declined') and state not in ('draft', 'submitted', 'returned') order by decided_at desc, activity", new { places });
        var returned = await hub.Views.Column<string>("select title from activity where municipality = any(@places) and state = 'returned' order by decided_at desc, activity", new { places });
        var waiting = await hub.Views.Column<string>($"select a.title from {Waiting} and a.municipality = any(@places)", new { places });
        var sheet = await visitor.Get($"{Page}?show=decided");
        Assert.Multiple(async () =>
        {
            Assert.That(Titles(sheet), Is.EqualTo(decided.Take(50)).And.Not.Empty);
            Assert.That(sheet.Text, Does.Contain(await hub.Views.Value<string>("select title from activity where activity = @cancelled", new { cancelled })), "it was answered all the same");
            Assert.That(Titles(await visitor.Get($"{Page}?show=returned")), Is.EqualTo(returned));
            Assert.That(sheet.All("nav.tabs a .muted").Select(count => count.TextContent), Is.EqualTo(new[] { waiting.Count, returned.Count, decided.Count }.Select(count => $"{count}")));
        });

        static IEnumerable<string> Titles(Sheet sheet) => sheet.All(".qlist b").Select(title => title.TextContent);
    }

    [Test]
    public async Task Another_municipalitys_activity_is_not_found()
    {
        using var bo = await hub.As(Cast.Bo);
        var foreign = await hub.Views.Column<Guid>($"select a.activity from {Waiting} and a.municipality <> 'astorp' limit 1");
        Assert.That((await bo.Get($"{Page}?activity={foreign[0]}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_deputy_sees_both_municipalities()
    {
        using var iris = await hub.As(Cast.Iris);
        var places = await hub.Views.Column<string>($"select distinct a.municipality from activity a where a.municipality in ('svalov', 'bjuv') and a.decision in ('approved', 'declined')");
        var text = (await iris.Get($"{Page}?show=decided")).One(".qlist").TextContent;
        Assert.That(places, Has.Count.EqualTo(2));
        Assert.That(text, Does.Contain("Svalöv").And.Contain("Bjuv"));
    }

    [Test]
    public async Task How_long_it_has_waited_is_counted_in_days_on_which_its_coordinator_could_be_reminded()
    {
        var (coordinator, places) = await BusyCoordinator();
        var (here, sent) = (await hub.Programme(), DateTimeOffset.UtcNow.AddDays(-400));
        await hub.Views.Execute(
            $"update activity set submitted_at = @sent where activity = (select a.activity from {Waiting} and a.municipality = any(@places) order by a.submitted_at, a.activity limit 1)",
            new { places, sent });
        var days = NudgeFinder.Window(here).WorkdaysBetween(here.Today(sent), here.Today(DateTimeOffset.UtcNow));
        Assert.That(days, Is.LessThan(400 * 5 / 7 - 20), "a summer, a Christmas and an Easter are not among them");
        using var visitor = await hub.As(coordinator);
        Assert.That((await visitor.Get(Page)).All(".qlist .qtop")[0].TextContent, Does.Contain($"{days} arbetsdagar").And.Contain("har väntat länge"));
    }

    const string Waiting = "activity a join initiative i using (initiative) where a.state = 'submitted' and i.state in ('proposed', 'active')";

    /// <summary>The coordinator with the longest queue, who stands behind none of it.</summary>
    async Task<(string Name, string[] Places)> BusyCoordinator()
    {
        var busy = await hub.Views.Column<string>(
            $"""
            select p.name || '|' || m.municipality from member m join hub.person p on p.person = m.member
             where 'coordinator' = any(m.roles) and m.deputy_for = array[]::text[]
             order by (select count(*) from {Waiting} and a.municipality = m.municipality) desc, p.name limit 1
            """);
        var parts = busy[0].Split('|');
        return (parts[0], [parts[1]]);
    }
}

using System.Net;
using Activation.Web.Features.Happenings;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Initiatives;

public sealed class DeedsTests
{
    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task To_look_changes_nothing()
    {
        var deed = await hub.Activity("scheduled");
        using var owner = await hub.As(deed.Owner);
        var before = await hub.Log.Head();
        string[] pages =
        [
            $"{deed.Path}/schedule", $"{deed.Path}/done", $"{deed.Path}/rate", $"{deed.Path}/cancel", $"{deed.Path}/plan",
            $"{Sown.Initiative(deed.Number)}/close", $"{Sown.Initiative(deed.Number)}/reword",
        ];
        foreach (var page in pages) Assert.That((await owner.Get(page)).Status, Is.EqualTo(HttpStatusCode.OK), page);
        Assert.That(await hub.Log.Head(), Is.EqualTo(before));
    }

    [Test]
    public async Task How_much_is_carried_out_is_of_as_many_above_its_activities_as_in_the_line_of_its_steps()
    {
        var number = await hub.Views.Value<int>(
            """
            select i.number from initiative i join activity a using (initiative) where i.merged_into is null
             group by i.number having bool_or(a.state = 'carried_out') and bool_or(a.state not in ('approved', 'scheduled', 'carried_out')) order by i.number limit 1
            """);
        using var astrid = await hub.As(Cast.Astrid);
        var sheet = await astrid.Get(Sown.Initiative(number));
        var step = sheet.All("ol.line.slim > li")[2].QuerySelector("small")!.TextContent;
        Assert.That(step, Does.Match(@"^\d+ av \d+$"));
        Assert.That(sheet.One("#activities .between p").TextContent, Does.StartWith($"{step} "));
    }

    [Test]
    public async Task It_is_not_done_before_its_day_has_come()
    {
        var deed = await hub.Activity("scheduled");
        using var owner = await hub.As(deed.Owner);
        var refused = await owner.Send($"{deed.Path}/done", "form.panel", ("On", Sown.Day(1)));
        Assert.That(refused.All("#On-error"), Has.Count.EqualTo(1));
        Assert.That(await StateOf(deed), Is.EqualTo("scheduled"));
        await owner.Send($"{deed.Path}/done", "form.panel", ("On", Sown.Day(0)), ("Participants", "12"));
        Assert.That(await StateOf(deed), Is.EqualTo("carried_out"));
    }

    [Test]
    public async Task A_date_that_has_passed_is_no_plan()
    {
        var deed = await Unspent("scheduled");
        using var owner = await hub.As(deed.Owner);
        var refused = await owner.Send($"{deed.Path}/schedule", "form.panel", ("DueOn", Sown.Day(-1)));
        Assert.That(refused.All("#DueOn-error"), Has.Count.EqualTo(1));
        var moved = await owner.Send(refused, "form.panel", ("DueOn", Sown.Day(9)));
        Assert.That(moved.Address.AbsolutePath, Is.EqualTo(Sown.Initiative(deed.Number)));
    }

    [Test]
    public async Task What_is_cancelled_says_why()
    {
        var deed = await Unspent("scheduled");
        using var owner = await hub.As(deed.Owner);
        var refused = await owner.Send($"{deed.Path}/cancel", "form.panel", ("Reason", " "));
        Assert.That(refused.All("#Reason-error"), Has.Count.EqualTo(1));
        Assert.That(await StateOf(deed), Is.EqualTo("scheduled"));
        await owner.Send(refused, "form.panel", ("Reason", "Lokalen gick inte att få."));
        Assert.That(await StateOf(deed), Is.EqualTo("cancelled"));
    }

    [TestCase("schedule")]
    [TestCase("done")]
    [TestCase("rate")]
    [TestCase("cancel")]
    [TestCase("plan")]
    public async Task An_activity_of_another_initiative_is_not_found(string page)
    {
        var deed = await hub.Activity("scheduled");
        using var owner = await hub.As(deed.Owner);
        Assert.That((await owner.Get($"{Sown.Initiative(deed.Number)}/activities/{deed.Activity}/{page}")).Status, Is.EqualTo(HttpStatusCode.OK));
        var other = await hub.Views.Value<int>("select number from initiative where number <> @Number limit 1", new { deed.Number });
        Assert.That((await owner.Get($"{Sown.Initiative(other)}/activities/{deed.Activity}/{page}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task An_outcome_is_shown_from_three_raters()
    {
        var deed = await hub.Views.One<SownActivity>(
            """
            select i.number, a.activity, a.title, p.name as owner from activity a
              join initiative i using (initiative) join hub.person p on p.person = a.owner
             where a.state = 'scheduled' and i.state in ('proposed', 'active') and i.proposer <> all(@raters) and a.owner <> all(@raters)
             order by i.number limit 1 offset 1
            """,
            new { raters = new[] { await hub.PersonCalled(Cast.Astrid), await hub.PersonCalled(Cast.Cilla), await hub.PersonCalled(Cast.Henrik) } });
        Assert.That(deed, Is.Not.Null, "nothing is planned by others");
        using (var owner = await hub.As(deed!.Owner)) await owner.Send($"{deed.Path}/done", "form.panel");
        await Rate(deed, Cast.Astrid);
        await Rate(deed, Cast.Cilla);
        using var visitor = hub.Visitor();
        Assert.That(Row(await visitor.Get(Sown.Initiative(deed.Number)), deed), Does.Contain("2 betyg, visas från 3").And.Not.Contain("Utfall"));
        await Rate(deed, Cast.Henrik);
        Assert.That(Row(await visitor.Get(Sown.Initiative(deed.Number)), deed), Does.Contain("Utfall"));
    }

    [Test]
    public async Task The_boards_never_tell_of_a_return_or_a_no()
    {
        await using var scope = hub.Services.CreateAsyncScope();
        var here = await hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme);
        Reach.Into(here!.Id);
        var told = await scope.ServiceProvider.GetRequiredService<Happenings>().Latest(here!, 10_000);
        // The list stands here once more: whoever lengthens the other one is asked whether everybody may be told that.
        var allowed = await hub.Views.Value<int>(
            """
            select count(*)::int from happening h
             where kind in ('initiative-proposed', 'activity-approved', 'activity-scheduled', 'activity-carried-out', 'initiative-completed', 'story-published')
               and not (kind = 'activity-scheduled' and exists (
                 select from happening yes where yes.position = h.position - 1 and yes.activity = h.activity and yes.kind = 'activity-approved'))
            """);
        var unsaid = await hub.Views.Value<int>("select count(*)::int from happening where kind in ('activity-returned', 'activity-declined')");
        Assert.That(unsaid, Is.GreaterThan(20), "too little was returned or declined in the sown programme");
        Assert.That(told, Has.Count.EqualTo(allowed));
    }

    static string Row(Sheet sheet, SownActivity deed) =>
        sheet.All(".acts > li").First(row => row.TextContent.Contains(deed.Title, StringComparison.Ordinal)).TextContent;

    async Task Rate(SownActivity deed, string name)
    {
        using var visitor = await hub.As(name);
        var sheet = await visitor.Get(Sown.Initiative(deed.Number));
        if (sheet.All("form[action*=handler\\=Join]").Count > 0) await visitor.Send(sheet, "form[action*=handler\\=Join]");
        await visitor.Send($"{deed.Path}/rate", "form.panel", ("Grade", "4"));
    }

    /// <summary>One that no other test here spends.</summary>
    async Task<SownActivity> Unspent(string state) => (await hub.Views.One<SownActivity>(
        """
        select i.number, a.activity, a.title, p.name as owner from activity a
          join initiative i using (initiative) join hub.person p on p.person = a.owner
         where a.state = @state and i.state in ('proposed', 'active') order by i.number desc, a.activity desc limit 1
        """,
        new { state }))!;

    Task<string?> StateOf(SownActivity deed) => hub.Views.Value<string?>("select state from activity where activity = @Activity", new { deed.Activity });
}

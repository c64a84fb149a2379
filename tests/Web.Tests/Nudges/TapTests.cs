using Activation.Domain.Nudges;
using Activation.Web.Features.Deeds;
using Activation.Web.Features.Nudges;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Look;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Nudges;

/// <summary>Each tap of a letter: opening it changes nothing, pressing it does one thing, once, for somebody who is not signed in.</summary>
public sealed class TapTests
{
    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown(limits: false);

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    static IEnumerable<TestCaseData> Taps()
    {
        var soon = Sown.Day(12);
        yield return new TestCaseData(Deed.OnTrack, "scheduled", "activity-on-track", Fields());
        yield return new TestCaseData(Deed.Help, "scheduled", "help-asked", Fields(("Note", "Två som kan leda gruppen")));
        yield return new TestCaseData(Deed.Move, "scheduled", "activity-scheduled", Fields(("On", soon)));
        yield return new TestCaseData(Deed.Close, "scheduled", "activity-cancelled", Fields(("Note", "Ingen lokal i år.")));
        yield return new TestCaseData(Deed.Schedule, "scheduled", "activity-scheduled", Fields(("On", soon), ("Responsible", "Biblioteket"), ("Where", "Torget")));
        yield return new TestCaseData(Deed.StillAlive, "carried_out", "activity-followed-up", Fields(("Alive", "Partly")));
    }

    [TestCaseSource(nameof(Taps))]
    public async Task A_tap_does_its_one_thing_once(Deed deed, string state, string kind, (string, string)[] fields)
    {
        var one = await In(state);
        var path = (await Links.Make(deed, one.Programme, one.Activity, one.Owner, TimeSpan.FromDays(7))).AbsolutePath;
        var before = await Happened(one, kind);
        using var visitor = hub.Visitor();
        for (var i = 0; i < 2; i++) Assert.That((await visitor.Get(path)).One("svg.qr path").GetAttribute("d"), Is.EqualTo(QrCode.Of($"{new Uri(hub.Address, path)}").Path));
        Assert.That(await Happened(one, kind), Is.EqualTo(before), "opening it did something");
        var sheet = await visitor.Get(path);
        await visitor.Send(sheet, "main form", fields);
        Assert.That(await Happened(one, kind), Is.EqualTo(before + 1), sheet.Text);
        await visitor.Send(sheet, "main form", fields);
        Assert.That(await Happened(one, kind), Is.EqualTo(before + 1), "it did it twice");
        Assert.That((await visitor.Get(path)).All("main form"), Is.Empty);
        Assert.That((await visitor.Get("/me")).Address.AbsolutePath, Is.EqualTo("/sign-in"), "a tap has signed somebody in");
    }

    [Test]
    public async Task What_is_done_by_another_way_is_not_offered_any_more()
    {
        var one = await In("scheduled");
        var path = (await Links.Make(Deed.Move, one.Programme, one.Activity, one.Owner, TimeSpan.FromDays(7))).AbsolutePath;
        using var visitor = hub.Visitor();
        Assert.That((await visitor.Get(path)).All("main form"), Is.Not.Empty);
        await visitor.Send((await Links.Make(Deed.Close, one.Programme, one.Activity, one.Owner, TimeSpan.FromDays(7))).AbsolutePath, "main form", ("Note", "Ingen lokal i år."));
        Assert.That((await visitor.Get(path)).All("main form"), Is.Empty);
    }

    [Test]
    public async Task An_example_that_is_not_for_a_municipality_is_not_suggested_there_again_and_asks_for_nothing_any_more()
    {
        var here = (await hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;
        var finder = hub.Services.GetRequiredService<NudgeFinder>();
        var fit = (await Fits()).First();
        var nudge = await hub.Rings(fit.Recipient, fit.Kind, [.. fit.Args], fit.Deed.Act, fit.Deed.Subject);
        await hub.Views.Execute("update hub.nudge set object = @Object, municipality = @Municipality, until = hub.clock() + interval '30 days' where nudge = @nudge", new { nudge, fit.Object, fit.Municipality });
        var path = (await Links.Make(Deed.NotForUs, here.Id, fit.Deed.Subject!.Value, fit.Recipient, TimeSpan.FromDays(7))).AbsolutePath;
        using var visitor = hub.Visitor();
        Assert.That((await visitor.Get(path)).Text, Does.Contain(here.NameOf(fit.Municipality!)));
        Assert.That((await Fits()).Select(Stored.Id), Does.Contain(Stored.Id(fit)), "opening it did something");
        await visitor.Send(path, "main form");
        Assert.That((await Fits()).Where(one => one.Object == fit.Object && one.Municipality == fit.Municipality), Is.Empty);
        Assert.That(await hub.Nudge(nudge) is { SeenAt: not null } row && row.Until <= DateTimeOffset.UtcNow.AddMinutes(1), Is.True);
        Assert.That((await visitor.Get((await Links.Make(Deed.NotForUs, here.Id, fit.Deed.Subject.Value, fit.Recipient, TimeSpan.FromDays(7))).AbsolutePath)).All("main form"), Is.Empty, "it is asked again");

        async Task<IEnumerable<DueNudge>> Fits() => (await finder.Find(here, DateTimeOffset.UtcNow)).Where(one => one.Kind == NudgeKind.FitsYourGap);
    }

    [Test]
    public async Task A_draft_that_is_too_vague_is_not_sent_and_the_link_keeps()
    {
        var one = await hub.Views.One<Found>(
            """
            select a.programme, a.activity, a.owner from activity a join initiative i using (initiative)
             where a.state = 'draft' and i.state in ('proposed', 'active') and a.plan->>'what' = '' limit 1
            """) ?? await In("draft");
        var path = (await Links.Make(Deed.Submit, one.Programme, one.Activity, one.Owner, TimeSpan.FromDays(7))).AbsolutePath;
        using var visitor = hub.Visitor();
        var told = await visitor.Send(path, "main form");
        var state = await hub.Views.Value<string>("select state from activity where activity = @Activity", one);
        Assert.That(state == "submitted" ? told.All("main form") : told.All(".errors"), state == "submitted" ? Is.Empty : Is.Not.Empty);
        Assert.That((await visitor.Get(path)).All("main form"), state == "submitted" ? Is.Empty : Is.Not.Empty);
    }

    [TestCase(Deed.Help, "Note")]
    [TestCase(Deed.Close, "Note")]
    [TestCase(Deed.Move, "On")]
    [TestCase(Deed.StillAlive, "Alive")]
    public async Task What_is_missing_is_asked_for_and_nothing_typed_is_lost(Deed deed, string missing)
    {
        var one = await In(deed == Deed.StillAlive ? "carried_out" : "scheduled");
        var path = (await Links.Make(deed, one.Programme, one.Activity, one.Owner, TimeSpan.FromDays(7))).AbsolutePath;
        using var visitor = hub.Visitor();
        var sheet = await visitor.Send(path, "main form", (missing, ""), ("Where", "Stora torget 😀"));
        Assert.That(sheet.All(".errors"), Is.Not.Empty);
        if (deed == Deed.Move) Assert.That(sheet.One("[name=Where]").GetAttribute("value"), Is.EqualTo("Stora torget 😀"));
    }

    DeedLinks Links => hub.Services.GetRequiredService<DeedLinks>();

    Task<int> Happened(Found one, string kind) =>
        hub.Views.Value<int>("select count(*)::int from happening where activity = @Activity and kind = @kind", new { one.Activity, kind });

    async Task<Found> In(string state) => (await hub.Views.One<Found>(
        """
        select a.programme, a.activity, a.owner from activity a join initiative i using (initiative)
         where a.state = @state and i.state in ('proposed', 'active') order by a.activity desc limit 1
        """,
        new { state }))!;

    static (string, string)[] Fields(params (string, string)[] fields) => fields;

    sealed record Found(Guid Programme, Guid Activity, Guid Owner);
}

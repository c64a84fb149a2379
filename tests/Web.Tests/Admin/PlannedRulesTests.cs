using System.Globalization;
using Activation.Domain.Programmes;
using Activation.Domain.Scoring;
using Activation.Store;
using Activation.Web.Features.Admin.Rules;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Admin;

/// <summary>Rules that have not begun are a plan: told as such to everybody, and mended from an earlier day.</summary>
public sealed class PlannedRulesTests
{
    const string Page = $"{Sown.Here}/admin/rules";

    const string Postpone = "form[action*=Postpone]";

    /// <summary>Ways to one's lines by another version: to look at, and to take away.</summary>
    const string OtherVersions = ".tabs a[href*='version='], a[download][href*='version=']";

    static readonly DateOnly Start = new(2026, 3, 1);

    [Test]
    public async Task A_slip_in_the_day_is_told_before_it_is_confirmed_and_mended_from_an_earlier_day()
    {
        await using var hub = await TestHub.Sown();
        using var elin = await hub.As(Cast.Elin);
        var today = (await hub.Programme()).Today(DateTimeOffset.UtcNow);
        var tried = await RulesTests.Tried(elin, ("Numbers[Points.CompletedOnTime]", "30"), ("From", Written(today.AddDays(358))));
        Assert.That(tried.One("#begins").TextContent, Does.Contain("först om 358 dagar"));
        Assert.That(tried.All("#preview form .note"), Is.Empty, "it replaces no plan");
        var planned = await elin.Send(tried, "form[action*=Confirm]", ("Reason", "Löften ska väga mer"));
        Assert.Multiple(() =>
        {
            Assert.That(planned.Text, Does.Contain("De börjar gälla om 358 dagar"));
            Assert.That(planned.One("[data-version='2']").TextContent, Does.Contain("Planerad").And.Not.Contain("Gäller nu"));
            Assert.That(planned.One("[data-version='1']").TextContent, Does.Contain("Gäller nu"));
            Assert.That(planned.One("[name=From]").GetAttribute("value"), Is.EqualTo(Written(today.AddDays(1))), "not the day of the slip");
        });
        var mended = await RulesTests.Tried(elin, ("From", Written(today.AddDays(1))));
        Assert.Multiple(() =>
        {
            Assert.That(mended.One("#preview").TextContent, Does.Contain("Bara dagen ändras").And.Contain("i morgon"));
            Assert.That(mended.One("#preview form .note").TextContent, Does.Contain("Version 2, planerad från").And.Contain("kommer aldrig att gälla"));
        });
        var confirmed = await elin.Send(mended, "form[action*=Confirm]", ("Reason", "Fel år"));
        Assert.That(confirmed.One("[data-version='2']").TextContent, Does.Contain("Ersatt innan den började gälla"));
        Assert.That(confirmed.One("[data-version='3']").TextContent, Does.Contain("Planerad").And.Contain("Fel år"));
        await Keeps(hub, today);
        using var inEnglish = await hub.As(Cast.Elin, "en");
        Assert.That((await inEnglish.Get(Page)).One("#versions").TextContent, Does.Contain("Replaced before it began").And.Contain("In force now"));
    }

    static async Task Keeps(TestHub hub, DateOnly today)
    {
        var here = await hub.Programme();
        Assert.That(
            (here.Rules.On(today).Version, here.Rules.On(today.AddDays(1)).Version, here.Rules.On(today.AddDays(358)).Version), Is.EqualTo(("1", "3", "3")));
        var log = await hub.Log.ReadStream(StreamNames.Programme(here.Id).Name);
        Assert.That(log.Select(recorded => recorded.Data).OfType<ScoringRulesSet>().Select(set => set.Rules.Version), Is.EqualTo(new[] { "2", "3" }), "the log keeps both");
        Assert.That(await hub.ReadModels.Compare(), Is.Empty);
    }

    [Test]
    public async Task What_is_planned_is_told_with_its_numbers_and_is_not_how_anything_is_counted_now()
    {
        await using var hub = await TestHub.Sown();
        using var elin = await hub.As(Cast.Elin);
        var today = (await hub.Programme()).Today(DateTimeOffset.UtcNow);
        await elin.Send(await RulesTests.Tried(elin, ("Numbers[Points.CompletedOnTime]", "30"), ("From", Written(today.AddDays(9)))), "form[action*=Confirm]", ("Reason", "Löften ska väga mer"));
        await elin.Send(await RulesTests.Tried(elin, ("Numbers[Points.CompletedOnTime]", "25"), ("From", Written(today.AddDays(1)))), "form[action*=Confirm]", ("Reason", "Lite lagom"));
        var name = await hub.Views.Value<string>(
            "select p.name from deed d join points_choice c using (programme, member) join hub.person p on p.person = d.member where d.kind = 'completed' order by p.name limit 1");
        using var doer = await hub.As(name!);
        var list = await doer.Get($"{Sown.Here}/points");
        Assert.Multiple(() =>
        {
            Assert.That(list.One("[data-planned]").TextContent, Does.Contain("Planerad: version 3").And.Contain("Genomfört till den dag man kom överens om: 20 blir 25").And.Contain("Lite lagom"));
            Assert.That(list.One("#rules details").TextContent, Does.Contain("Ersatt innan den började gälla").And.Not.Contain("Version 3"));
        });
        var mine = await doer.Get($"/me/points?programme={Cast.Programme}");
        Assert.Multiple(async () =>
        {
            Assert.That(mine.All("[data-planned='3']"), Has.Count.EqualTo(1));
            Assert.That(mine.Text, Does.Not.Contain("Reglerna har ändrats"), "they have not, yet");
            Assert.That(mine.All(OtherVersions), Is.Empty);
            Assert.That(mine.One(".ledger").TextContent, Does.Contain("version 1").And.Not.Contain("version 2").And.Not.Contain("version 3"));
            foreach (var never in new[] { "2", "3" })
                Assert.That((await doer.Get($"/me/points?programme={Cast.Programme}&version={never}")).All(OtherVersions), Is.Empty, "nobody was counted by it");
        });
    }

    [Test]
    public void A_plan_that_is_replaced_leaves_every_evening_before_as_it_was_shown()
    {
        var (slip, mended, late) = (Row(2, set: 0, from: 30), Row(3, set: 10, from: 20), Row(4, set: 25, from: 20));
        var (before, after, last) = (Here(slip), Here(slip, mended), Here(slip, mended, late));
        Assert.Multiple(() =>
        {
            foreach (var day in Enumerable.Range(-5, 15).Select(Start.AddDays)) Assert.That(after.RulesThen(day), Is.EqualTo(before.RulesThen(day)), $"{day}");
            Assert.That((after.RulesThen(Start.AddDays(19)).Version, after.RulesThen(Start.AddDays(20)).Version, after.RulesThen(Start.AddDays(40)).Version), Is.EqualTo(("1", "3", "3")));
            Assert.That((before.TimeOf(slip, Start.AddDays(10)), before.TimeOf(slip, Start.AddDays(30))), Is.EqualTo((VersionTime.Planned, VersionTime.Now)));
            Assert.That((after.TimeOf(slip, Start.AddDays(10)), after.TimeOf(slip, Start.AddDays(30))), Is.EqualTo((VersionTime.Replaced, VersionTime.Replaced)));
            Assert.That(after.HeldBy(Start.AddDays(19)), Is.EqualTo(new[] { "1" }));
            Assert.That(after.HeldBy(Start.AddDays(40)), Is.EqualTo(new[] { "1", "3" }));
            Assert.That((last.TimeOf(mended, Start.AddDays(26)), last.RulesThen(Start.AddDays(22)).Version, last.Rules.On(Start.AddDays(22)).Version), Is.EqualTo((VersionTime.Over, "3", "4")), "it had begun");
            Assert.That(last.HeldBy(Start.AddDays(40)), Is.EqualTo(new[] { "1", "3", "4" }));
            Assert.That(after.PlannedRules(Start.AddDays(12)).Select(plan => (plan.Row.Version, plan.Changes.Single().Name)), Is.EqualTo(new[] { ("3", "Shrinkage") }));
        });
    }

    [Test]
    public async Task What_is_planned_is_postponed_in_one_step_and_tried_rules_know_of_it()
    {
        await using var hub = await TestHub.Sown();
        using var elin = await hub.As(Cast.Elin);
        var today = (await hub.Programme()).Today(DateTimeOffset.UtcNow);
        Assert.That((await elin.Get(Page)).All(Postpone), Is.Empty, "nothing is planned");
        var planned = await elin.Send(await RulesTests.Tried(elin, ("Numbers[Points.CompletedOnTime]", "30"), ("From", Written(today.AddDays(9)))), "form[action*=Confirm]", ("Reason", "Löften ska väga mer"));
        var before = await RulesTests.Tried(elin, ("Numbers[Points.CompletedOnTime]", "25"), ("From", Written(today.AddDays(20))));
        var sooner = await elin.Send(planned, Postpone, ("Later.From", Written(today.AddDays(9))), ("Later.Reason", "Vi hinner inte"));
        Assert.That(sooner.One("details[open] #Later_From-error").TextContent, Does.Contain("Välj en senare dag"));
        var postponed = await elin.Send(planned, Postpone, ("Later.From", Written(today.AddDays(40))), ("Later.Reason", "Vi hinner inte"));
        Assert.Multiple(() =>
        {
            Assert.That(postponed.Text, Does.Contain("De nya reglerna är uppskjutna"));
            Assert.That(postponed.One("[data-version='2']").TextContent, Does.Contain("Ersatt innan den började gälla"));
            Assert.That(postponed.One("[data-version='3']").TextContent, Does.Contain("Planerad").And.Contain("Vi hinner inte").And.Contain(Cast.Elin));
            Assert.That(postponed.All(Postpone), Has.Count.EqualTo(1), "and once more, if need be");
        });
        Assert.That((await elin.Send(before, "form[action*=Confirm]", ("Reason", "Från en flik som låg öppen"))).All(".err, .errors"), Is.Not.Empty, "it said that it replaces nothing");
        var after = await RulesTests.Tried(elin, ("Numbers[Points.CompletedOnTime]", "25"), ("From", Written(today.AddDays(20))));
        Assert.Multiple(() =>
        {
            Assert.That(before.All("#preview form .note"), Is.Empty);
            Assert.That(after.One("#compared").TextContent, Does.Contain("Version 3 börjar gälla").And.Contain(today.AddDays(40).ToString("d MMMM yyyy", new CultureInfo("sv-SE"))));
            Assert.That(after.One("#preview form .note").TextContent, Does.Contain("Version 3, planerad från").And.Not.Contain("Version 2"));
        });
        var here = await hub.Programme();
        Assert.That((here.Rules.On(today.AddDays(9)).Version, here.Rules.On(today.AddDays(39)).Version, here.Rules.On(today.AddDays(40)).Version), Is.EqualTo(("1", "1", "3")));
        Assert.That(await hub.ReadModels.Compare(), Is.Empty);
    }

    [Test]
    public void A_plan_that_is_postponed_holds_on_no_evening_before_its_new_day()
    {
        var (plan, other, later) = (Row(2, set: 0, from: 30), Row(3, set: 5, from: 20), Row(4, set: 10, from: 40) with { InsteadOf = "3" });
        var (before, after) = (Here(plan, other), Here(plan, other, later));
        Assert.Multiple(() =>
        {
            foreach (var day in Enumerable.Range(-5, 15).Select(Start.AddDays)) Assert.That(after.RulesThen(day), Is.EqualTo(before.RulesThen(day)), $"{day}");
            Assert.That((after.RulesThen(Start.AddDays(25)).Version, after.RulesThen(Start.AddDays(35)).Version, after.RulesThen(Start.AddDays(40)).Version), Is.EqualTo(("1", "1", "4")));
            Assert.That((after.TimeOf(plan, Start.AddDays(15)), after.TimeOf(other, Start.AddDays(15)), after.TimeOf(later, Start.AddDays(15))), Is.EqualTo((VersionTime.Replaced, VersionTime.Replaced, VersionTime.Planned)));
            Assert.That(after.HeldBy(Start.AddDays(50)), Is.EqualTo(new[] { "1", "4" }));
        });
    }

    static ScoringRulesRow Row(int version, int set, int from) => new(
        Guid.Empty, version, $"{version}", Start.AddDays(from), ScoringRules.AtStart with { Version = $"{version}", Shrinkage = 8 + version }, "Ett prov", Guid.Empty,
        new(Start.AddDays(set), new(12, 0), TimeSpan.Zero));

    static ProgrammeView Here(params ScoringRulesRow[] set) => new(
        new(Guid.Empty, "", "", "", "Europe/Stockholm", [], Public: true, "", "", null, 14, null, null, null), [], [], [], [], set);

    static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

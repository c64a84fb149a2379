using Activation.Domain.Programmes;
using Activation.Domain.Scoring;
using Activation.Domain.Tests.Initiatives;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Programmes;

public class WeighingTests
{
    static readonly DateOnly Tomorrow = Now.Today().AddDays(1);
    static readonly ScoringRules Broad = ScoringRules.AtStart with { Weights = new(.4, .2, .2, .1, .1) };
    static readonly SetScoringRules Set = new(Broad, Tomorrow, "1", " Bredden ska väga mer ");

    [Test]
    public void Those_who_lead_set_what_weighs_how_much_and_say_why()
    {
        Given(Walk.Programme).When(Elin, Set).Happens(new ScoringRulesSet(Broad with { Version = "2" }, Tomorrow, Elin.Member, "Bredden ska väga mer"));
        Given(Walk.Programme).When(Bo, Set).IsRefused(Refusals.Members.LeadsOnly);
        Given(Walk.Programme).When(Elin, Set with { Reason = " " }).IsRefused(Refusals.Texts.ReasonMissing);
    }

    [Test]
    public void Weights_share_one_whole()
    {
        Given(Walk.Programme).When(Elin, Set with { Rules = Broad with { Weights = new(.4, .3, .2, .1, .1) } }).IsRefused(Refusals.Scoring.WeightsSum);
        Given(Walk.Programme).When(Elin, Set with { Rules = Broad with { Weights = new(.4004, .2, .2, .1, .1) } }).Only<ScoringRulesSet>();
    }

    static IEnumerable<TestCaseData> Outside =>
    [
        .. from bound in RuleBounds.All
           from value in new[] { bound.Least - 1, bound.Most + 1, double.NaN }
           where !double.IsNaN(value) || !bound.Name.StartsWith("Points.", StringComparison.Ordinal)
           select new TestCaseData(bound, value).SetArgDisplayNames(bound.Name, $"{value}"),
    ];

    [TestCaseSource(nameof(Outside))]
    public void No_number_leaves_its_bounds(RuleBound bound, double value) =>
        Assert.That((bound with { Of = _ => value }).Holds(ScoringRules.AtStart), Is.False);

    [Test]
    public void Single_people_stay_protected()
    {
        Given(Walk.Programme).When(Elin, Set with { Rules = Broad with { PooledBelow = 4 } }).IsRefused(Refusals.Scoring.NumberRange, 5.0, 50.0);
        Given(Walk.Programme).When(Elin, Set with { Rules = Broad with { PublishedFrom = 2 } }).IsRefused(Refusals.Scoring.NumberRange, 3.0, 20.0);
        Given(Walk.Programme).When(Elin, Set with { Rules = Broad with { PriorMean = double.NaN } }).IsRefused(Refusals.Scoring.NumberRange, 1.0, 5.0);
    }

    [Test]
    public void What_every_programme_starts_with_is_within_the_bounds() =>
        Assert.That(RuleBounds.All.Where(bound => !bound.Holds(ScoringRules.AtStart)).Select(bound => bound.Name), Is.Empty);

    [Test]
    public void Every_number_has_its_bounds() => Assert.That(
        RuleBounds.All.Select(bound => bound.Name), Is.EquivalentTo(Numbers(typeof(ScoringRules), "")));

    [Test]
    public void Versions_follow_each_other_and_what_was_tried_against_an_older_one_is_tried_again()
    {
        object[] second = [.. Walk.Programme, new ScoringRulesSet(Broad with { Version = "2" }, Tomorrow, Elin.Member, "Bredden")];
        var third = Set with { Rules = Broad with { Shrinkage = 12 } };
        Given(second).When(Elin, third).IsRefused(Refusals.Scoring.ChangedMeanwhile, "2");
        Given(second).When(Elin, third with { Against = "2" }).Happens(
            new ScoringRulesSet(Broad with { Shrinkage = 12, Version = "3" }, Tomorrow, Elin.Member, "Bredden ska väga mer"));
        Given(second).When(Elin, Set with { Against = "2" }).IsRefused(Refusals.Scoring.Unchanged);
        Given(Walk.Programme).When(Elin, Set with { From = Now.Today().AddDays(400) }).IsRefused(Refusals.Scoring.FromTooLate);
    }

    [Test]
    public void A_version_that_has_not_begun_is_replaced_from_an_earlier_day_and_one_that_has_keeps_its_days()
    {
        object[] slip = [.. Walk.Programme, new ScoringRulesSet(Broad with { Version = "2" }, Tomorrow.AddDays(300), Elin.Member, "Bredden")];
        var again = Set with { Against = "2" };
        Given(slip).When(Elin, again).Happens(new ScoringRulesSet(Broad with { Version = "3" }, Tomorrow, Elin.Member, "Bredden ska väga mer"));
        Given(slip).When(Elin, again with { Rules = ScoringRules.AtStart }).Only<ScoringRulesSet>();
        Given(slip).When(Elin, again with { From = Tomorrow.AddDays(300) }).IsRefused(Refusals.Scoring.Unchanged);
        var begun = Now.Today().AddDays(-3);
        object[] planned =
        [
            .. Walk.Programme, new ScoringRulesSet(Broad with { Version = "2" }, begun, Elin.Member, "Bredden"),
            new ScoringRulesSet(Broad with { Version = "3", Shrinkage = 9 }, Tomorrow, Elin.Member, "Mer"),
        ];
        Given(planned).When(Elin, Set with { Against = "3", From = begun }).Only<ScoringRulesSet>();
        Given(planned).When(Elin, Set with { Against = "3", From = begun.AddDays(-1) }).IsRefused(Refusals.Scoring.FromTooEarly, begun);
        Given(planned).When(Elin, Set with { Against = "3", From = begun.AddDays(2) }, Now.AddDays(1)).IsRefused(Refusals.Scoring.FromTooEarly, Tomorrow);
    }

    [Test]
    public void What_is_planned_begins_later_under_a_new_number_and_what_has_begun_does_not()
    {
        object[] planned = [.. Walk.Programme, new ScoringRulesSet(Broad with { Version = "2" }, Tomorrow, Elin.Member, "Bredden")];
        var later = new PostponeScoringRules("2", Tomorrow.AddDays(30), " Vi hinner inte ");
        Given(planned).When(Elin, later).Happens(
            new ScoringRulesSet(Broad with { Version = "3" }, Tomorrow.AddDays(30), Elin.Member, "Vi hinner inte", InsteadOf: "2"));
        Given(planned).When(Bo, later).IsRefused(Refusals.Members.LeadsOnly);
        Given(planned).When(Elin, later with { Reason = " " }).IsRefused(Refusals.Texts.ReasonMissing);
        Given(planned).When(Elin, later with { From = Tomorrow }).IsRefused(Refusals.Scoring.NotLater, Tomorrow);
        Given(planned).When(Elin, later with { From = Now.Today().AddDays(400) }).IsRefused(Refusals.Scoring.FromTooLate);
        Given(planned).When(Elin, later with { Version = "1" }).IsRefused(Refusals.Scoring.NotPlanned, "2");
        Given(planned).When(Elin, later, Now.AddDays(1)).IsRefused(Refusals.Scoring.NotPlanned, "2");
        Given(Walk.Programme).When(Elin, later with { Version = "1" }).IsRefused(Refusals.Scoring.NotPlanned, "1");
        object[] postponed = [.. planned, new ScoringRulesSet(Broad with { Version = "3" }, Tomorrow.AddDays(30), Elin.Member, "Vi hinner inte", InsteadOf: "2")];
        Given(postponed).When(Elin, later).IsRefused(Refusals.Scoring.NotPlanned, "3");
        Given(postponed).When(Elin, later with { Version = "3", From = Tomorrow.AddDays(60) }).Only<ScoringRulesSet>();
    }

    [Test]
    public void Until_what_is_postponed_begins_what_held_goes_on_and_nothing_that_was_replaced_comes_back()
    {
        var planned = RulesBook.AtStart.With(new(2027, 3, 1), Broad with { Version = "2" }).With(new(2027, 5, 1), Broad with { Version = "3" });
        var later = planned.With(new(2027, 8, 1), Broad with { Version = "4" }, insteadOf: "3");
        var replaced = planned.With(new(2027, 2, 1), Broad with { Version = "4" }).With(new(2027, 9, 1), Broad with { Version = "5" }, insteadOf: "4");
        Assert.Multiple(() =>
        {
            Assert.That((later.On(new(2027, 4, 1)).Version, later.On(new(2027, 7, 31)).Version, later.On(new(2027, 8, 1)).Version), Is.EqualTo(("2", "2", "4")));
            Assert.That(later.Planned(new(2027, 2, 1)).Select(version => version.Rules.Version), Is.EqualTo(new[] { "2", "4" }));
            Assert.That((replaced.On(new(2027, 6, 1)).Version, replaced.On(new(2027, 9, 1)).Version), Is.EqualTo(("1", "5")), "neither the second nor the third");
            Assert.That(later.Of("3"), Is.Not.Null, "it stays among the versions");
            Assert.That(later.Until("3").On(new(2027, 7, 31)).Version, Is.EqualTo("3"), "as the book stood before it was postponed");
            Assert.That(planned.With(new(2027, 4, 1), Broad with { Version = "4" }, insteadOf: "2").On(new(2027, 6, 1)).Version, Is.EqualTo("4"), "whichever is named");
        });
    }

    [Test]
    public void Every_day_has_the_rules_of_its_day()
    {
        var book = RulesBook.AtStart.With(new(2027, 3, 1), Broad with { Version = "2" }).With(new(2027, 3, 1), Broad with { Version = "3" })
            .With(new(2027, 6, 1), Broad with { Version = "4" });
        Assert.Multiple(() =>
        {
            Assert.That(book.On(new(2027, 2, 28)).Version, Is.EqualTo("1"));
            Assert.That(book.On(new(2027, 3, 1)).Version, Is.EqualTo("3"), "the later of two that begin together");
            Assert.That(book.On(new(2027, 5, 31)).Version, Is.EqualTo("3"));
            Assert.That(book.On(new(2030, 1, 1)).Version, Is.EqualTo("4"));
            Assert.That(book.Until("3").On(new(2030, 1, 1)).Version, Is.EqualTo("3"));
            Assert.That(book.Until("no such").Newest.Rules.Version, Is.EqualTo("4"));
            Assert.That(book.Planned(new(2027, 3, 1)).Select(version => version.Rules.Version), Is.EqualTo(new[] { "4" }));
            Assert.That(book.Planned(new(2027, 2, 28)).Select(version => version.Rules.Version), Is.EqualTo(new[] { "3", "4" }));
            var replaced = book.With(new(2027, 5, 1), Broad with { Version = "5" });
            Assert.That((replaced.On(new(2027, 4, 30)).Version, replaced.On(new(2027, 6, 1)).Version), Is.EqualTo(("3", "5")), "the fourth never holds");
            Assert.That(replaced.Planned(new(2027, 4, 1)).Select(version => version.Rules.Version), Is.EqualTo(new[] { "5" }));
        });
    }

    static IEnumerable<string> Numbers(Type rules, string within) => rules.GetProperties()
        .Where(property => property.Name != "Sum" && !property.GetMethod!.IsStatic && property.PropertyType != typeof(string))
        .SelectMany(property => property.PropertyType.IsPrimitive || property.PropertyType == typeof(decimal)
            ? [within + property.Name]
            : Numbers(property.PropertyType, $"{property.Name}."));
}

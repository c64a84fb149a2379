using Activation.Domain.Programmes;
using Activation.Domain.Scoring;
using Activation.Domain.Tests.Initiatives;
using FsCheck;
using FsCheck.Fluent;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Programmes;

/// <summary>Whatever is confirmed, planned and replaced in whatever order: each day keeps the rules that are right for it.</summary>
public class RulesBookPropertyTests
{
    /// <summary>Something that was confirmed.</summary>
    sealed record Confirmed(DateOnly On, DateOnly From, string Version, RulesBook Before, RulesBook After);

    static readonly DateOnly[] Days = [.. Enumerable.Range(-40, 400).Select(Now.Today().AddDays)];

    /// <summary>How many days after the one before somebody tries to set rules, and from how many days away.</summary>
    static readonly Arbitrary<(int Later, int Ahead)[]> Tries =
        (from later in Gen.Choose(0, 12) from ahead in Gen.Choose(-15, 40) select (Later: later, Ahead: ahead)).ArrayOf().Resize(12).ToArbitrary();

    [Test]
    public void A_day_has_the_newest_that_begins_by_it_of_those_that_were_not_replaced_before_they_began() => Holds(all => Days.All(day =>
        (all.Count == 0 ? RulesBook.AtStart : all[^1].After).On(day).Version
            == (all.Where((one, i) => one.From <= day && !all.Skip(i + 1).Any(later => later.From <= one.From && later.On < one.From)).LastOrDefault()?.Version ?? "1")));

    [Test]
    public void What_is_confirmed_changes_no_day_before_the_one_from_which_it_holds() => Holds(all => all.All(one => Days.All(day =>
        one.After.On(day).Version == (day < one.From ? one.Before.On(day).Version : one.Version))));

    [Test]
    public void A_plan_that_is_replaced_from_a_day_to_come_changes_no_day_that_is_gone_by() => Holds(all => all
        .Where(one => one.Before.Newest.From > one.On && one.From > one.On)
        .All(one => Days.Where(day => day <= one.On).All(day => one.After.On(day) == one.Before.On(day))));

    [Test]
    public void What_holds_keeps_the_days_before_it() => Holds(all => all.All(one => one.From >= one.Before.InForce(one.On).From));

    [Test]
    public void Whatever_is_planned_comes_to_hold_on_its_day_unless_it_is_replaced() => Holds(all => all.All(one =>
        one.After.Planned(one.On).All(plan => one.After.On(plan.From) == plan.Rules && one.After.On(one.On) != plan.Rules)
        && one.After.Planned(one.On).Select(plan => plan.From).SequenceEqual(one.After.Planned(one.On).Select(plan => plan.From).Order())));

    static void Holds(Func<IReadOnlyList<Confirmed>, bool> rule) =>
        Prop.ForAll(Tries, new Func<(int Later, int Ahead)[], bool>(tries => rule([.. Set(tries)]))).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    static IEnumerable<Confirmed> Set((int Later, int Ahead)[] tries)
    {
        var (programme, now) = (Walk.Programme.Aggregate(Programme.None, Programme.Evolve), Now);
        foreach (var (later, ahead) in tries)
        {
            now = now.AddDays(later);
            var (before, from) = (programme.Scoring, now.Today().AddDays(ahead));
            var rules = ScoringRules.AtStart with { Shrinkage = 9 + before.Versions.Count };
            if (Weighing.Set(programme, new(rules, from, before.Newest.Rules.Version, "Ett prov till"), Elin, now) is not Accepted accepted) continue;
            programme = accepted.Events.Aggregate(programme, Programme.Evolve);
            yield return new(now.Today(), from, programme.Scoring.Newest.Rules.Version, before, programme.Scoring);
        }
    }
}

using Activation.Domain.Points;
using Activation.Domain.Scoring;
using FsCheck;
using FsCheck.Fluent;
using static Activation.Domain.Tests.Points.Deeds;

namespace Activation.Domain.Tests.Points;

/// <summary>Whatever happens in whatever order: what a ledger promises to whoever reads it.</summary>
public class LedgerPropertyTests
{
    static readonly RulesBook Book = RulesBook.AtStart.With(
        new DateOnly(2027, 3, 20), ScoringRules.AtStart with { Version = "2", Points = PointRules.AtStart with { WeekCap = 25 } });

    static readonly Gen<Deed> One =
        from kind in Gen.Elements(Enum.GetValues<DeedKind>())
        from hours in Gen.Choose(0, 24 * 60)
        from about in Gen.Choose(1, 4)
        from word in Gen.Elements<Guid?>(null, Cast.Bo.Member, Cast.Iris.Member, Me)
        from member in Gen.Frequency((4, Gen.Constant(Me)), (1, Gen.Constant(Cast.Bo.Member)))
        from grades in Gen.Choose(1, 5).ArrayOf()
        select Of(kind, hours, about, word, member) with { Grades = kind == DeedKind.OutcomeRated ? new Activation.Domain.Scoring.Outcome(grades, []).Sums : null };

    static readonly Arbitrary<Deed[]> Histories =
        One.ArrayOf().Resize(80).Select(deeds => deeds.Select((deed, i) => deed with { Position = (long)(deed.At - Monday).TotalHours * 1000 + i }).ToArray()).ToArbitrary();

    [Test]
    public void A_total_is_the_sum_of_its_lines() => Holds(deeds =>
    {
        var ledger = PointsLedger.Of(Me, deeds, Book);
        return ledger.Total == ledger.Entries.Sum(entry => entry.Points) && ledger.Total >= 0;
    });

    [Test]
    public void No_week_brings_more_than_it_can_less_what_was_taken_back_of_it() => Holds(deeds => PointsLedger.Of(Me, deeds, Book).Entries
        .GroupBy(entry => entry.FadesFrom.DayNumber / 7).All(week => week.Sum(entry => entry.Points) <= week.Max(entry => Book.On(entry.On).Points.WeekCap)));

    [Test]
    public void The_order_in_which_deeds_are_handed_over_changes_nothing() => Holds(deeds =>
        Lines(PointsLedger.Of(Me, deeds, Book)).SequenceEqual(Lines(PointsLedger.Of(Me, deeds.Reverse(), Book))));

    [Test]
    public void What_comes_later_never_changes_a_line() => Holds(deeds =>
    {
        var all = deeds.OrderBy(deed => deed.Position).ToArray();
        var early = Lines(PointsLedger.Of(Me, all.Take(all.Length / 2), Book)).ToArray();
        return Lines(PointsLedger.Of(Me, all, Book)).Take(early.Length).SequenceEqual(early);
    });

    [Test]
    public void An_example_is_never_worth_more_than_once_however_often_it_is_taken_down_and_shown_again() => Holds(deeds => PointsLedger.Of(Me, deeds, Book).Entries
        .Where(entry => entry.Deed.Kind is DeedKind.ExamplePublished or DeedKind.ExampleTakenDown).GroupBy(entry => entry.Deed.Initiative).All(IsWorthOnceAtMost));

    static bool IsWorthOnceAtMost(IEnumerable<PointsEntry> example)
    {
        var sum = 0m;
        return example.All(entry => (sum += entry.Points) >= 0 && sum <= PointRules.AtStart.ExamplePublished && (!entry.IsReversal || sum == 0));
    }

    [Test]
    public void A_value_fades_and_never_grows_by_itself() => Holds(deeds =>
    {
        var ledger = PointsLedger.Of(Me, deeds, Book);
        var day = new DateOnly(2027, 6, 1);
        return ledger.LiveOn(day, ScoringRules.AtStart) <= (double)ledger.Total + 1e-9
            && ledger.LiveOn(day.AddDays(30), ScoringRules.AtStart) <= ledger.LiveOn(day, ScoringRules.AtStart) + 1e-9;
    });

    [Test]
    public void A_word_given_back_and_forth_never_gains_more_than_one_that_is_not() => Holds(deeds =>
        PointsLedger.Of(Me, deeds.Where(deed => deed.Member == Me), Wide).Total >= PointsLedger.Of(Me, deeds, Wide).Total);

    // Without a cap, that a smaller line leaves no room for another.
    static readonly RulesBook Wide = RulesBook.AtStart.With(DateOnly.MinValue, ScoringRules.AtStart with { Points = PointRules.AtStart with { WeekCap = 1000 } });

    static IEnumerable<string> Lines(PointsLedger ledger) =>
        ledger.Entries.Select(entry => $"{entry.Deed.Position} {entry.Version} {entry.Points} {entry.FadesFrom} {string.Join(' ', entry.Why)}");

    static void Holds(Func<Deed[], bool> rule) => Prop.ForAll(Histories, rule).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
}

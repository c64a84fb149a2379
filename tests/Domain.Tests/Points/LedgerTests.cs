using Activation.Domain.Points;
using Activation.Domain.Scoring;
using static Activation.Domain.Tests.Points.Deeds;

namespace Activation.Domain.Tests.Points;

/// <summary>The check values of points: computed by hand, once.</summary>
public class LedgerTests
{
    const int Week = 7 * 24;

    [TestCase(DeedKind.Approved, 10), TestCase(DeedKind.Completed, 20), TestCase(DeedKind.ExamplePublished, 10), TestCase(DeedKind.ExampleLent, 15)]
    [TestCase(DeedKind.ExampleAdopted, 15), TestCase(DeedKind.HelpGiven, 5), TestCase(DeedKind.Rated, 2), TestCase(DeedKind.PulseAnswered, 2), TestCase(DeedKind.Decided, 3)]
    public void What_a_deed_is_worth(DeedKind kind, int worth) => Assert.That(PointsOf(Of(kind, 2)), Is.EqualTo(new[] { (decimal)worth }));

    [Test]
    public void An_outcome_is_worth_ten_from_four_by_three() => Assert.Multiple(() =>
    {
        Assert.That(PointsOf(Graded(0, 1, 5, 5)), Is.Empty, "two raters");
        Assert.That(PointsOf(Graded(0, 1, 5, 5, 4)), Is.Empty, "3.88");
        Assert.That(PointsOf(Graded(0, 1, 5, 5, 5)), Is.EqualTo(new[] { 10m }), "exactly 4.00");
        Assert.That(PointsOf(Graded(0, 1, 5, 5, 5), Graded(1, 1, 5, 5, 5, 5)), Has.Length.EqualTo(1), "once");
    });

    [Test]
    public void The_next_of_a_kind_within_seven_days_is_worth_less() => Assert.That(
        PointsOf(Of(DeedKind.Approved, 0), Of(DeedKind.Approved, 24), Of(DeedKind.Approved, 48), Of(DeedKind.Approved, 48 + Week)),
        Is.EqualTo(new[] { 10m, 6.67m, 5m, 10m }));

    [Test]
    public void A_rating_and_an_answer_to_a_pulse_are_of_one_kind() => Assert.That(
        PointsOf(Of(DeedKind.Rated, 0), Of(DeedKind.PulseAnswered, 24), Of(DeedKind.Rated, 48)), Is.EqualTo(new[] { 2m, 1.33m, 1m }));

    [Test]
    public void Seven_days_later_it_is_worth_all_again() =>
        Assert.That(PointsOf(Of(DeedKind.Completed, 0), Of(DeedKind.Completed, Week)), Is.EqualTo(new[] { 20m, 20m }));

    [Test]
    public void A_week_brings_forty_at_most()
    {
        var ledger = Ledger(Of(DeedKind.Completed, 0), Of(DeedKind.ExampleLent, 1), Of(DeedKind.Approved, 2), Of(DeedKind.Approved, 3), Of(DeedKind.Approved, 2 * Week));
        Assert.That(ledger.Entries.Select(entry => entry.Points), Is.EqualTo(new[] { 20m, 15m, 5m, 0m, 10m }));
        Assert.That(ledger.Entries[2].Why, Is.EqualTo(new[] { new Reason(Cut.WeekFull, 40) }));
    }

    [Test]
    public void A_month_brings_four_helps_and_six_ratings()
    {
        var helps = Enumerable.Range(0, 5).Select(n => Of(DeedKind.HelpGiven, n * 24 * 7)).ToArray();
        Assert.That(PointsOf(helps), Is.EqualTo(new[] { 5m, 5, 5, 5, 0 }), "1, 8, 15, 22 and 29 March");
        var ratings = Enumerable.Range(0, 7).Select(n => Of(n % 2 == 0 ? DeedKind.Rated : DeedKind.PulseAnswered, n)).ToArray();
        Assert.That(Ledger(ratings).Entries[^1].Why.Select(reason => reason.Cut), Does.Contain(Cut.MonthFull));
        Assert.That(PointsOf([.. ratings, Of(DeedKind.Rated, 31 * 24)])[^1], Is.EqualTo(2m), "April");
    }

    [Test]
    public void An_answer_is_in_time_within_five_working_days_whatever_it_says()
    {
        var answer = Of(DeedKind.Decided, 0);
        Assert.That(PointsOf(answer with { Waited = 5 }), Is.EqualTo(new[] { 3m }));
        Assert.That(PointsOf(answer with { Waited = 6 }), Is.Empty);
        Assert.That(PointsOf(answer with { Waited = null }), Is.Empty, "it answered nothing");
    }

    [Test]
    public void Half_is_left_after_ninety_days()
    {
        var ledger = Ledger(Of(DeedKind.Completed, 0));
        Assert.That(ledger.LiveOn(new DateOnly(2027, 3, 1), ScoringRules.AtStart), Is.EqualTo(20));
        Assert.That(ledger.LiveOn(new DateOnly(2027, 3, 1).AddDays(90), ScoringRules.AtStart), Is.EqualTo(10).Within(1e-9));
        Assert.That(ledger.LiveOn(new DateOnly(2027, 3, 1).AddDays(30), ScoringRules.AtStart), Is.EqualTo(15.87).Within(.005));
        Assert.That(ledger.Total, Is.EqualTo(20m), "what was earned stays written");
    }

    [Test]
    public void Who_vouch_for_each_other_again_and_again_gain_less_and_less()
    {
        var bo = Cast.Bo.Member;
        var both = Enumerable.Range(0, 5).SelectMany(n => new[] { Of(DeedKind.Completed, n * 2 * Week, by: Me, member: bo), Of(DeedKind.Completed, n * 2 * Week + 1, by: bo) });
        Assert.That(PointsOf([.. both]), Is.EqualTo(new[] { 20m, 20m, 10m, 6.67m, 5m }));
        var oneWay = Enumerable.Range(0, 5).Select(n => Of(DeedKind.Completed, n * 2 * Week, by: bo));
        Assert.That(PointsOf([.. oneWay]), Is.All.EqualTo(20m), "a coordinator confirms many");
        var stages = Enumerable.Range(0, 3).SelectMany(n => new[] { Of(DeedKind.Completed, n * 2 * Week, by: Me, member: bo, stage: n), Of(DeedKind.Completed, n * 2 * Week + 1, by: bo, stage: n) });
        Assert.That(PointsOf([.. stages]), Is.All.EqualTo(20m), "each stage begins anew");
    }

    [Test]
    public void A_ring_that_rates_each_other_gains_less_and_less_whoever_comes_last()
    {
        Guid[] ring = [Cast.Bo.Member, Cast.Iris.Member, Cast.Elin.Member];
        Assert.That(PointsOf([.. Rounds(back: true)]), Is.EqualTo(new[] { 10m, 10m, 5m, 3.33m, 2.5m }));
        Assert.That(PointsOf([.. Rounds(back: false)]), Is.All.EqualTo(10m), "who only receives grades is in no ring");

        IEnumerable<Deed> Rounds(bool back)
        {
            for (var n = 0; n < 5; n++)
            {
                var at = n * 2 * Week;
                for (var i = 0; back && i < ring.Length; i++) yield return Graded(at + i, 100 + 10 * n + i, 5) with { Member = ring[i], By = Me };
                for (var i = 0; i < ring.Length; i++)
                    yield return Graded(at + 10 + i, 1 + n, [.. Enumerable.Repeat(5, i + 1)]) with { By = ring[(n + i) % ring.Length] };
            }
        }
    }

    // Bo takes up mine, Iris Bo's and I Iris's; the third confirms each time. I lend and adopt once a round.
    [Test]
    public void Three_who_adopt_from_each_other_in_a_ring_gain_less_and_less_and_never_more_than_a_week_can_bring()
    {
        Assert.That(PointsOf([.. Ring(rounds: 5, hours: 2 * Week)]), Is.EqualTo(new[] { 15m, 15, 15, 15, 15, 7.5m, 7.5m, 5, 5, 3.75m }));
        Assert.That(Ledger([.. Ring(rounds: 10, hours: 4)]).Total, Is.EqualTo(40m), "30 for the first round, and the week is full with the next");

        static IEnumerable<Deed> Ring(int rounds, int hours)
        {
            var (bo, iris) = (Cast.Bo.Member, Cast.Iris.Member);
            for (var n = 0; n < rounds; n++)
                foreach (var (i, lender, adopter, word) in new[] { (0, Me, bo, iris), (1, bo, iris, Me), (2, iris, Me, bo) })
                {
                    yield return Of(DeedKind.ExampleLent, n * hours + i, 1 + 3 * n + i, word, lender);
                    yield return Of(DeedKind.ExampleAdopted, n * hours + i, 1 + 3 * n + i, word, adopter);
                }
        }
    }

    [Test]
    public void A_grade_that_is_changed_again_and_again_vouches_once()
    {
        var bo = Cast.Bo.Member;
        var changed = Enumerable.Range(0, 6).Select(n => Graded(n, 50, 5) with { Member = bo, By = Me });
        var words = Enumerable.Range(0, 4).Select(n => Of(DeedKind.Completed, (n + 1) * 2 * Week, by: bo));
        Assert.That(PointsOf([.. changed, .. words]), Is.All.EqualTo(20m));
    }

    [Test]
    public void What_is_taken_back_is_a_line_of_its_own_and_fades_with_what_it_takes_back()
    {
        var ledger = Ledger(Of(DeedKind.Approved, 0, about: 7), Of(DeedKind.Approved, 1, about: 8), Of(DeedKind.Withdrawn, 60 * 24, about: 8));
        Assert.That(ledger.Entries.Select(entry => entry.Points), Is.EqualTo(new[] { 10m, 6.67m, -6.67m }), "as much as was given");
        Assert.That(ledger.Total, Is.EqualTo(10m));
        Assert.That(ledger.LiveOn(new DateOnly(2027, 5, 30), ScoringRules.AtStart), Is.EqualTo(5).Within(1e-9), "90 days after the one that stands");
        Assert.That(PointsOf(Of(DeedKind.Withdrawn, 1)), Is.Empty, "nothing was given");
    }

    [Test]
    public void An_example_that_is_taken_down_gives_its_points_back_and_has_them_once_when_it_is_shown_again()
    {
        var ledger = Ledger(
            Of(DeedKind.ExamplePublished, 0, about: 7), Of(DeedKind.ExamplePublished, 1, about: 7), Of(DeedKind.ExampleTakenDown, 24, about: 7),
            Of(DeedKind.ExampleTakenDown, 25, about: 7), Of(DeedKind.ExamplePublished, 60 * 24, about: 7), Of(DeedKind.ExamplePublished, 61 * 24, about: 7));
        Assert.That(ledger.Entries.Select(entry => entry.Points), Is.EqualTo(new[] { 10m, -10m, 10m }));
        Assert.That(ledger.LiveOn(new DateOnly(2027, 3, 1).AddDays(90), ScoringRules.AtStart), Is.EqualTo(5).Within(1e-9), "it is as old as it was");
        Assert.That(PointsOf(Of(DeedKind.ExampleTakenDown, 1)), Is.Empty, "it was never shown");
    }

    [Test]
    public void An_outcome_that_sinks_gives_its_points_back_and_may_earn_them_again() => Assert.That(
        PointsOf(Graded(0, 1, 5, 5, 5), Graded(1, 1, 5, 5, 2), Graded(10 * 24, 1, 5, 5, 5)), Is.EqualTo(new[] { 10m, -10m, 10m }));

    [Test]
    public void What_was_taken_back_makes_nothing_after_it_the_second_of_its_kind_and_uses_up_no_room() => Assert.That(
        PointsOf(
            Graded(0, 1, 5, 5, 5), Graded(1, 1, 5, 5, 2), Graded(2, 1, 5, 5, 5), Graded(3, 1, 5, 5, 2), Graded(4, 1, 5, 5, 5), Graded(5, 1, 5, 5, 2), Graded(6, 1, 5, 5, 5),
            Graded(7, 1, 5, 5, 2), Graded(8, 1, 5, 5, 5), Of(DeedKind.Approved, 9)),
        Is.EqualTo(new[] { 10m, -10m, 10m, -10m, 10m, -10m, 10m, -10m, 10m, 10m }), "a grade that wavers");

    [Test]
    public void Every_line_is_counted_by_the_rules_of_its_day_and_both_versions_stay_readable()
    {
        var dearer = ScoringRules.AtStart with { Version = "2", Points = PointRules.AtStart with { Approved = 12 } };
        var book = RulesBook.AtStart.With(new DateOnly(2027, 3, 10), dearer);
        Deed[] deeds = [Of(DeedKind.Approved, 0), Of(DeedKind.Approved, 2 * Week)];
        var now = PointsLedger.Of(Me, deeds, book);
        Assert.That(now.Entries.Select(entry => (entry.Version, entry.Points)), Is.EqualTo(new[] { ("1", 10m), ("2", 12m) }));
        Assert.That(PointsLedger.Of(Me, deeds, book.Until("1")).Entries.Select(entry => entry.Points), Is.EqualTo(new[] { 10m, 10m }));
    }

    [Test]
    public void A_hundred_tiny_ideas_gain_no_more_than_a_week_can_bring()
    {
        var flood = Enumerable.Range(0, 100).Select(n => Of(DeedKind.Approved, 2) with { Position = n + 1, Initiative = Cast.Id(3000 + n), At = Monday.AddMinutes(n) });
        Assert.That(Ledger([.. flood]).Total, Is.EqualTo(40m));
    }

    [Test]
    public void What_others_do_is_not_mine() =>
        Assert.That(PointsOf(Of(DeedKind.Completed, 0, member: Cast.Bo.Member), Of(DeedKind.Completed, 1, member: Cast.Bo.Member, by: Me)), Is.Empty);
}

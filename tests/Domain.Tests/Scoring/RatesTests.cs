using Activation.Domain.Scoring;

namespace Activation.Domain.Tests.Scoring;

public class RatesTests
{
    static readonly DateOnly AsOf = new(2027, 6, 30);
    static readonly Outcome Unrated = new([], []);
    static readonly ActivityFacts Approved = new(new(2027, 3, 1), true, false, null, null, false, Unrated);
    static readonly ActivityFacts Declined = Approved with { WasApproved = false, WasDeclined = true };
    static readonly ActivityFacts Done = Approved with { DueOn = new(2027, 5, 1), CarriedOutOn = new(2027, 5, 1) };
    static readonly ActivityFacts Late = Done with { CarriedOutOn = new(2027, 5, 2) };
    static readonly ActivityFacts Overdue = Approved with { DueOn = AsOf.AddDays(-1) };
    static readonly ActivityFacts DueToday = Approved with { DueOn = AsOf };
    static readonly ActivityFacts Cancelled = Approved with { WasCancelled = true };

    [Test]
    public void Every_rate_names_its_own_whole()
    {
        var top = Done with { Outcome = new([5, 5], [4]) };
        var figures = Of(Approved, Declined, Done, Late, Overdue, DueToday, Cancelled, top);
        Assert.That((figures.Feasibility.Value, figures.Feasibility.N), Is.EqualTo((7 / 8.0, 8)));
        Assert.That((figures.Commitment.Value, figures.Commitment.N), Is.EqualTo((5 / 7.0, 7)));
        Assert.That((figures.Completion.Value, figures.Completion.N), Is.EqualTo((3 / 5.0, 5)));
        Assert.That((figures.OnTime.Value, figures.OnTime.N), Is.EqualTo((2 / 3.0, 3)));
        Assert.That((figures.TopOutcome.Value, figures.TopOutcome.N), Is.EqualTo((1.0, 1)));
        Assert.That((figures.RatedShare.Value, figures.RatedShare.N), Is.EqualTo((1 / 3.0, 3)));
        Assert.That(figures.NotYetDue, Is.EqualTo(2));
    }

    [Test]
    public void A_date_set_after_the_one_before_had_passed_is_not_kept() =>
        Assert.That(Of(Done with { PromisedOn = new(2027, 4, 1) }, Done with { PromisedOn = Done.DueOn }).OnTime.Value, Is.EqualTo(.5));

    [Test]
    public void What_is_late_is_not_less_late_by_moving_its_date()
    {
        var moved = Overdue with { DueOn = AsOf.AddDays(30), PromisedOn = AsOf.AddDays(-1) };
        Assert.That((Of(Done, moved).Completion.Value, Of(Done, moved).NotYetDue), Is.EqualTo((.5, 0)));
        var keptAhead = moved with { PromisedOn = moved.DueOn };
        Assert.That((Of(Done, keptAhead).Completion.Value, Of(Done, keptAhead).NotYetDue), Is.EqualTo((1.0, 1)), "moved while it was ahead");
        Assert.That(Of(moved with { CarriedOutOn = AsOf }).Completion.Value, Is.EqualTo(1), "and done after all");
    }

    [Test]
    public void What_was_told_long_after_its_day_is_not_known_to_have_been_in_time()
    {
        var last = Done.DueOn!.Value.AddDays(28);
        Assert.That(Of(Done with { ToldOn = last }).OnTime.Value, Is.EqualTo(1));
        Assert.That(Of(Done with { ToldOn = last.AddDays(1) }).OnTime.Value, Is.Zero);
        Assert.That(Of(Done with { ToldOn = last.AddDays(1) }).Completion.Value, Is.EqualTo(1), "done it is");
    }

    [Test]
    public void The_first_stage_had_53_and_20_percent()
    {
        var rated = Enumerable.Range(0, 55).Select(i => Done with { Outcome = new(i < 11 ? [5, 5, 5] : [4, 4, 4], []) });
        var figures = Of([.. rated, .. Enumerable.Repeat(Done, 7), .. Enumerable.Repeat(Overdue, 40), .. Enumerable.Repeat(Cancelled, 15)]);
        Assert.That((figures.Completion.N, Math.Round(100 * figures.Completion.Value)), Is.EqualTo((117, 53)));
        Assert.That((figures.TopOutcome.N, Math.Round(100 * figures.TopOutcome.Value)), Is.EqualTo((55, 20)));
    }

    [Test]
    public void Every_approved_activity_is_counted_once_in_completion_or_beside_it()
    {
        ActivityFacts[] all = [Approved, Done, Late, Overdue, DueToday, Cancelled];
        Assert.That(Of(all).Completion.N + Of(all).NotYetDue, Is.EqualTo(all.Length));
    }

    [Test]
    public void A_cohort_is_what_was_first_answered_within_the_stage()
    {
        var on = Approved.FirstDecidedOn;
        Assert.That(Rates.Cohort([Approved], on, on), Has.Exactly(1).Items);
        Assert.That(Rates.Cohort([Approved], on.AddDays(1), on.AddDays(9)), Is.Empty);
    }

    [Test]
    public void What_is_taken_away_again_leaves_the_rest()
    {
        var (top, fair) = (Done with { Outcome = new([5, 5], [4]) }, Done with { Outcome = new([3, 3], [4]) });
        ActivityFacts[] all = [Approved, Declined, Done, Late, Overdue, DueToday, Cancelled, top, fair];
        foreach (var gone in all)
        {
            var rates = new Rates(AsOf, ScoringRules.AtStart);
            foreach (var activity in all) rates.Add(activity);
            rates.Add(gone, -1);
            Assert.That(rates.Figures, Is.EqualTo(Of([.. all.Where(activity => activity != gone)])));
        }
    }

    [Test]
    public void A_stage_without_activities_has_no_figures() => Assert.That(Of().Completion.N, Is.Zero);

    static StageFigures Of(params ActivityFacts[] cohort) => Rates.Of(cohort, AsOf, ScoringRules.AtStart);
}

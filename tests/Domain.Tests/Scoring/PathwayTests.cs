using Activation.Domain.Scoring;

namespace Activation.Domain.Tests.Scoring;

public sealed class PathwayTests
{
    static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Test]
    public void Each_step_counts_those_who_came_so_far() => Assert.That(
        Pathway.Of([Went(), Went(2), Went(4, 4), Went(2, 0, 1, 10, 3), Went(6, 0, 1, 20, 5) with { IsTop = true }]).Select(step => step.Count),
        Is.EqualTo(new[] { 5, 4, 3, 2, 2, 2, 1 }));

    [Test]
    public void Half_took_at_most_the_median_of_days_from_the_step_before() => Assert.That(
        Pathway.Of([Went(2), Went(4), Went(9), Went()]).Select(step => step.MedianDays), Is.EqualTo(new double?[] { null, 4, null, null, null, null, null }));

    [Test]
    public void Between_two_in_the_middle_is_half_way() =>
        Assert.That(Pathway.Of([Went(2), Went(5)])[1].MedianDays, Is.EqualTo(3.5));

    [Test]
    public void A_median_says_how_sure_it_is_from_six_on_and_a_share_of_the_step_before_always()
    {
        var (few, six) = (Pathway.Of([Went(1), Went(2), Went(3), Went(4), Went(5), Went()]), Pathway.Of([Went(1), Went(2), Went(3), Went(4), Went(5), Went(9), Went()]));
        Assert.That((few[1].MedianDays, few[1].LowDays, few[1].HighDays), Is.EqualTo(((double?)3, (double?)null, (double?)null)));
        Assert.That((six[1].MedianDays, six[1].LowDays, six[1].HighDays), Is.EqualTo(((double?)3.5, (double?)1, (double?)9)));
        Assert.That(Pathway.ShareOfPrevious(six, 1), Is.EqualTo(Wilson.Share(6, 7)));
        Assert.That(Pathway.ShareOfPrevious(six, 0), Is.Null);
    }

    [Test]
    public void What_was_answered_and_has_no_yes_was_returned_or_declined()
    {
        var steps = Pathway.Of([Went(), Went(2), Went(2), Went(3) with { IsDeclined = true }, Went(2, 1) with { IsDeclined = true }]);
        Assert.That((steps[1].Count, steps[1].Returned, steps[1].Declined, steps[2].Count), Is.EqualTo((4, (int?)2, (int?)1, 1)));
        Assert.That(steps.Where(step => step.Step != PathwayStep.Decided).Select(step => (step.Returned, step.Declined)), Is.All.EqualTo(((int?)null, (int?)null)));
    }

    [Test]
    public void A_step_that_most_took_at_the_same_moment_as_the_one_before_took_no_days()
    {
        var most = Pathway.Of([Went(2, 0), Went(4, 0), Went(9, 0), Went(3, 0), Went(3, 0), Went(3, 0), Went(3, 5)]);
        Assert.That((most[2].Count, most[2].MedianDays, most[2].LowDays, most[2].HighDays), Is.EqualTo((7, (double?)null, (double?)null, (double?)null)));
        Assert.That(Pathway.Of([Went(2, 0), Went(4, 0), Went(9, 4), Went(3, 6), Went(3, 8)])[2].MedianDays, Is.EqualTo(4));
    }

    [Test]
    public void What_is_taken_away_again_leaves_the_rest()
    {
        Passage[] all = [Went(), Went(2), Went(9) with { IsDeclined = true }, Went(4, 4), Went(2, 0, 1), Went(2, 0, 1, 10, 3), Went(6, 0, 1, 20, 5) with { IsTop = true }];
        foreach (var gone in all)
        {
            var pathway = new Pathway();
            foreach (var passage in all) pathway.Add(passage);
            pathway.Add(gone, -1);
            Assert.That(pathway.Counts, Is.EqualTo(Pathway.Of(all.Where(passage => passage != gone))));
        }
    }

    [Test]
    public void A_top_grade_that_too_few_gave_is_none() =>
        Assert.That(Pathway.Of([Went(1, 0, 1, 9) with { IsTop = true }])[^1].Count, Is.Zero);

    [Test]
    public void Of_nothing_nothing_comes() => Assert.That(Pathway.Of([]).Select(step => step.Count), Is.All.Zero);

    /// <param name="days">How long each step took, from the proposal on.</param>
    static Passage Went(params int[] days)
    {
        var at = days.Select((_, i) => (DateTimeOffset?)Start.AddDays(days.Take(i + 1).Sum())).Concat(Enumerable.Repeat<DateTimeOffset?>(null, 5)).ToArray();
        return new(Start, at[0], at[1], at[2], at[3], at[4], IsTop: false);
    }
}

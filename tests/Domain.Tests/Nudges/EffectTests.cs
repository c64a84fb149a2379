using Activation.Domain.Nudges;

namespace Activation.Domain.Tests.Nudges;

public class EffectTests
{
    // Table II of Newcombe, Statistics in Medicine 17 (1998), 873–890, method 10.
    [TestCase(70, 56, 80, 48, 0.0524, 0.3339), TestCase(10, 9, 10, 3, 0.1705, 0.8090), TestCase(7, 6, 7, 2, 0.0582, 0.8062)]
    [TestCase(56, 5, 29, 0, -0.0381, 0.1926), TestCase(10, 0, 20, 0, -0.1611, 0.2775), TestCase(10, 10, 10, 0, 0.6075, 1)]
    public void The_interval_is_Newcombes(int told, int acted, int notTold, int notToldActed, double low, double high)
    {
        var difference = Effect.Of(told, acted, notTold, notToldActed).Difference;
        Assert.That(difference.Low, Is.EqualTo(low).Within(0.0002));
        Assert.That(difference.High, Is.EqualTo(high).Within(0.0002));
    }

    [Test]
    public void Without_anybody_to_compare_with_nothing_shows()
    {
        Assert.That(Effect.Of(500, 500, 0, 0).Shows, Is.False);
        Assert.That(Effect.Of(0, 0, 50, 0).Difference.N, Is.Zero);
    }

    /// <summary>Chance is drawn from a seed: the same 4,000 worlds every time, each with nine told for one held out.</summary>
    [TestCase(.3, .3), TestCase(.45, .3), TestCase(.05, .02), TestCase(.95, .9)]
    public void The_true_difference_lies_in_it_in_95_of_100_worlds(double told, double notTold)
    {
        var chance = new Random(20270310);
        const int Worlds = 4000;
        var covered = Enumerable.Range(0, Worlds).Count(_ =>
        {
            var difference = Effect.Of(450, Draw(450, told), 50, Draw(50, notTold)).Difference;
            return difference.Low <= told - notTold && told - notTold <= difference.High;
        });
        Assert.That((double)covered / Worlds, Is.InRange(.935, .99));

        int Draw(int n, double share) => Enumerable.Range(0, n).Count(_ => chance.NextDouble() < share);
    }

    [Test]
    public void A_planted_effect_shows_and_none_is_found_where_none_was_planted()
    {
        Assert.That(Effect.Of(900, 540, 100, 20).Shows, Is.True);
        Assert.That(Effect.Of(900, 270, 100, 30).Shows, Is.False);
    }

    [Test]
    public void A_kind_rests_when_more_than_one_in_a_hundred_say_no()
    {
        Assert.That(Figures(sentLately: 100, optOuts: 2).Verdict(NudgeKind.Overdue), Is.EqualTo(PauseReason.OptOuts));
        Assert.That(Figures(sentLately: 100, optOuts: 1).Verdict(NudgeKind.Overdue), Is.Null, "one in a hundred is not more than one in a hundred");
        Assert.That(Figures(sentLately: 99, optOuts: 9).Verdict(NudgeKind.Overdue), Is.Null, "too few to tell");
    }

    [Test]
    public void A_kind_rests_when_nothing_shows_after_five_hundred()
    {
        Assert.That((Figures() with { Effect = Effect.Of(500, 150, 55, 16) }).Verdict(NudgeKind.Overdue), Is.EqualTo(PauseReason.NoEffect));
        Assert.That((Figures() with { Effect = Effect.Of(499, 150, 55, 16) }).Verdict(NudgeKind.Overdue), Is.Null);
        Assert.That((Figures() with { Effect = Effect.Of(500, 300, 55, 16) }).Verdict(NudgeKind.Overdue), Is.Null, "it helps");
        Assert.That((Figures() with { Effect = Effect.Of(500, 150, 55, 16) }).Verdict(NudgeKind.WeeklyDigest), Is.EqualTo(PauseReason.NoEffect), "it asks for nothing, and nobody does anything for it");
        Assert.That((Figures() with { Effect = Effect.Of(500, 150, 0, 0) }).Verdict(NudgeKind.DecisionMade), Is.Null, "people are owed it");
    }

    [Test]
    public void One_in_ten_is_held_out_of_each_kind_and_others_in_the_next_quarter()
    {
        var people = Enumerable.Range(0, 20_000).Select(n => new Guid(n, 1, 2, [1, 2, 3, 4, 5, 6, 7, 8])).ToList();
        var (first, second) = (Out("2027-Q1"), Out("2027-Q2"));
        Assert.That(first, Has.Count.InRange(1850, 2150));
        Assert.That(first.Intersect(second).Count(), Is.InRange(130, 280), "one in ten of one in ten");
        Assert.That(people.Where(person => HoldOut.Has(person, NudgeKind.DecisionMade, "2027-Q1")), Is.Empty, "what is owed is told to all");
        Assert.That(HoldOut.Quarter(new DateOnly(2027, 3, 31)), Is.EqualTo("2027-Q1"));
        Assert.That(HoldOut.Quarter(new DateOnly(2027, 4, 1)), Is.EqualTo("2027-Q2"));

        HashSet<Guid> Out(string quarter) => [.. people.Where(person => HoldOut.Has(person, NudgeKind.Overdue, quarter))];
    }

    static KindFigures Figures(int sentLately = 0, int optOuts = 0) => new(1000, sentLately, 0, 0, 100, optOuts, Effect.Of(0, 0, 0, 0));
}

using Activation.Domain.Scoring;

namespace Activation.Domain.Tests.Scoring;

/// <summary>The check values of the scores: computed by hand, once.</summary>
public class ScoreTests
{
    static readonly ScoringRules Rules = ScoringRules.AtStart;

    [TestCase(1, 1, .207, .378), TestCase(3, 3, .438, .646), TestCase(9, 10, .596, .718), TestCase(40, 50, .670, .718), TestCase(120, 160, .678, .704)]
    public void What_we_can_count_on_of_so_many_votes(int supports, int votes, double at95, double at90)
    {
        Assert.That(Wilson.LowerBound(supports, votes, 1.96), Is.EqualTo(at95).Within(.0006));
        Assert.That(Wilson.LowerBound(supports, votes, Rules.RankingZ), Is.EqualTo(at90).Within(.0006));
    }

    [Test]
    public void No_votes_is_nothing_to_count_on() => Assert.That(Wilson.LowerBound(0, 0, 1.96), Is.Zero);

    [TestCase(62, 117, "53"), TestCase(11, 55, "20")]
    public void The_headline_shares(int part, int whole, string percent)
    {
        var share = Wilson.Share(part, whole);
        Assert.That((100 * share.Value).ToString("0", System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo(percent));
        Assert.That(share.Low, Is.LessThan(share.Value));
        Assert.That(share.High, Is.GreaterThan(share.Value));
    }

    [Test]
    public void The_whole_of_nothing_is_no_figure() => Assert.That(Wilson.Share(0, 0), Is.EqualTo(new Estimate(0, 0, 0, 1)));

    [Test]
    public void A_share_of_none_and_of_all_stays_within_0_and_1()
    {
        Assert.That(Wilson.Share(0, 5).Low, Is.Zero);
        Assert.That(Wilson.Share(5, 5).High, Is.EqualTo(1));
    }

    [TestCase(1, 5.0, 3.67), TestCase(3, 5.0, 4.0)]
    public void A_first_top_grade_lifts_an_outcome_a_little(int raters, double grade, double shown) =>
        Assert.That(Of(Enumerable.Repeat((int)grade, raters)).Shown(Rules), Is.EqualTo(shown).Within(.005));

    // Twelve whole grades have no mean of 4.6: sixty have, and with a C five times as heavy they weigh as twelve do.
    [Test]
    public void Many_grades_lift_it_all_the_way()
    {
        var twelve = Of(Enumerable.Repeat(5, 36).Concat(Enumerable.Repeat(4, 24))).Shown(Rules with { PriorWeight = 5 * Rules.PriorWeight });
        Assert.That(twelve, Is.EqualTo(4.25).Within(.005).And.EqualTo((5 * 3.4 + 12 * 4.6) / 17).Within(1e-9), "12 at 4.6");
        Assert.That(Of([5, 5, 5, 5, 5, 5, 5, 4, 4, 4, 4, 5]).Shown(Rules), Is.EqualTo((17 + 56) / 17.0).Within(.001));
        Assert.That(Of(Enumerable.Repeat(4, 32).Concat(Enumerable.Repeat(5, 8))).Shown(Rules), Is.EqualTo(4.11).Within(.005));
    }

    [Test]
    public void A_coordinator_s_grade_weighs_one_and_a_half() =>
        Assert.That(new Outcome([], [5]).Shown(Rules), Is.EqualTo((17 + 7.5) / 6.5).Within(1e-9));

    [Test]
    public void An_outcome_is_the_surer_the_more_have_rated_and_stays_on_the_scale()
    {
        var (three, many, theirs) = (Of([5, 5, 5]).Estimated(Rules), Of(Enumerable.Repeat(4, 95)).Estimated(Rules), new Outcome([], [5, 5, 5, 5]).Estimated(Rules));
        Assert.Multiple(() =>
        {
            Assert.That((three.Value, three.N), Is.EqualTo((4.0, 3)));
            Assert.That(three.Low, Is.EqualTo(4 - 1.96 / Math.Sqrt(8)).Within(1e-9), "C + 3 grades, a step apart");
            Assert.That(three.High, Is.EqualTo(4 + 1.96 / Math.Sqrt(8)).Within(1e-9));
            Assert.That(many.High - many.Low, Is.EqualTo(2 * .196).Within(1e-9));
            Assert.That(theirs.Low, Is.EqualTo(47 / 11.0 - 1.96 * Math.Sqrt(14) / 11).Within(1e-9), "a grade that weighs more is one grade still");
            Assert.That(Of(Enumerable.Repeat(5, 40)).Estimated(Rules).High, Is.EqualTo(5));
        });
    }

    [Test]
    public void An_outcome_is_shown_from_three_raters()
    {
        Assert.That(Of([5, 5]).IsPublished(Rules), Is.False);
        Assert.That(new Outcome([5, 5], [4]).IsPublished(Rules), Is.True);
    }

    [TestCase(new[] { 5, 4, 4 }, 4), TestCase(new[] { 5, 4 }, 5), TestCase(new[] { 1, 5, 5, 2 }, 4), TestCase(new[] { 3 }, 3)]
    public void The_middle_grade_rounds_up(int[] grades, int median) => Assert.That(Of(grades).RoundedMedian(), Is.EqualTo(median));

    [TestCase(1, 1, .51), TestCase(8, 15, .50), TestCase(40, 75, .53), TestCase(2, 8, .35)]
    public void One_person_s_success_cannot_top_the_table(int active, int enrolled, double breadth) =>
        Assert.That(MunicipalityScore.Shrunk(active, enrolled, .45, Rules), Is.EqualTo(breadth).Within(.005));

    [Test]
    public void A_score_is_the_weighted_sum_of_its_parts_within_its_interval()
    {
        var score = MunicipalityScore.Of(new(15, 8, 10, 6, Of([5, 5, 5]), 3, 4, 1), new(.45, .5, .25), Rules);
        var expected = 100 * (.3 * (8 + 3.6) / 23 + .3 * (6 + 4) / 18.0 + .2 * .75 + .1 * (1 - Math.Exp(-1)) + .1 * (1 + 2) / 12.0);
        Assert.That(score.Score.Value, Is.EqualTo(expected).Within(1e-9));
        Assert.That((score.Score.Value, score.Score.N), Is.EqualTo((55.62, 15)).Using<(double, int)>((a, b) => Math.Abs(a.Item1 - b.Item1) < .005 && a.Item2 == b.Item2));
        Assert.That(score.Score.Low, Is.EqualTo(45.53).Within(.005), "55.62 − 100 · √((.3 · .190)² + (.3 · .218)² + (.2 · .173)² + (.1 · .344)² + (.1 · .161)²)");
        Assert.That(score.Score.High, Is.EqualTo(65.49).Within(.005));
    }

    [TestCase(0, 0), TestCase(1, .28), TestCase(2, .49), TestCase(3, .63), TestCase(6, .86)]
    public void Each_adoption_brings_less_than_the_one_before(int adoptions, double reuse) =>
        Assert.That(MunicipalityScore.Of(new(15, 8, 10, 6, Outcome.None, adoptions, 4, 1), new(.45, .5, .25), Rules).Reuse.Value, Is.EqualTo(reuse).Within(.005));

    [TestCase(40, 50, 51, 60, true), TestCase(40, 50, 50, 60, false), TestCase(40, 50, 45, 55, false), TestCase(40, 60, 45, 55, false)]
    public void Two_can_be_told_apart_only_when_their_intervals_do_not_touch(double low, double high, double otherLow, double otherHigh, bool apart)
    {
        var (one, other) = (Between(low, high), Between(otherLow, otherHigh));
        Assert.That((one.IsSurelyApartFrom(other), other.IsSurelyApartFrom(one)), Is.EqualTo((apart, apart)));

        static MunicipalityScore Between(double low, double high) =>
            MunicipalityScore.Of(new(15, 8, 10, 6, Outcome.None, 3, 4, 1), new(.45, .5, .25), Rules) with { Score = new((low + high) / 2, 15, low, high) };
    }

    [Test]
    public void Every_part_has_its_own_n_and_interval()
    {
        var score = MunicipalityScore.Of(new(15, 8, 10, 6, Of([5, 5, 5]), 3, 4, 1), new(.45, .5, .25), Rules);
        Assert.Multiple(() =>
        {
            Assert.That(new[] { score.Breadth.N, score.Doing.N, score.Outcome.N, score.Reuse.N, score.Across.N }, Is.EqualTo(new[] { 15, 10, 3, 3, 4 }));
            IsBetween(score.Breadth, .315, .693, "Wilson's of 11.6 of 23");
            IsBetween(score.Doing, .337, .754, "of 10 of 18");
            IsBetween(score.Outcome, .577, .923, ".75 ± 1.96 · ¼ ÷ √8");
            IsBetween(score.Reuse, .288, .947, "of 1.02 to 8.82 adoptions");
            IsBetween(score.Across, .089, .532, "of 3 of 12");
        });
        static void IsBetween(Estimate part, double low, double high, string why) =>
            Assert.That((part.Low, part.High), Is.EqualTo((low, high)).Using<(double, double)>((a, b) => Math.Abs(a.Item1 - b.Item1) < .0006 && Math.Abs(a.Item2 - b.Item2) < .0006), why);
    }

    [Test]
    public void A_part_that_rests_on_more_is_known_better_and_none_seen_is_not_none_for_sure()
    {
        var means = new ProgrammeMeans(.45, .5, .25);
        var (few, many) = (MunicipalityScore.Of(new(6, 3, 2, 1, Outcome.None, 0, 0, 0), means, Rules), MunicipalityScore.Of(new(600, 300, 200, 100, Outcome.None, 0, 0, 0), means, Rules));
        Assert.That(many.Breadth.High - many.Breadth.Low, Is.LessThan((few.Breadth.High - few.Breadth.Low) / 4));
        Assert.That((few.Reuse.Value, few.Reuse.Low), Is.EqualTo((0, 0)));
        Assert.That(few.Reuse.High, Is.EqualTo(1 - Math.Exp(-1.96 * 1.96 / 3)).Within(1e-9));
    }

    [TestCase(1, 1, .701, 1)]
    [TestCase(40, 40, .926, 1)]
    [TestCase(0, 1, 0, .299)]
    [TestCase(0, 40, 0, .074)]
    public void Who_did_all_that_was_due_or_none_of_it_is_not_known_to_do_so_for_sure(int done, int due, double low, double high)
    {
        var facts = new MunicipalityFacts(12, 6, due, done, Outcome.None, 0, 0, 0);
        var score = MunicipalityScore.Of(facts, ProgrammeMeans.Of([facts]), Rules);
        Assert.That((score.Doing.Value, score.Doing.N), Is.EqualTo(((double)done / due, due)), "all of the programme is like that");
        Assert.That((score.Doing.Low, score.Doing.High), Is.EqualTo((low, high)).Using<(double, double)>((a, b) => Math.Abs(a.Item1 - b.Item1) < .0006 && Math.Abs(a.Item2 - b.Item2) < .0006));
        Assert.That(score.Score.High - score.Score.Low, Is.GreaterThan(100 * Rules.Weights.Doing * (high - low)), "the whole is no surer than this part of it");
    }

    [Test]
    public void Nothing_at_all_is_the_programme_s_mean_and_never_an_error()
    {
        var empty = new MunicipalityFacts(0, 0, 0, 0, new([], []), 0, 0, 0);
        Assert.That(MunicipalityScore.Of(empty, ProgrammeMeans.Of([empty]), Rules).Score.Value, Is.EqualTo(100 * (.15 + .15 + .2 * .6 + .05)).Within(1e-9));
    }

    [Test]
    public void Grades_of_fewer_than_are_published_are_not_readable_in_a_score()
    {
        var means = new ProgrammeMeans(.45, .5, .25);
        var none = MunicipalityScore.Of(new(15, 8, 10, 6, Outcome.None, 3, 4, 1), means, Rules);
        foreach (var grades in new[] { new Outcome([1], []), new([5, 5], []), new([], [1, 5]) })
            Assert.That(MunicipalityScore.Of(new(15, 8, 10, 6, grades, 3, 4, 1), means, Rules), Is.EqualTo(none));
        Assert.That(none.Outcome.N, Is.Zero);
        Assert.That(none.Outcome.Value, Is.EqualTo((Rules.PriorMean - 1) / 4).Within(1e-9));
        Assert.That(MunicipalityScore.Of(new(15, 8, 10, 6, Of([5, 5, 5]), 3, 4, 1), means, Rules).Outcome.Value, Is.EqualTo(.75).Within(1e-9), "three are");
    }

    [Test]
    public void One_who_did_both_of_two_in_a_municipality_of_six_stays_below_forty_of_seventy_five()
    {
        var means = new ProgrammeMeans(.45, .45, .5);
        var one = MunicipalityScore.Of(new(6, 1, 2, 2, Outcome.None, 0, 0, 0), means, Rules);
        var many = MunicipalityScore.Of(new(75, 40, 75, 40, Outcome.None, 0, 0, 0), means, Rules);
        Assert.Multiple(() =>
        {
            Assert.That(FirstTwo(one), Is.EqualTo(.267).Within(.0005));
            Assert.That(FirstTwo(many), Is.EqualTo(.315).Within(.0005));
            Assert.That(one.Score.Value, Is.LessThan(many.Score.Value));
        });

        static double FirstTwo(MunicipalityScore score) => Rules.Weights.Breadth * score.Breadth.Value + Rules.Weights.Doing * score.Doing.Value;
    }

    static IEnumerable<TestCaseData> Extremes =>
    [
        .. from bound in RuleBounds.All
           from value in new[] { bound.Least, bound.Most }
           select new TestCaseData(With(Rules, bound, value)).SetArgDisplayNames(bound.Name, $"{value}"),
        new TestCaseData(RuleBounds.All.Aggregate(Rules, (rules, bound) => With(rules, bound, bound.Least))).SetArgDisplayNames("all", "least"),
        new TestCaseData(RuleBounds.All.Aggregate(Rules, (rules, bound) => With(rules, bound, bound.Most))).SetArgDisplayNames("all", "most"),
    ];

    [TestCaseSource(nameof(Extremes))]
    public void Every_score_is_a_number_wherever_the_rules_are_within_their_bounds(ScoringRules rules)
    {
        MunicipalityFacts[] all =
        [
            new(0, 0, 0, 0, Outcome.None, 0, 0, 0), new(1, 0, 0, 0, Of([1]), 0, 0, 0), new(6, 1, 2, 2, Of([5, 5, 5]), 0, 0, 0),
            new(75, 40, 75, 40, new([.. Enumerable.Repeat(4, 40)], [1, 5]), 300, 9, 9),
        ];
        var means = ProgrammeMeans.Of(all);
        foreach (var score in all.Select(facts => MunicipalityScore.Of(facts, means, rules)))
        {
            Estimate[] parts = [score.Breadth, score.Doing, score.Outcome, score.Reuse, score.Across, score.Score];
            Assert.That(parts.SelectMany(part => new[] { part.Value, part.Low, part.High }), Is.All.Matches<double>(double.IsFinite), $"{score}");
            Assert.That(parts.SkipLast(1), Is.All.Matches<Estimate>(part => part!.Low <= part.Value && part.Value <= part.High), $"{score}");
        }

        Assert.That(Outcome.None.Shown(rules), Is.InRange(1, 5));
    }

    // The bounds know how to read a number; a copy of the rules is written by its name.
    static ScoringRules With(ScoringRules rules, RuleBound bound, double value)
    {
        var copy = rules with { Weights = rules.Weights with { }, Points = rules.Points with { } };
        object within = bound.Name.Split('.') switch { ["Weights", _] => copy.Weights, ["Points", _] => copy.Points, _ => copy };
        var property = within.GetType().GetProperty(bound.Name.Split('.')[^1])!;
        property.SetValue(within, Convert.ChangeType(value, property.PropertyType, System.Globalization.CultureInfo.InvariantCulture));
        return copy;
    }

    static Outcome Of(IEnumerable<int> grades) => new([.. grades], []);
}

using Activation.Domain.Initiatives;
using Activation.Domain.Scoring;
using FsCheck;
using FsCheck.Fluent;

namespace Activation.Domain.Tests.Scoring;

public class ConcretisationTests
{
    static readonly DateOnly Today = World.Now.Today();

    static readonly ActivityPlan Example = new(
        "Språkpromenad", "Gå en språkpromenad från biblioteket till torget", "Biblioteket", "i augusti", null, "Torget", "", null,
        "Folk kommer tillbaka", "", "");

    static readonly Gen<ActivityPlan> Plans =
        from what in Gen.Elements("", "Gå", "Gå en promenad till torget")
        from who in Gen.Elements("", "-", "Biblioteket")
        from due in Gen.Elements<DateOnly?>(null, Today)
        from step in Gen.Elements("", "Ring")
        from stepIn in Gen.Elements<int?>(null, 3, 40)
        from sign in Gen.Elements("", "fler", "12 deltar")
        from rest in Gen.Elements("", "x")
        select new ActivityPlan("t", what, who, rest, due, rest, step, stepIn is { } days ? Today.AddDays(days) : null, sign, rest, "");

    [Test]
    public void The_example_stands_at_58_and_a_first_step_brings_it_to_73()
    {
        var level = Concretisation.Of(Example, Today);
        Assert.That((level.K, level.Level, level.IsEnoughToSubmit), Is.EqualTo((58, 3, false)));
        Assert.That(level.Next, Is.EqualTo(new NextAnswer(Question.FirstStep, 73)));
        Assert.That(level.Missing.Select(a => a.Question), Is.EqualTo(
            [Question.FirstStep, Question.Link, Question.When, Question.SuccessSign, Question.Resources]));
    }

    [Test]
    public void The_weights_sum_to_100() => Assert.That(Concretisation.Of(Example, Today).Answers.Sum(a => a.Weight), Is.EqualTo(100));

    [Test]
    public void Nothing_is_0_and_everything_is_100()
    {
        Assert.That(Concretisation.Of(new("t", "", "", "", null, "", "", null, "", "", ""), Today).K, Is.Zero);
        var all = Concretisation.Of(
            new("t", "Gå en promenad tillsammans", "vi", "", Today, "här", "Ring", Today.AddDays(14), "12", "0 kr", "1.18"), Today);
        Assert.That((all.K, all.Level, all.Next), Is.EqualTo((100, 5, (NextAnswer?)null)));
    }

    [Test]
    public void A_first_step_counts_fully_within_14_days()
    {
        Assert.That(Step(Today.AddDays(14)), Is.EqualTo(1));
        Assert.That(Step(Today.AddDays(15)), Is.EqualTo(0.5));
        Assert.That(Step(null), Is.EqualTo(0.5));
    }

    [TestCase(0, 1), TestCase(19, 1), TestCase(20, 2), TestCase(59, 3), TestCase(60, 4), TestCase(80, 5), TestCase(100, 5)]
    public void A_level_is_20_wide(int k, int level) => Assert.That(Concretisation.LevelOf(k), Is.EqualTo(level));

    [Test]
    public void One_more_answer_never_lowers_it_and_the_promise_is_kept() => Prop.ForAll(Plans.ToArbitrary(), plan =>
    {
        var before = Concretisation.Of(plan, Today);
        var linked = Concretisation.Of(plan with { Link = "1.18" }, Today);
        return before.K is >= 0 and <= 100
            && linked.K >= before.K
            && linked.K == before.KWith(Question.Link)
            && Concretisation.Of(plan with { DueOn = Today }, Today).K == before.KWith(Question.When)
            && (before.Next is null) == (before.K == 100);
    }).QuickCheckThrowOnFailure();

    static double Step(DateOnly? on) => Concretisation.Of(Example with { FirstStep = "Ring", FirstStepOn = on }, Today)
        .Answers.Single(a => a.Question == Question.FirstStep).X;
}

using Activation.Domain.Scoring;

namespace Activation.Domain.Tests.Scoring;

/// <summary>The check values of recommending and acting together: computed by hand, once.</summary>
public sealed class TogetherTests
{
    [Test]
    public void Who_recommends_it_less_who_does_not()
    {
        var promoters = Promoters.Of([10, 9, 9, 10, 9, 8, 7, 7, 6, 0]);
        Assert.That(promoters, Is.EqualTo(new Promoters(5, 3, 2)));
        Assert.That(promoters.StandardError, Is.EqualTo(24.70).Within(.005), "100 · √((.5 + .2 − .3²) ÷ 10)");
        var score = promoters.Score()!;
        Assert.That((score.Value, score.N), Is.EqualTo((30, 10)).Using<(double, int)>((a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-9 && a.Item2 == b.Item2));
        Assert.That((score.Low, score.High), Is.EqualTo((-18.41, 78.41)).Using<(double, double)>((a, b) => Math.Abs(a.Item1 - b.Item1) < .006 && Math.Abs(a.Item2 - b.Item2) < .006));
    }

    [Test]
    public void Nine_answers_say_nothing_yet_and_an_interval_ends_where_the_scale_does()
    {
        Assert.That(new Promoters(9, 0, 0).Score(), Is.Null);
        Assert.That(new Promoters(10, 0, 0).Score(), Is.EqualTo(new Estimate(100, 10, 100, 100)));
        Assert.That(new Promoters(19, 0, 1).Score()!.High, Is.EqualTo(100));
    }

    [TestCase(.5, .8, 4, 68), TestCase(1, 1, 5, 100), TestCase(0, 0, 1, 6)]
    public void Acting_together_is_three_things_weighed(double across, double answered, double mean, double index) =>
        Assert.That(CoAction.Index(across, answered, mean), Is.EqualTo(index).Within(1e-9));

    [TestCase(1.1, 1, 5), TestCase(0, -.1, 5), TestCase(0, 0, 0), TestCase(double.NaN, 0, 1)]
    public void What_is_no_share_is_told_apart_from_a_low_one(double across, double answered, double mean) =>
        Assert.That(() => CoAction.Index(across, answered, mean), Throws.InstanceOf<ArgumentOutOfRangeException>());
}

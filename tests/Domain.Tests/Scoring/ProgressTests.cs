using Activation.Domain.Scoring;

namespace Activation.Domain.Tests.Scoring;

public sealed class ProgressTests
{
    [Test]
    public void It_is_the_score_less_the_mean_of_ones_own_weeks()
    {
        var progress = Progress.Of(At(50, 5), [At(40, 5), At(44, 5)])!;
        Assert.That((progress.Change, progress.Weeks), Is.EqualTo((8.0, 2)));
    }

    [TestCase(50, false), TestCase(51, false), TestCase(52.1, true), TestCase(31.9, true), TestCase(33, false)]
    public void It_is_sure_only_when_the_intervals_do_not_touch(double now, bool sure) =>
        Assert.That(Progress.Of(At(now, 5), [At(40, 5), At(44, 5)])!.IsSure, Is.EqualTo(sure));

    [Test]
    public void There_is_none_without_earlier_weeks() => Assert.That(Progress.Of(At(50, 5), []), Is.Null);

    static Estimate At(double value, double spread) => new(value, 40, value - spread, value + spread);
}

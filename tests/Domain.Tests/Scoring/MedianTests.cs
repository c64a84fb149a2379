using Activation.Domain.Scoring;

namespace Activation.Domain.Tests.Scoring;

/// <summary>The value in the middle and how sure it is: ranks as in the tables of the sign test.</summary>
public class MedianTests
{
    [TestCase(6, 1, 6)]
    [TestCase(8, 1, 8)]
    [TestCase(9, 2, 8)]
    [TestCase(20, 6, 15)]
    [TestCase(50, 18, 33)]
    [TestCase(100, 40, 61)]
    [TestCase(2000, 956, 1045)]
    public void Its_interval_lies_between_two_ranks(int n, int low, int high)
    {
        var median = Median.Of(Enumerable.Range(1, n).Reverse().Select(value => (double)value))!;
        Assert.That((median.N, median.Low, median.High), Is.EqualTo((n, (double)low, (double)high)));
        Assert.That(median.Value, Is.EqualTo((n + 1) / 2.0));
    }

    [Test]
    public void Of_nothing_there_is_none() => Assert.That(Median.Of([]), Is.Null);
}

namespace Activation.Web.Tests.SignIn;

/// <summary>Mann and Whitney: how likely two rows of measurements differ by as much when they come from the same place.</summary>
static class RankTest
{
    public static double PValue(IReadOnlyList<double> one, IReadOnlyList<double> other)
    {
        var ranked = one.Select(value => (value, First: true)).Concat(other.Select(value => (value, First: false))).OrderBy(pair => pair.value).ToList();
        var rankSum = ranked.Select((pair, i) => pair.First ? i + 1.0 : 0).Sum();
        var (n, m) = ((double)one.Count, (double)other.Count);
        var z = (rankSum - n * (n + m + 1) / 2) / Math.Sqrt(n * m * (n + m + 1) / 12);
        return 2 * Upper(Math.Abs(z));
    }

    // Abramowitz and Stegun 26.2.17: good to seven places.
    static double Upper(double z)
    {
        var t = 1 / (1 + 0.2316419 * z);
        var tail = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) * tail;
    }
}

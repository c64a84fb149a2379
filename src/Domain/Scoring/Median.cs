namespace Activation.Domain.Scoring;

/// <summary>The value in the middle: half of them are at most so large.</summary>
public static class Median
{
    /// <summary>Of fewer nothing says how sure it is: even from the least to the most is no 95 %.</summary>
    public const int SureFrom = 6;

    /// <summary>
    /// With its 95 % interval by ranks: from the k-th least to the k-th most, k as large as keeps the interval, whatever the values are like. Null without values;
    /// with fewer than <see cref="SureFrom"/> the ends are the least and the most, and known to promise too little.
    /// </summary>
    public static Estimate? Of(IEnumerable<double> values) => OfSorted([.. values.Order()]);

    /// <param name="sorted">The least first.</param>
    public static Estimate? OfSorted(IReadOnlyList<double> sorted)
    {
        var n = sorted.Count;
        if (n == 0) return null;
        var rank = Math.Max(1, Rank(n));
        return new((sorted[(n - 1) / 2] + sorted[n / 2]) / 2, n, sorted[rank - 1], sorted[n - rank]);
    }

    // Each value is as likely below the middle as above: P(fewer than k of n below) = Σ (n over i) ÷ 2ⁿ, i < k, is to stay within 2.5 % at both ends. Of very many
    // that is the normal distribution's, and 2⁻ⁿ is nothing any more.
    static int Rank(int n)
    {
        if (n > 500) return (int)(n / 2.0 - Wilson.Z95 * Math.Sqrt(n) / 2);
        var (below, term, rank) = (0.0, Math.Pow(0.5, n), 0);
        for (; below + term <= 0.025; rank++)
        {
            below += term;
            term *= (double)(n - rank) / (rank + 1);
        }

        return rank;
    }
}

namespace Activation.Domain.Scoring;

/// <summary>How much a share is worth when it rests on few: Wilson's score interval (1927), which stays honest for small n.</summary>
public static class Wilson
{
    /// <summary>z of a 95 % interval.</summary>
    public const double Z95 = 1.96;

    /// <summary>The share that we can count on, 0–1: what initiatives are ranked by, so that 3 of 3 does not beat 40 of 50.</summary>
    /// <param name="supports">How many support it, 0 or more.</param>
    /// <param name="votes">How many voted at all; with none the answer is 0.</param>
    /// <param name="z">How sure we want to be.</param>
    public static double LowerBound(int supports, int votes, double z) => votes == 0 ? 0 : Ends(supports, votes, z).Low;

    /// <summary>A share with its 95 % interval.</summary>
    public static Estimate Share(int part, int whole)
    {
        if (whole == 0) return new(0, 0, 0, 1);
        var (low, high) = Ends(part, whole, Z95);
        return new((double)part / whole, whole, low, high);
    }

    /// <summary>A share that leans on others', with its 95 % interval: as wide as if all that it leans on had been observed.</summary>
    /// <param name="share">0–1.</param>
    /// <param name="n">How many of its own it rests on.</param>
    /// <param name="lent">How many more it leans on; more than 0.</param>
    public static Estimate Leaning(double share, int n, double lent)
    {
        var (low, high) = Ends(share, n + lent, Z95);
        return new(share, n, low, high);
    }

    static (double Low, double High) Ends(int part, int whole, double z)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(part);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(part, whole);
        return Ends((double)part / whole, (double)whole, z);
    }

    static (double Low, double High) Ends(double p, double n, double z)
    {
        var z2 = z * z;
        var middle = p + z2 / (2 * n);
        var spread = z * Math.Sqrt(p * (1 - p) / n + z2 / (4 * n * n));
        // On paper the share lies between them; in binary none and all may lie a hair beside.
        return (Math.Clamp((middle - spread) / (1 + z2 / n), 0, p), Math.Clamp((middle + spread) / (1 + z2 / n), p, 1));
    }
}

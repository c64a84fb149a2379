namespace Activation.Domain.Scoring;

/// <summary>Answers to one statement on a scale of 1–5.</summary>
/// <param name="Counts">How many answered 1, 2, 3, 4 and 5.</param>
public sealed record ScaleAnswers(IReadOnlyList<int> Counts)
{
    /// <summary>From here on an answer says yes.</summary>
    public const int YesFrom = 4;

    public int N => Counts.Sum();

    double Sum => Counts.Select((count, i) => (double)count * (i + 1)).Sum();

    double Value => Sum / N;

    /// <summary>Of the answers around their mean, with n − 1; never less than that of what a whole step stands for, from half a step below to half a step above.</summary>
    double Variance => Math.Max(1 / 12.0, N < 2 ? 0 : Counts.Select((count, i) => count * Math.Pow(i + 1 - Value, 2)).Sum() / (N - 1));

    double SquaredError => Variance / N;

    /// <summary>The mean, 1–5, with its 95 % interval by Student's t.</summary>
    public Estimate Mean()
    {
        if (N == 0) return new(0, 0, 1, 5);
        var spread = StudentT.TwoSided95(N - 1) * Math.Sqrt(SquaredError);
        return new(Value, N, Math.Max(1, Value - spread), Math.Min(5, Value + spread));
    }

    /// <summary>How many of all say yes, 0–1: 4 or 5.</summary>
    public Estimate Yes() => Wilson.Share(Counts.Skip(YesFrom - 1).Sum(), N);

    /// <summary>How the mean has moved since an earlier time, with its 95 % interval (Welch): the two groups are taken as strangers to each other, since
    /// nobody knows who answered both times.</summary>
    public Change MeanSince(ScaleAnswers earlier)
    {
        if (N < 2 || earlier.N < 2) return Change.Unknown;
        var error = SquaredError + earlier.SquaredError;
        var freedom = error * error / (Math.Pow(SquaredError, 2) / (N - 1) + Math.Pow(earlier.SquaredError, 2) / (earlier.N - 1));
        var spread = StudentT.TwoSided95(freedom) * Math.Sqrt(error);
        var moved = Value - earlier.Value;
        return new(moved, moved - spread, moved + spread);
    }

    /// <summary>How the share of yes has moved, −1 to 1, with its 95 % interval (Newcombe 1998, from both Wilson intervals).</summary>
    public Change YesSince(ScaleAnswers earlier)
    {
        if (N == 0 || earlier.N == 0) return Change.Unknown;
        var (now, then) = (Yes(), earlier.Yes());
        var moved = now.Value - then.Value;
        return new(
            moved,
            moved - Math.Sqrt(Math.Pow(now.Value - now.Low, 2) + Math.Pow(then.High - then.Value, 2)),
            moved + Math.Sqrt(Math.Pow(now.High - now.Value, 2) + Math.Pow(then.Value - then.Low, 2)));
    }
}

/// <summary>How something has moved, and between what it may have.</summary>
public sealed record Change(double Value, double Low, double High)
{
    public static Change Unknown { get; } = new(0, double.NegativeInfinity, double.PositiveInfinity);

    public bool IsKnown => double.IsFinite(Low);

    /// <summary>Nothing at all lies outside of the interval: it has surely moved.</summary>
    public bool IsSure => Low > 0 || High < 0;
}

/// <summary>How far an interval reaches when the spread itself is only known from few.</summary>
public static class StudentT
{
    /// <summary>The 97.5 % point of Student's t, by Cornish and Fisher's series; off by less than 0.01 from four degrees of freedom on.</summary>
    public static double TwoSided95(double freedom)
    {
        if (freedom < 1) return double.PositiveInfinity;
        const double z = 1.959964;
        var (z3, z5, z7) = (Math.Pow(z, 3), Math.Pow(z, 5), Math.Pow(z, 7));
        return z + (z3 + z) / (4 * freedom) + (5 * z5 + 16 * z3 + 3 * z) / (96 * Math.Pow(freedom, 2))
            + (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * Math.Pow(freedom, 3));
    }
}

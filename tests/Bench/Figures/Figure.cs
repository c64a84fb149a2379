using System.Globalization;
using System.Text.Json.Serialization;

namespace Activation.Bench.Figures;

/// <summary>What was measured, a value a round, and what it is held against.</summary>
/// <param name="Unit">Of <see cref="Ours"/> and <see cref="Peers"/>.</param>
/// <param name="Peer">What was measured beside it, in words; null when it stands alone.</param>
sealed record Figure(string Name, string Unit, double[] Ours, string? Peer = null, double[]? Peers = null, Goal? Goal = null)
{
    /// <summary>What it is measured anew under: its name, and beside what.</summary>
    [JsonIgnore]
    public string Row => Peer is null ? Name : $"{Name}, beside {Peer}";

    /// <summary>Ours by the peer's, round by round.</summary>
    public double[]? Ratios => Peers is null ? null : [.. Ours.Zip(Peers, (ours, peer) => peer == 0 ? 0 : ours / peer)];

    /// <summary>What became of the goal; null when there is none. One that the worst round misses is reached in the median at most, and that is said.</summary>
    /// <remarks>Worked out from the numbers whenever it is asked for: what is kept has no verdict.</remarks>
    [JsonIgnore]
    public string? Verdict => Goal is not { } goal ? null
        : Held.All(goal.IsReachedBy) ? "reached"
        : goal.IsReachedBy(Spread.Of(Held).Median) ? "reached in the median, not in every round"
        : Missed;

    [JsonIgnore]
    public bool IsMissed => Verdict == Missed;

    const string Missed = "missed";

    double[] Held => Goal!.OfRatio ? Ratios! : Ours;
}

/// <summary>What a figure is held to.</summary>
/// <param name="OfRatio">The ratio is held to it, not the value.</param>
/// <param name="AtLeast">False: at most.</param>
sealed record Goal(double Bound, bool AtLeast, bool OfRatio)
{
    public static Goal Least(double value) => new(value, AtLeast: true, OfRatio: false);

    public static Goal Most(double value) => new(value, AtLeast: false, OfRatio: false);

    public static Goal LeastRatio(double ratio) => new(ratio, AtLeast: true, OfRatio: true);

    public static Goal MostRatio(double ratio) => new(ratio, AtLeast: false, OfRatio: true);

    public bool IsReachedBy(double value) => AtLeast ? value >= Bound : value <= Bound;

    public override string ToString() => $"{(OfRatio ? "ratio " : "")}{(AtLeast ? "≥" : "≤")} {Bound.ToString("#,0.##", CultureInfo.InvariantCulture)}";
}

/// <summary>Where values lie.</summary>
sealed record Spread(double Min, double Median, double Max)
{
    public static Spread Of(IReadOnlyCollection<double> values)
    {
        double[] sorted = [.. values.Order()];
        return new(sorted[0], Percentile(sorted, .5), sorted[^1]);
    }

    /// <summary>As ratios are told: what is next to nothing is not told as nothing.</summary>
    public string AsRatio() => ToString(Median < .01 ? "0.0000" : "0.00");

    public override string ToString() => ToString(Median >= 100 ? "#,0" : "0.0");

    public string ToString(string format) =>
        string.Join(" / ", new[] { Min, Median, Max }.Select(value => value.ToString(format, CultureInfo.InvariantCulture)));

    /// <summary>The value that a share of them does not exceed, by nearest rank.</summary>
    /// <param name="sorted">Ascending, at least one.</param>
    /// <param name="share">0 to 1.</param>
    public static double Percentile(double[] sorted, double share) => sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
}

using System.Collections.Concurrent;
using System.Diagnostics;

namespace Activation.Bench.Figures;

/// <summary>How long many things took, in milliseconds.</summary>
sealed class Latencies
{
    readonly ConcurrentBag<double> all = [];

    public int Count => all.Count;

    /// <param name="startedAt">By <see cref="Stopwatch.GetTimestamp"/>.</param>
    public void AddSince(long startedAt) => all.Add(Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds);

    public (double P50, double P95, double P99) Percentiles()
    {
        double[] sorted = [.. all.Order()];
        return sorted.Length == 0
            ? throw new InvalidOperationException("Nothing was measured")
            : (Spread.Percentile(sorted, .5), Spread.Percentile(sorted, .95), Spread.Percentile(sorted, .99));
    }
}

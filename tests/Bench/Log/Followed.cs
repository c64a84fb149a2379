using System.Diagnostics;
using Activation.Bench.Figures;

namespace Activation.Bench.Log;

/// <summary>A log that somebody follows: how soon after its acknowledgement an append has reached them.</summary>
/// <param name="append">Ends with the acknowledgement, and gives what ends when it is shown, or throws after <see cref="Patience"/>.</param>
/// <param name="rollBack">A transaction that writes to the log and is then rolled back.</param>
sealed class Followed(Func<Task<Func<Task>>> append, Func<Task> rollBack)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task<Sample> Run(int aSecond, TimeSpan span)
    {
        var latencies = new Latencies();
        var rate = await Load.Open(aSecond, span, async _ =>
        {
            var shown = await append();
            var acknowledgedAt = Stopwatch.GetTimestamp();
            await shown();
            latencies.AddSince(acknowledgedAt);
        });
        var (p50, _, p99) = latencies.Percentiles();
        return new(rate, p50, p99);
    }

    /// <summary>With a transaction every second that is rolled back, for as long as appends come.</summary>
    public async Task<Sample> RunDisturbed(int aSecond, TimeSpan span)
    {
        using var over = new CancellationTokenSource(span);
        var disturbing = RollBackEverySecond(over.Token);
        var sample = await Run(aSecond, span);
        await disturbing;
        return sample;
    }

    async Task RollBackEverySecond(CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            await rollBack();
            await Task.Delay(TimeSpan.FromSeconds(1), over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

/// <summary>One run, in appends a second and ms.</summary>
sealed record Sample(double Rate, double P50, double P99)
{
    public override string ToString() => $"p50 {P50:N1} ms, p99 {P99:N1} ms at {Rate:N0}/s";
}

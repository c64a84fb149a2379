using Activation.Bench.Figures;
using Activation.Domain.Initiatives;
using Activation.Web.Features.Initiatives;

namespace Activation.Bench.Log;

/// <summary>What voters notice of something that the hub does beside them.</summary>
static class VotesMeanwhile
{
    public const int ASecond = 100;

    /// <returns>The 99th percentile of votes that are cast at an even pace until something is over, in ms.</returns>
    public static async Task<double> P99(Town town, Func<Task> until)
    {
        var latencies = new Latencies();
        var running = until();
        var turn = 0;
        while (!running.IsCompleted)
            await Load.Open(ASecond, TimeSpan.FromSeconds(1), async dueAt =>
            {
                await town.NewVoter().Vote(town.Open[Interlocked.Increment(ref turn) % town.Open.Count], Stance.Support, (_, _) => Task.FromResult<Dose?>(null));
                latencies.AddSince(dueAt);
            });
        await running;
        return latencies.Percentiles().P99;
    }
}

using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Activation.Store.Postgres;

/// <summary>What the append loop tells about itself.</summary>
static class StoreMeter
{
    static readonly Meter Meter = new("Activation.Store");

    static readonly Histogram<int> Commands = Meter.CreateHistogram<int>("activation.store.batch.commands", "{command}", "Commands that shared one transaction");

    static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("activation.store.batch.duration", "s", "From taking a batch to its answers");

    public static void Batch(int commands, long startedAt)
    {
        Commands.Record(commands);
        Duration.Record(Stopwatch.GetElapsedTime(startedAt).TotalSeconds);
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using Activation.Bench.Figures;

namespace Activation.Bench.Web;

/// <summary>Many screens in front of one board.</summary>
sealed class Gallery(Screen[] screens) : IAsyncDisposable
{
    const int OpenedAtOnce = 8;

    /// <summary>How many have shown a frame since they were last watched.</summary>
    public int Shown => screens.Count(screen => screen.Frames > 0);

    public static async Task<Gallery> Open(Uri hub, string board, int count)
    {
        var screens = new Screen[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = OpenedAtOnce }, async (i, _) => screens[i] = await Screen.Open(hub, board));
        return new(screens);
    }

    /// <param name="act">Does something that moves the board and tells its position; 0 when nothing moved.</param>
    public async Task<Seen> Watch(TimeSpan span, int aSecond, Func<Task<long>> act)
    {
        foreach (var screen in screens) screen.Forget();
        var acts = new ConcurrentBag<(long Position, long DueAt)>();
        await Load.Open(aSecond, span, async dueAt =>
        {
            if (await act() is > 0 and var position) acts.Add((position, dueAt));
        });
        // Counted before the last frame is waited for: what comes after the span does not make it denser.
        var frames = screens.Average(screen => screen.Frames) / span.TotalSeconds;
        await Task.WhenAll(screens.Select(screen => screen.Reached(acts.Max(one => one.Position))));
        double[] waits = [.. screens.SelectMany(screen => acts.Select(one => screen.WaitedFor(one.Position, one.DueAt))).Order()];
        return new(waits[0], Spread.Percentile(waits, .5), Spread.Percentile(waits, .95), Spread.Percentile(waits, .99), waits[^1], frames);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var screen in screens) await screen.DisposeAsync();
    }
}

/// <summary>How long screens waited for what was done, in milliseconds.</summary>
sealed record Seen(double Least, double P50, double P95, double P99, double Most, double FramesASecond)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"min {Least:N0}, p50 {P50:N0}, p95 {P95:N0}, p99 {P99:N0}, max {Most:N0} ms at {FramesASecond:N1} frames/s");
}

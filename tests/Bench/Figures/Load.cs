using System.Diagnostics;

namespace Activation.Bench.Figures;

/// <summary>Two ways to put something under load.</summary>
static class Load
{
    /// <summary>So many callers, each beginning anew when the last one is done.</summary>
    /// <param name="act">Is told which caller it is.</param>
    /// <returns>Done a second.</returns>
    public static async Task<double> Closed(int callers, TimeSpan span, Func<int, Task> act)
    {
        var done = 0;
        var begun = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(begun) < span)
            {
                await act(caller);
                Interlocked.Increment(ref done);
            }
        })));
        return done / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    /// <summary>So many a second, whether the earlier ones are done or not: those who come do not wait for each other.</summary>
    /// <param name="act">Is told the instant at which it was due, so that a late start counts as waiting.</param>
    /// <returns>Begun a second: less than was asked for when the machine could not keep up.</returns>
    public static async Task<double> Open(int aSecond, TimeSpan span, Func<long, Task> act)
    {
        var tasks = new List<Task>();
        var begun = Stopwatch.GetTimestamp();
        var total = (int)(aSecond * span.TotalSeconds);
        while (tasks.Count < total)
        {
            var due = Math.Min(total, (int)(Stopwatch.GetElapsedTime(begun).TotalSeconds * aSecond));
            while (tasks.Count < due)
            {
                var dueAt = begun + (long)(tasks.Count * (double)Stopwatch.Frequency / aSecond);
                tasks.Add(Task.Run(() => act(dueAt)));
            }

            await Task.Delay(1);
        }

        var took = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        await Task.WhenAll(tasks);
        return total / took;
    }
}

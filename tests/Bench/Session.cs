using System.Diagnostics;
using System.Globalization;
using Activation.Bench.Figures;

namespace Activation.Bench;

/// <summary>One run of the benchmarks: how often, how long, and where the figures go.</summary>
/// <param name="Rounds">How often each is measured.</param>
/// <param name="Span">How long one measurement takes.</param>
/// <param name="Screens">How many watch at once where very many do.</param>
/// <param name="Initiatives">To how many a programme grows.</param>
/// <param name="Alone">Without what ours is held against, for who looks at where our time goes: its figures are kept nowhere.</param>
sealed record Session(int Rounds, TimeSpan Span, int Screens, int Initiatives, bool Alone, Report Report) : IDisposable
{
    readonly CancellationTokenSource stopping = new();
    bool begun;

    /// <summary>Ends when the run does: what a benchmark started in the background ends with it.</summary>
    public CancellationToken Over => stopping.Token;

    /// <returns>Whether it came to its end: one that does not is told, and keeps none that comes after it from being measured.</returns>
    public async Task<bool> Measure(Benchmark bench)
    {
        Console.WriteLine($"\n{bench.Name}: {bench.What}");
        Report.Begin(bench.Name, await Machine.WaitUntilQuiet(Say));
        try
        {
            await bench.Measure(this);
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync($"{bench.Name} did not come to its end: {e}");
            return false;
        }

        Report.End();
        return true;
    }

    /// <summary>Measures ours and the peer in turn, so that a machine that slows down slows both.</summary>
    /// <param name="peer">Null where it is not to be had: then its values are 0.</param>
    /// <param name="warmUps">How many spans of each come before the first round: until what is compiled on the way is.</param>
    public async Task<(double[] Ours, double[] Peers)> InTurn(
        Func<TimeSpan, Task<double>> ours, Func<TimeSpan, Task<double>>? peer, int warmUps = 1)
    {
        if (Alone || peer is null) peer = _ => Task.FromResult(0.0);
        for (var i = 0; i < warmUps; i++)
        {
            await ours(Span);
            await peer(Span);
        }

        BeginsNow();
        var (mine, theirs) = (new double[Rounds], new double[Rounds]);
        for (var round = 0; round < Rounds; round++)
        {
            // Ours before and after: what drifts in between falls on both sides of the peer.
            var before = await ours(Span / 2);
            theirs[round] = await peer(Span);
            mine[round] = (before + await ours(Span / 2)) / 2;
            Say($"round {round + 1} of {Rounds}: {mine[round]:N1}, beside {theirs[round]:N1}");
        }

        return (mine, theirs);
    }

    /// <summary>What was done so far led up to it: who samples the processors leaves that out.</summary>
    public void BeginsNow()
    {
        // On Linux, the clock by which perf counts too.
        if (Alone && !begun) Say(string.Create(CultureInfo.InvariantCulture, $"measuring from {Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency:0.000000}"));
        begun = true;
    }

    public static void Say(string word) => Console.WriteLine($"  {word}");

    public void Dispose()
    {
        stopping.Cancel();
        stopping.Dispose();
    }
}

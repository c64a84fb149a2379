using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Activation.Bench.Figures;

/// <summary>What all of it was measured on.</summary>
sealed record Machine(string Processor, int Cores, double MemoryGiB, string System, string Runtime)
{
    const double QuietShare = .1;
    static readonly TimeSpan Look = TimeSpan.FromSeconds(2);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Machine Describe() => new(
        Line("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString(), Environment.ProcessorCount,
        Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Math.Pow(1024, 3), 1), RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Processor}, {Cores} cores, {MemoryGiB} GiB, {System}, {Runtime}");

    /// <summary>Waits up to a minute until others leave the processors alone.</summary>
    /// <returns>How busy they were at the end, 0 to 1 over all cores, and whether that counts as quiet.</returns>
    public static async Task<Calm> WaitUntilQuiet(Action<string> say)
    {
        var since = Stopwatch.GetTimestamp();
        for (var told = false; ; told = true)
        {
            var busy = await Busy();
            if (busy is null or < QuietShare) return new Calm(busy, IsQuiet: busy is not null);
            if (Stopwatch.GetElapsedTime(since) > Patience)
            {
                say(string.Create(CultureInfo.InvariantCulture, $"the machine was NOT quiet: others used {busy:P0} of it"));
                return new Calm(busy, IsQuiet: false);
            }

            if (!told) say("waiting for a quiet machine");
        }
    }

    static async Task<double?> Busy()
    {
        if (!File.Exists("/proc/stat")) return null;
        var (busyBefore, allBefore) = await Ticks();
        await Task.Delay(Look);
        var (busy, all) = await Ticks();
        return (busy - busyBefore) / Math.Max(1, all - allBefore);
    }

    // user, nice, system, idle, iowait, irq, softirq, steal: the fourth and fifth are rest.
    static async Task<(double Busy, double All)> Ticks()
    {
        var fields = (await File.ReadAllLinesAsync("/proc/stat"))[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..9];
        double[] ticks = [.. fields.Select(field => double.Parse(field, CultureInfo.InvariantCulture))];
        return (ticks.Sum() - ticks[3] - ticks[4], ticks.Sum());
    }

    static string? Line(string file, string begins) => File.Exists(file)
        ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(begins, StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
        : null;
}

/// <summary>How busy the machine was with other things before a measurement.</summary>
/// <param name="Busy">0 to 1, over all cores; null where nobody could tell.</param>
sealed record Calm(double? Busy, bool IsQuiet);

using System.Diagnostics;
using System.Globalization;
using Activation.Web.Platform.Simulation;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Activation.Web.Tests.Faults;

/// <summary>A board hangs in a foyer for weeks while people act: neither the hub nor the browser may grow.</summary>
[TestFixture, Category("Long"), Category("Browser")]
sealed class BoardTests
{
    /// <summary>A hundred a second that are done. Some that are chosen are refused, and nobody acts while the scene is read anew: more are asked for.</summary>
    const int ActsAMinute = 6000, AskedAMinute = 7500;

    /// <summary>More than an hour's growth of this would be seen on the machine.</summary>
    const double MegabytesAMinute = 2;

    /// <summary>What a settled board may have grown by in all, however long it was watched: more is a leak that a slope of a long day would hide.</summary>
    const double MegabytesInAll = 20;

    /// <summary>Of the whole process, with what the collector and the system keep at hand: over any stretch of a settled hour it moved by less than 30.</summary>
    const double MegabytesOfProcess = 60;

    /// <summary>A row that stays behind when the next one comes is a dozen nodes a second. Rings and rows that come and go were up to 100 at a time, and 60 along the line.</summary>
    const double NodesInAll = 200;

    /// <summary>Of the acts that have to be done. A short run begins before everything is compiled, and on a machine that does other things.</summary>
    const double LeastInALongRun = 1, LeastInAShortRun = 0.1;

    const double LongMinutes = 30;

    static readonly TimeSpan BetweenSamples = TimeSpan.FromSeconds(10);
    static readonly TimeSpan Minutes = TimeSpan.FromMinutes(
        int.Parse(Environment.GetEnvironmentVariable("ACTIVATION_FAULT_MINUTES") ?? "3", CultureInfo.InvariantCulture));

    /// <param name="Hub">With the others in megabytes; what is left after collecting.</param>
    /// <param name="Process">Its working set: also what no collector knows of.</param>
    sealed record Sample(double Minute, double Hub, double Process, Screen Wall, Screen Overview);

    /// <param name="Nodes">Of the page, and of what hangs on it no longer and is still held.</param>
    sealed record Screen(double Megabytes, int Nodes)
    {
        public override string ToString() => $"{Megabytes:0.0} MB and {Nodes} nodes";
    }

    [Test]
    public async Task Open_boards_need_no_more_memory_after_a_long_day_than_after_a_short_one()
    {
        await using var hub = await TestHub.Sown();
        await using var wall = await Window.Open(hub);
        await using var overview = await Window.Open(hub);
        await wall.Page.GotoAsync($"{Sown.Here}/board");
        await overview.Page.GotoAsync(Sown.Here);
        var screens = (await wall.Context.NewCDPSessionAsync(wall.Page), await overview.Context.NewCDPSessionAsync(overview.Page));
        using var enough = new CancellationTokenSource();
        var acting = hub.Services.GetRequiredService<Simulator>().Run(new SimulationSettings(AskedAMinute), stopping: enough.Token);
        var samples = await Watch(screens);
        await enough.CancelAsync();
        var tally = await acting;

        // The first half is warming up: caches fill, code is compiled.
        var settled = samples[(samples.Count / 2)..];
        var minutes = settled[^1].Minute - settled[0].Minute;
        var (hubGrows, process) = (Slope(settled, sample => sample.Hub), Slope(settled, sample => sample.Process));
        var least = Minutes.TotalMinutes >= LongMinutes ? LeastInALongRun : LeastInAShortRun;
        TestContext.Progress.WriteLine(
            $"boards: {tally.Done} acts in {Minutes.TotalMinutes} minutes, {tally.Refused} refused; slope over the second half: hub {hubGrows:0.00} MB/min, process {process:0.00} MB/min");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(tally.Done, Is.GreaterThan(least * Minutes.TotalMinutes * ActsAMinute));
            Assert.That(wall.TakeFaults().Concat(overview.TakeFaults()), Is.Empty);
            Assert.That(hubGrows, Is.LessThan(MegabytesAMinute));
            Assert.That(hubGrows * minutes, Is.LessThan(MegabytesInAll), "the hub over the second half");
            Assert.That(process * minutes, Is.LessThan(MegabytesOfProcess), "the process over the second half");
            StaysAsLarge("the wall", settled, sample => sample.Wall);
            StaysAsLarge("the overview", settled, sample => sample.Overview);
        }
    }

    static void StaysAsLarge(string name, List<Sample> settled, Func<Sample, Screen> screen)
    {
        var minutes = settled[^1].Minute - settled[0].Minute;
        var (grows, nodes) = (Slope(settled, sample => screen(sample).Megabytes), Slope(settled, sample => screen(sample).Nodes));
        TestContext.Progress.WriteLine($"boards, {name}: {grows:0.00} MB/min, {nodes:0.0} nodes/min");
        Assert.That(grows, Is.LessThan(MegabytesAMinute), name);
        Assert.That(grows * minutes, Is.LessThan(MegabytesInAll), $"{name} over the second half");
        Assert.That(nodes * minutes, Is.LessThan(NodesInAll), $"nodes of {name} over the second half");
    }

    static async Task<List<Sample>> Watch((ICDPSession Wall, ICDPSession Overview) screens)
    {
        var (watch, samples) = (Stopwatch.StartNew(), new List<Sample>());
        while (watch.Elapsed < Minutes)
        {
            await Task.Delay(BetweenSamples);
            samples.Add(await Take(watch.Elapsed.TotalMinutes, screens));
            var last = samples[^1];
            TestContext.Progress.WriteLine(
                $"boards, minute {last.Minute:0.0}: hub {last.Hub:0.0} MB after collecting, process {last.Process:0} MB, wall {last.Wall}, overview {last.Overview}");
        }

        return samples;
    }

    static async Task<Sample> Take(double minute, (ICDPSession Wall, ICDPSession Overview) screens)
    {
        var (wall, overview) = (await Take(screens.Wall), await Take(screens.Overview));
        var hub = GC.GetTotalMemory(forceFullCollection: true);
        return new Sample(minute, hub / 1e6, Environment.WorkingSet / 1e6, wall, overview);
    }

    static async Task<Screen> Take(ICDPSession screen)
    {
        await screen.SendAsync("HeapProfiler.collectGarbage");
        var heap = await screen.SendAsync("Runtime.getHeapUsage");
        var dom = await screen.SendAsync("Memory.getDOMCounters");
        return new Screen(heap!.Value.GetProperty("usedSize").GetDouble() / 1e6, dom!.Value.GetProperty("nodes").GetInt32());
    }

    /// <summary>Of the straight line nearest to all of them, a minute.</summary>
    static double Slope(List<Sample> samples, Func<Sample, double> size)
    {
        var (minute, mean) = (samples.Average(sample => sample.Minute), samples.Average(size));
        return samples.Sum(sample => (sample.Minute - minute) * (size(sample) - mean)) / samples.Sum(sample => Math.Pow(sample.Minute - minute, 2));
    }
}

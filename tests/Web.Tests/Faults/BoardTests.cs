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

    /// <summary>Of the acts that have to be done. A short run begins before everything is compiled, and on a machine that does other things.</summary>
    const double LeastInALongRun = 1, LeastInAShortRun = 0.1;

    const double LongMinutes = 30;

    static readonly TimeSpan BetweenSamples = TimeSpan.FromSeconds(10);
    static readonly TimeSpan Minutes = TimeSpan.FromMinutes(
        int.Parse(Environment.GetEnvironmentVariable("ACTIVATION_FAULT_MINUTES") ?? "3", CultureInfo.InvariantCulture));

    sealed record Sample(double Minute, double Hub, double Process, double Browser, int Nodes);

    [Test]
    public async Task Open_boards_need_no_more_memory_after_a_long_day_than_after_a_short_one()
    {
        await using var hub = await TestHub.Sown();
        await using var wall = await Window.Open(hub);
        await using var overview = await Window.Open(hub);
        await wall.Page.GotoAsync($"{Sown.Here}/board");
        await overview.Page.GotoAsync(Sown.Here);
        var browser = await wall.Context.NewCDPSessionAsync(wall.Page);
        using var enough = new CancellationTokenSource();
        var acting = hub.Services.GetRequiredService<Simulator>().Run(new SimulationSettings(AskedAMinute), stopping: enough.Token);
        var samples = await Watch(browser);
        await enough.CancelAsync();
        var tally = await acting;

        // The first half is warming up: caches fill, code is compiled.
        var settled = samples[(samples.Count / 2)..];
        var (grows, growsInBrowser) = (Slope(settled, sample => sample.Hub), Slope(settled, sample => sample.Browser));
        var minutes = settled[^1].Minute - settled[0].Minute;
        var least = Minutes.TotalMinutes >= LongMinutes ? LeastInALongRun : LeastInAShortRun;
        TestContext.Progress.WriteLine(
            $"boards: {tally.Done} acts in {Minutes.TotalMinutes} minutes, {tally.Refused} refused; slope over the second half: hub {grows:0.00} MB/min, "
            + $"process {Slope(settled, sample => sample.Process):0.00} MB/min, browser {growsInBrowser:0.00} MB/min");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(tally.Done, Is.GreaterThan(least * Minutes.TotalMinutes * ActsAMinute));
            Assert.That(wall.TakeFaults(), Is.Empty);
            Assert.That(grows, Is.LessThan(MegabytesAMinute));
            Assert.That(growsInBrowser, Is.LessThan(MegabytesAMinute));
            Assert.That(grows * minutes, Is.LessThan(MegabytesInAll), "the hub over the second half");
            Assert.That(growsInBrowser * minutes, Is.LessThan(MegabytesInAll), "the browser over the second half");
        }
    }

    static async Task<List<Sample>> Watch(ICDPSession browser)
    {
        var (watch, samples) = (Stopwatch.StartNew(), new List<Sample>());
        while (watch.Elapsed < Minutes)
        {
            await Task.Delay(BetweenSamples);
            samples.Add(await Take(watch.Elapsed.TotalMinutes, browser));
            var last = samples[^1];
            TestContext.Progress.WriteLine(
                $"boards, minute {last.Minute:0.0}: hub {last.Hub:0.0} MB after collecting, process {last.Process:0} MB, "
                + $"browser {last.Browser:0.0} MB and {last.Nodes} nodes");
        }

        return samples;
    }

    static async Task<Sample> Take(double minute, ICDPSession browser)
    {
        await browser.SendAsync("HeapProfiler.collectGarbage");
        var heap = await browser.SendAsync("Runtime.getHeapUsage");
        var dom = await browser.SendAsync("Memory.getDOMCounters");
        var hub = GC.GetTotalMemory(forceFullCollection: true);
        return new Sample(
            minute, hub / 1e6, Environment.WorkingSet / 1e6, heap!.Value.GetProperty("usedSize").GetDouble() / 1e6,
            dom!.Value.GetProperty("nodes").GetInt32());
    }

    /// <summary>Of the straight line nearest to all of them, in megabytes a minute.</summary>
    static double Slope(List<Sample> samples, Func<Sample, double> size)
    {
        var (minute, mean) = (samples.Average(sample => sample.Minute), samples.Average(size));
        return samples.Sum(sample => (sample.Minute - minute) * (size(sample) - mean)) / samples.Sum(sample => Math.Pow(sample.Minute - minute, 2));
    }
}

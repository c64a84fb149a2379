using System.Diagnostics;
using Activation.Bench.Figures;
using Activation.Domain.Initiatives;
using Activation.Store;
using Activation.Web.Features.Points;

namespace Activation.Bench.Log;

/// <summary>How fast all read models of the product are made anew from a long log, beside reading that log and doing nothing with it.</summary>
static class Rebuilds
{
    // What is done once, making tables and their indexes and changing places, is a small part of it, as of any log for which one waits.
    const int Events = 1_000_000;

    const int Initiatives = 10_000;

    // As much at once as a rebuild reads.
    const int PageSize = 5000;

    public static async Task Measure(Session session)
    {
        await using var town = await Town.Start(session.Over);
        Session.Say($"writing {Events:N0} votes");
        await Fill(town, Events);
        await BesideReading(session, town, $"{Events:N0} votes");
        if (!session.Alone) await Meanwhile(session, town);
    }

    /// <summary>Of all that happens where ten thousand initiatives were proposed, voted on, carried out, rated and borrowed.</summary>
    public static async Task MeasureMixed(Session session)
    {
        await using var town = await Town.Start(session.Over, without: typeof(BadgeAward));
        await new GrowingTown(town, Initiatives).Grow();
        await BesideReading(session, town, $"{await town.Log.Head(session.Over):N0} events of all kinds");
    }

    static async Task BesideReading(Session session, Town town, string what)
    {
        var (ours, reading) = (new List<double>(), new List<double>());
        await Read(town.Log);
        session.BeginsNow();
        for (var round = 0; round < session.Rounds; round++)
        {
            ours.Add(await Rate(town, () => town.ReadModels.Rebuild(cancellationToken: session.Over)));
            reading.Add(session.Alone ? 0 : await Rate(town, () => Read(town.Log)));
            Session.Say($"round {round + 1}: {ours[^1]:N0}, beside {reading[^1]:N0} events/s");
        }

        session.Report.Add(new Figure($"rebuild of all read models, {what}", "events/s", [.. ours], "bare reading", [.. reading], Goal.Least(60_000)));
    }

    public static Task MeasureBesideDaemon(Session session)
    {
#if MARTEN
        return OnMarten.RebuildsBesideMarten.Measure(session);
#else
        session.Report.Without("built without Marten: no figures beside its daemon (ENGINES=marten infra/bench rebuild-daemon)");
        return Task.CompletedTask;
#endif
    }

    /// <summary>The live ones serve until the new ones take their place: what somebody who votes meanwhile waits for.</summary>
    static async Task Meanwhile(Session session, Town town)
    {
        var (beside, alone) = (new List<double>(), new List<double>());
        await VotesMeanwhile.P99(town, () => Task.Delay(session.Span));
        for (var round = 0; round < session.Rounds; round++)
        {
            alone.Add(await VotesMeanwhile.P99(town, () => Task.Delay(session.Span)));
            beside.Add(await VotesMeanwhile.P99(town, () => town.ReadModels.Rebuild(cancellationToken: session.Over)));
            Session.Say($"round {round + 1}: a vote p99 {beside[^1]:N1} ms, alone {alone[^1]:N1} ms");
        }

        session.Report.Add(new Figure($"a vote while all read models are rebuilt, p99 at {VotesMeanwhile.ASecond}/s", "ms", [.. beside], "without a rebuild", [.. alone]));
    }

    internal static async Task Fill(Town town, int votes)
    {
        var turn = 0;
        await Parallel.ForAsync(0, votes, new ParallelOptions { MaxDegreeOfParallelism = 256 }, async (_, _) =>
        {
            var initiative = town.Open[Interlocked.Increment(ref turn) % town.Open.Count];
            var member = Guid.CreateVersion7();
            var vote = new VoteCast(initiative, member, town.Here.Municipalities[0].Municipality, Stance.Support, null);
            await town.Log.Append(new Append(
                Guid.CreateVersion7(), town.Here.Id, member, $"vote-{initiative:N}-{member:N}", 0, DateTimeOffset.UtcNow, [vote]), CancellationToken.None);
        });
        await town.Settle();
    }

    /// <returns>Events a second, from doing something with all there are.</returns>
    internal static async Task<double> Rate(Town town, Func<Task> all)
    {
        var head = await town.Log.Head();
        var begun = Stopwatch.GetTimestamp();
        await all();
        return head / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    internal static async Task Read(IEventStore log)
    {
        for (var (position, page) = (0L, (IReadOnlyList<Recorded>)[null!]); page.Count > 0;)
        {
            page = await log.ReadLog(position, PageSize);
            if (page.Count > 0) position = page[^1].Position;
        }
    }
}

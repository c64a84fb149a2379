using System.Diagnostics;
using Activation.Bench.Figures;
using Activation.Domain.Initiatives;
using Activation.Store.Followers;
using Activation.Support;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Projections;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Activation.Bench.Log.OnMarten;

/// <summary>Our read models made anew beside what Marten's daemon makes anew, of as many votes on as many initiatives, in streams alike.</summary>
static class RebuildsBesideMarten
{
    // As many as the daemon goes through in some seconds.
    const int Votes = 200_000;

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    // What its daemon stumbles over it tells nobody else, and tries again.
    static readonly ILogger Told = LoggerFactory.Create(logging => logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Error)).CreateLogger("marten");

    public static async Task Measure(Session session)
    {
        await using var town = await Town.Start(session.Over);
        var database = await (await PostgresServer.StartOwn()).Fresh();
        Session.Say($"writing {Votes:N0} votes, and as many to Marten");
        await Rebuilds.Fill(town, Votes);
        var last = await Fill(database, town.Open);
        var all = new Ours("rebuild of all read models", town, () => town.ReadModels.Rebuild(cancellationToken: session.Over));
        await Beside(session, all, database, "a snapshot of each vote", marten => marten.Projections.Snapshot<Standing>(SnapshotLifecycle.Async), Rebuild<Standing>);
        var stored = new VotesSeen(stores: true);
        await Beside(
            session, all, database, "a subscription that stores a document of each vote", marten => marten.Projections.Subscribe(stored), daemon => Replay(daemon, stored, last));
        await using var tallies = await Tallied(town);
        var tally = new Ours("rebuild of a tally of each initiative", town, () => tallies.Rebuild(cancellationToken: session.Over));
        await Beside(session, tally, database, "a tally of each initiative", marten => marten.Projections.Add<Tallies>(ProjectionLifecycle.Async), Rebuild<Tally>);
        var (reading, seen) = (new Ours("bare reading", town, () => Rebuilds.Read(town.Log)), new VotesSeen());
        await Beside(session, reading, database, "a subscription that does nothing", marten => marten.Projections.Subscribe(seen), daemon => Replay(daemon, seen, last));
    }

    static async Task Beside(Session session, Ours ours, string database, string what, Action<StoreOptions> also, Func<IProjectionDaemon, Task> anew)
    {
        await using var store = await PlainMarten.On(database, also: also);
        using var daemon = await store.BuildProjectionDaemonAsync(logger: Told);
        // Until it is there for the first time: what is compiled on the way is then.
        await daemon.StartAllAsync();
        await daemon.WaitForNonStaleData(Patience);
        var (mine, its) = (new List<double>(), new List<double>());
        for (var round = 0; round < session.Rounds; round++)
        {
            mine.Add(await Rebuilds.Rate(ours.Town, ours.Anew));
            var begun = Stopwatch.GetTimestamp();
            await anew(daemon);
            its.Add(Votes / Stopwatch.GetElapsedTime(begun).TotalSeconds);
            Session.Say($"round {round + 1}, {ours.What}: {mine[^1]:N0}, beside Marten's daemon, {what}: {its[^1]:N0} events/s");
        }

        await daemon.StopAllAsync();
        session.Report.Add(new Figure($"{ours.What}, {Votes:N0} votes", "events/s", [.. mine], $"Marten's daemon: {what}, as many votes", [.. its]));
    }

    static Task Rebuild<T>(IProjectionDaemon daemon) => daemon.RebuildProjectionAsync<T>(Patience, CancellationToken.None);

    static async Task Replay(IProjectionDaemon daemon, VotesSeen seen, Guid last)
    {
        var (before, given) = (seen.Count, seen.Of(last));
        await daemon.RewindSubscriptionAsync(seen.Name, CancellationToken.None);
        await given.WaitAsync(Patience);
        if (seen.Count - before < Votes) throw new InvalidOperationException("Not all were given anew");
    }

    /// <summary>What Marten's tally is beside: read models that are nothing else, on the same log.</summary>
    static async Task<ReadModels> Tallied(Town town)
    {
        var tallies = new ReadModels(town.Database, town.Log, [new SupportProjection()], "tallies");
        await tallies.Start();
        if (!await tallies.WaitFor(await town.Log.Head(), Patience)) throw new TimeoutException();
        return tallies;
    }

    /// <returns>Whose vote is the last.</returns>
    static async Task<Guid> Fill(string database, IReadOnlyList<Guid> initiatives)
    {
        await using var store = await PlainMarten.On(database);
        VoteCast[] votes = [.. Enumerable.Range(0, Votes).Select(i => new VoteCast(initiatives[i % initiatives.Count], Guid.CreateVersion7(), "astorp", Stance.Support, null))];
        await store.BulkInsertEventsAsync([.. votes.Select(vote => StreamAction.Start(store.Events, $"vote-{vote.Initiative:N}-{vote.Member:N}", vote))]);
        await using var source = NpgsqlDataSource.Create(database);
        await using var vacuum = source.CreateCommand("vacuum (analyze)");
        await vacuum.ExecuteNonQueryAsync();
        return votes[^1].Member;
    }

    sealed record Ours(string What, Town Town, Func<Task> Anew);
}

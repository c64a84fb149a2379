using Activation.Bench.Figures;
using Activation.Domain.Initiatives;
using Activation.Store;
using Activation.Store.Postgres;
using Activation.Support;
using Activation.Web.Platform;

namespace Activation.Bench.Log;

/// <summary>How many durable appends a second: one event each, at an expected version, every caller waiting for its own answer.</summary>
static class Appends
{
    // A vote is cast, changed and taken back: streams are many and short.
    const int VersionsOfAStream = 4;

    const int Clients = 32;

    public static async Task Measure(Session session)
    {
        var server = await PostgresServer.StartOwn();
        var database = await server.Fresh();
        await using var store = new PostgresEventStore(database, EventNames.All());
        await store.Start(session.Over);
        var pgbench = await PgBench.On(database);
        if (pgbench is null) session.Report.Without("pgbench is not here: appends are measured alone");
        // Where the time of many goes.
        if (session.Alone)
        {
            session.BeginsNow();
            await Run(store, callers: 256, session.Span);
            return;
        }

        await Beside(session, pgbench, store, callers: 1, clients: 1, goal: null);
        await Beside(session, pgbench, store, callers: 32, Clients, Goal.LeastRatio(1));
        await Beside(session, pgbench, store, callers: 256, Clients, Goal.LeastRatio(2.5));
        if (pgbench is not null) await UpperLimit(session, pgbench, store);
        await BesideEmmett(session, server);
#if MARTEN
        await OnMarten.AppendsBesideMarten.Measure(session, server);
#else
        session.Report.Without("built without Marten: no figures beside it (ENGINES=marten infra/bench append)");
#endif
    }

    // Another store is measured beside one that begins as empty as it does.
    internal static async Task<PostgresEventStore> Empty(Session session, PostgresServer server)
    {
        var store = new PostgresEventStore(await server.Fresh(), EventNames.All());
        await store.Start(session.Over);
        return store;
    }

    static async Task BesideEmmett(Session session, PostgresServer server)
    {
        using var emmett = Peer.On("emmett", "@event-driven-io/emmett-postgresql", await server.Fresh());
        if (emmett is null)
        {
            session.Report.Without("emmett is not on this package source: no figures beside it");
            return;
        }

        await using var store = await Empty(session, server);
        foreach (var callers in new[] { 1, 32, 256 })
        {
            Session.Say($"{Callers(callers)}, beside emmett");
            var (ours, theirs) = await session.InTurn(span => Run(store, callers, span), span => emmett.Ask($"{callers} {span.TotalSeconds}"));
            session.Report.Add(new Figure($"appends, {Callers(callers)}, beside emmett", "/s", ours, "emmett-postgresql 0.42 on Node, as many callers, 32 connections", theirs));
        }
    }

    // Theirs knows of no versions, no ids and no order: so many rows a second is what the database takes in at all.
    static async Task UpperLimit(Session session, PgBench pgbench, PostgresEventStore store)
    {
        Session.Say("256 callers, beside the upper limit");
        var (ours, theirs) = await session.InTurn(span => Run(store, 256, span), span => pgbench.FiftyRows(Clients, span));
        session.Report.Add(new Figure("appends, 256 callers, beside the upper limit", "/s", ours, $"pgbench, {Clients} clients, 50 rows an insert", theirs));
    }

    static async Task Beside(Session session, PgBench? pgbench, PostgresEventStore store, int callers, int clients, Goal? goal)
    {
        Session.Say(Callers(callers));
        var (ours, peers) = await session.InTurn(span => Run(store, callers, span), pgbench is null ? null : span => pgbench.OneRow(clients, span));
        var alone = new Figure($"appends, {Callers(callers)}", "/s", ours);
        session.Report.Add(pgbench is null ? alone : alone with { Peer = $"pgbench, {clients} {(clients == 1 ? "client" : "clients")}, one prepared insert a transaction", Peers = peers, Goal = goal });
    }

    internal static string Callers(int callers) => callers == 1 ? "1 caller" : $"{callers} callers";

    internal static Task<double> Run(IEventStore store, int callers, TimeSpan span)
    {
        var streams = Enumerable.Range(0, callers).Select(_ => new Walk()).ToArray();
        return Load.Closed(callers, span, async caller =>
        {
            var (stream, version) = streams[caller].Next();
            var vote = new VoteCast(Guid.Empty, Walk.Member, "astorp", Stance.Support, null);
            var append = new Append(Guid.NewGuid(), Walk.Programme, Walk.Member, stream, version, DateTimeOffset.UtcNow, [vote]);
            if (await store.Append(append) is not Appended) throw new InvalidOperationException("An append was refused");
        });
    }

    /// <summary>One caller's way over its streams. Who votes on what comes in no order, nor do the keys of forms: no index grows at its end only, as for the peers.</summary>
    internal sealed class Walk
    {
        public static readonly Guid Programme = Guid.CreateVersion7();
        public static readonly Guid Member = Guid.CreateVersion7();

        string stream = "";
        int version = VersionsOfAStream;

        public (string Stream, int Version) Next()
        {
            if (version == VersionsOfAStream) (stream, version) = ($"vote-{Guid.NewGuid():N}-{Guid.NewGuid():N}", 0);
            return (stream, version++);
        }
    }
}

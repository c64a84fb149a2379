using Activation.Bench.Figures;
using Activation.Domain.Initiatives;
using Activation.Support;
using Marten;
using Marten.Services;
using Npgsql;

namespace Activation.Bench.Log.OnMarten;

/// <summary>How soon an append is in our read models beside how soon Marten's daemon gives one to a subscription, at a rate that the daemon keeps up with.</summary>
static class FollowersBesideMarten
{
    const int ASecond = 50;

    public static async Task Measure(Session session, Followed ours)
    {
        var server = await PostgresServer.StartOwn();
        await Measure(session, ours, await server.Fresh(), "Marten's daemon as it comes", _ => { });
        await Measure(session, ours, await server.Fresh(), "Marten's daemon woken by LISTEN", marten => marten.Events.UseListenNotifyForEventAppends = true);
    }

    static async Task Measure(Session session, Followed ours, string database, string peer, Action<StoreOptions> also)
    {
        Session.Say($"{ASecond} a second, beside {peer}");
        var seen = new VotesSeen();
        await using var store = await PlainMarten.On(database, also: marten =>
        {
            also(marten);
            marten.Projections.Subscribe(seen);
        });
        using var daemon = await store.BuildProjectionDaemonAsync();
        await daemon.StartAllAsync();
        var theirs = new Followed(() => Append(store, seen), () => RollBack(store, database));
        await ours.Run(ASecond, FollowerLatency.UntilCompiled);
        await theirs.Run(ASecond, FollowerLatency.UntilCompiled);
        await Measure(session, peer, "", () => ours.Run(ASecond, session.Span), () => theirs.Run(ASecond, session.Span));
        // These come last: the daemon may still stand still when the last of them is over.
        await Measure(
            session, peer, ", one a second rolled back",
            () => ours.RunDisturbed(ASecond, session.Span), () => theirs.RunDisturbed(ASecond, session.Span));
        await daemon.StopAllAsync();
    }

    static async Task Measure(Session session, string peer, string disturbed, Func<Task<Sample>> ours, Func<Task<Sample>> theirs)
    {
        var (mine, its) = (new List<Sample>(), new List<Sample>());
        for (var round = 0; round < session.Rounds; round++)
        {
            mine.Add(await ours());
            its.Add(await theirs());
            Session.Say($"round {round + 1}{disturbed}: {mine[^1]}, beside {its[^1]}");
        }

        var given = $"{peer}: acknowledged → given to a subscription";
        session.Report.Add(new Figure($"acknowledged → shown at {ASecond}/s{disturbed}, p50", "ms", [.. mine.Select(s => s.P50)], given, [.. its.Select(s => s.P50)]));
        session.Report.Add(new Figure($"acknowledged → shown at {ASecond}/s{disturbed}, p99", "ms", [.. mine.Select(s => s.P99)], given, [.. its.Select(s => s.P99)]));
    }

    static async Task<Func<Task>> Append(DocumentStore store, VotesSeen seen)
    {
        var vote = Vote();
        var given = seen.Of(vote.Member);
        await using var session = store.LightweightSession();
        session.Events.StartStream(Stream(vote), vote);
        await session.SaveChangesAsync();
        return () => given.WaitAsync(Followed.Patience);
    }

    // Somebody appends in a transaction of their own, and thinks better of it. A SaveChanges that fails by itself leaves the same hole behind.
    static async Task RollBack(DocumentStore store, string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var session = store.LightweightSession(SessionOptions.ForTransaction(transaction));
        var vote = Vote();
        session.Events.StartStream(Stream(vote), vote);
        await session.SaveChangesAsync();
        await transaction.RollbackAsync();
    }

    static VoteCast Vote() => new(Guid.CreateVersion7(), Guid.CreateVersion7(), "astorp", Stance.Support, null);

    static string Stream(VoteCast vote) => $"vote-{vote.Initiative:N}-{vote.Member:N}";
}

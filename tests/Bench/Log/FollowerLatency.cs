using Activation.Bench.Figures;
using Activation.Domain.Initiatives;
using Activation.Store;
using Npgsql;

namespace Activation.Bench.Log;

/// <summary>How soon after its acknowledgement an append is in the read models of the product, while 5,000 a second arrive.</summary>
static class FollowerLatency
{
    const int ASecond = 5_000;

    /// <summary>A hub runs for weeks: what is compiled anew in its first seconds under load takes a processor from what is measured.</summary>
    internal static readonly TimeSpan UntilCompiled = TimeSpan.FromSeconds(15);

    public static async Task Measure(Session session)
    {
        await using var town = await Town.Start(session.Over);
        var turn = 0;
        var ours = new Followed(() => Append(town, town.Open[Interlocked.Increment(ref turn) % town.Open.Count]), () => RollBack(town.Database));
        await ours.Run(ASecond, UntilCompiled);
        session.BeginsNow();
        var (calm, disturbed) = (new List<Sample>(), new List<Sample>());
        for (var round = 0; round < session.Rounds; round++)
        {
            calm.Add(await ours.Run(ASecond, session.Span));
            disturbed.Add(await ours.RunDisturbed(ASecond, session.Span));
            Session.Say($"round {round + 1}: {calm[^1]}; with rolled-back transactions {disturbed[^1]}");
        }

        var report = session.Report;
        report.Add(new Figure("append rate reached", "/s", [.. calm.Select(s => s.Rate)]));
        report.Add(new Figure("acknowledged → shown, p50", "ms", [.. calm.Select(s => s.P50)]));
        report.Add(new Figure("acknowledged → shown, p99", "ms", [.. calm.Select(s => s.P99)], Goal: Goal.Most(10)));
        report.Add(new Figure(
            "the same with a rolled-back transaction every second, p99", "ms", [.. disturbed.Select(s => s.P99)], "without", [.. calm.Select(s => s.P99)],
            Goal.MostRatio(1.25)));
#if MARTEN
        if (!session.Alone) await OnMarten.FollowersBesideMarten.Measure(session, ours);
#else
        report.Without("built without Marten: no figures beside its daemon (ENGINES=marten infra/bench follower)");
#endif
    }

    static async Task<Func<Task>> Append(Town town, Guid initiative)
    {
        var member = Guid.CreateVersion7();
        var vote = new VoteCast(initiative, member, town.Here.Municipalities[0].Municipality, Stance.Support, null);
        var append = new Append(
            Guid.CreateVersion7(), town.Here.Id, member, $"vote-{initiative:N}-{member:N}", 0, DateTimeOffset.UtcNow, [vote]);
        if (await town.Log.Append(append) is not Appended { Position: var position }) throw new InvalidOperationException("An append was refused");
        return async () =>
        {
            if (!await town.ReadModels.WaitFor(position, Followed.Patience)) throw new TimeoutException();
        };
    }

    // Somebody takes the head of the log, writes, and thinks better of it.
    static async Task RollBack(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var write = new NpgsqlCommand(
            """
            with head as (update log.log_head set position = position + 1 where log_id = 0 returning position)
            insert into log.event (log_id, position, tenant, stream, version, type, command_id, ord, actor, data, at, recorded_at)
            select 0, position, gen_random_uuid(), 'rolled-back-' || gen_random_uuid(), 1, 'vote-cast', gen_random_uuid(), 0, null, '{}', now(), now() from head
            """,
            connection);
        await write.ExecuteNonQueryAsync();
        await transaction.RollbackAsync();
    }
}

using System.Diagnostics;
using Activation.Bench.Figures;
using Activation.Domain.Initiatives;
using Activation.Store;
using Npgsql;

namespace Activation.Bench.Log;

/// <summary>How soon after its acknowledgement an append is in the read models of the product, while 5,000 a second arrive.</summary>
static class FollowerLatency
{
    const int ASecond = 5_000;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task Measure(Session session)
    {
        await using var town = await Town.Start(session.Over);
        await Run(town, session.Span / 2);
        var (calm, disturbed) = (new List<Sample>(), new List<Sample>());
        for (var round = 0; round < session.Rounds; round++)
        {
            calm.Add(await Run(town, session.Span));
            using var over = new CancellationTokenSource();
            var disturbing = RollBackEverySecond(town.Database, over.Token);
            disturbed.Add(await Run(town, session.Span));
            await over.CancelAsync();
            await disturbing;
            Session.Say($"round {round + 1}: {calm[^1]}; with rolled-back transactions {disturbed[^1]}");
        }

        var report = session.Report;
        report.Add(new Figure("append rate reached", "/s", [.. calm.Select(s => s.Rate)]));
        report.Add(new Figure("acknowledged → shown, p50", "ms", [.. calm.Select(s => s.P50)]));
        report.Add(new Figure("acknowledged → shown, p99", "ms", [.. calm.Select(s => s.P99)], Goal: Goal.Most(10)));
        report.Add(new Figure(
            "the same with a rolled-back transaction every second, p99", "ms", [.. disturbed.Select(s => s.P99)], "without", [.. calm.Select(s => s.P99)],
            Goal.MostRatio(1.25)));
    }

    static async Task<Sample> Run(Town town, TimeSpan span)
    {
        var (latencies, late, turn) = (new Latencies(), 0, 0);
        var rate = await Load.Open(ASecond, span, async _ =>
        {
            var initiative = town.Open[Interlocked.Increment(ref turn) % town.Open.Count];
            var member = Guid.CreateVersion7();
            var vote = new VoteCast(initiative, member, town.Here.Municipalities[0].Municipality, Stance.Support, null);
            var append = new Append(
                Guid.CreateVersion7(), town.Here.Id, member, $"vote-{initiative:N}-{member:N}", 0, DateTimeOffset.UtcNow, [vote]);
            if (await town.Log.Append(append) is not Appended { Position: var position }) throw new InvalidOperationException("An append was refused");
            var acknowledgedAt = Stopwatch.GetTimestamp();
            if (!await town.ReadModels.WaitFor(position, Patience)) Interlocked.Increment(ref late);
            latencies.AddSince(acknowledgedAt);
        });
        if (late > 0) throw new InvalidOperationException($"{late} appends were not shown within {Patience}");
        var (p50, _, p99) = latencies.Percentiles();
        return new(rate, p50, p99);
    }

    // Somebody takes the head of the log, writes, and thinks better of it.
    static async Task RollBackEverySecond(string database, CancellationToken over)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(CancellationToken.None);
        while (!over.IsCancellationRequested)
        {
            await using (var transaction = await connection.BeginTransactionAsync(CancellationToken.None))
            {
                await using var write = new NpgsqlCommand(
                    """
                    with head as (update log.log_head set position = position + 1 where log_id = 0 returning position)
                    insert into log.event (log_id, position, tenant, stream, version, type, command_id, ord, actor, data, at, recorded_at)
                    select 0, position, gen_random_uuid(), 'rolled-back-' || gen_random_uuid(), 1, 'vote-cast', gen_random_uuid(), 0, null, '{}', now(), now() from head
                    """,
                    connection);
                await write.ExecuteNonQueryAsync(CancellationToken.None);
                await transaction.RollbackAsync(CancellationToken.None);
            }

            await Task.Delay(TimeSpan.FromSeconds(1), over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    sealed record Sample(double Rate, double P50, double P99)
    {
        public override string ToString() => $"p50 {P50:N1} ms, p99 {P99:N1} ms at {Rate:N0}/s";
    }
}

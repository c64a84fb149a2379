using System.Globalization;
using Activation.Domain.Nudges;
using Activation.Store;
using Activation.Store.Followers;
using Activation.Web.Platform.Pages;
using Dapper;
using Npgsql;

namespace Activation.Web.Features.Nudges;

/// <summary>
/// Tells the log what became of nudges. The command id follows from nudge and step: what a node told before it died is told again and written
/// once, and what it did not tell is told by the next one.
/// </summary>
public sealed class NudgeTeller(ReadModels readModels, IEventStore store)
{
    const int Most = 2000, AtOnce = 128;

    sealed record Step(
        Guid Nudge, int Number, string Happened, string? Reason, DateTimeOffset At, Guid Programme, NudgeKind Kind, Guid Recipient, string Object, string Period);

    // Who was erased meanwhile is nobody's news any more.
    const string Untold = """
        select s.nudge, s.step as number, s.happened, s.reason, s.at, n.programme, n.kind, n.recipient, n.object, n.period
          from hub.nudge_step s join hub.nudge n using (nudge) order by s.at, s.step limit @Most
        """;

    public async Task<int> Tell(CancellationToken cancellationToken)
    {
        await using var connection = await readModels.Pages.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync("delete from hub.nudge_step s where not exists (select from hub.nudge n where n.nudge = s.nudge)");
        var all = 0;
        while (await Some(connection, cancellationToken) is > 0 and var told) all += told;
        return all;
    }

    /// <returns>How many steps were told; 0 when there is none, or another node is telling them.</returns>
    async Task<int> Some(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await connection.QuerySingleAsync<bool>("select pg_try_advisory_xact_lock(hashtextextended('nudge steps', 0))", transaction: transaction)) return 0;
        var steps = (await connection.QueryAsync<string>($"select row_to_json(q)::text from ({Untold}) q", new { Most }, transaction)).Select(Stored.Row<Step>).ToList();
        // In order for each nudge; many nudges at once, which the store writes in one batch.
        await Parallel.ForEachAsync(
            steps.GroupBy(step => step.Nudge), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (own, stopping) =>
            {
                foreach (var step in own.OrderBy(step => step.Number)) await Tell(step, stopping);
            });
        await connection.ExecuteAsync(
            "delete from hub.nudge_step s using unnest(@nudges, @numbers) as t(nudge, step) where s.nudge = t.nudge and s.step = t.step",
            new { nudges = steps.Select(step => step.Nudge).ToArray(), numbers = steps.Select(step => step.Number).ToArray() }, transaction);
        await transaction.CommitAsync(cancellationToken);
        return steps.Count;
    }

    async Task Tell(Step step, CancellationToken stopping)
    {
        var stream = $"nudge-{step.Nudge:N}";
        var command = DerivedId.From(string.Create(CultureInfo.InvariantCulture, $"nudge step {step.Number}"), step.Nudge);
        var append = new Append(command, step.Programme, null, stream, step.Number - 1, step.At, [EventOf(step)]);
        if (await store.Append(append, stopping) is WrongVersion wrong && await store.Append(append with { ExpectedVersion = wrong.Actual }, stopping) is WrongVersion)
            throw new StoreBusyException($"{stream} moved while it was told");
    }

    static object EventOf(Step step) => step.Happened switch
    {
        "due" => new NudgeFellDue(step.Nudge, step.Kind, step.Recipient, step.Object, step.Period),
        "held_out" => new NudgeHeldOut(step.Nudge, step.Kind, step.Recipient),
        "sent" => new NudgeSent(step.Nudge, step.Kind, step.Recipient, Read<NudgeVia>(step.Reason)),
        "skipped" => new NudgeSkipped(step.Nudge, step.Kind, step.Recipient, Read<NudgeReason>(step.Reason)),
        "unknown" => new NudgeInDoubt(step.Nudge, step.Kind, step.Recipient),
        "failed" => new NudgeFailed(step.Nudge, step.Kind, step.Recipient),
        "seen" => new NudgeSeen(step.Nudge, step.Kind, step.Recipient),
        "acted" => new NudgeActedOn(step.Nudge, step.Kind, step.Recipient),
        // "arrived {who}" or "again {who}".
        "settled" => new NudgeDoubtSettled(step.Nudge, step.Kind, step.Recipient, step.Reason!.StartsWith("arrived", StringComparison.Ordinal), Guid.Parse(step.Reason[^36..])),
        _ => throw new InvalidOperationException($"Nobody tells of {step.Happened}"),
    };

    static T Read<T>(string? stored) where T : struct, Enum => Enum.GetValues<T>().First(value => Stored.Name(value) == stored);
}

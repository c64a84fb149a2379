using System.Runtime.ExceptionServices;
using Activation.Store.Postgres;
using Marten;
using Marten.Services;
using Npgsql;

namespace Activation.Store.Marten;

/// <summary>One batch, one transaction of ours: take the turn, look, let Marten write what may be written, commit.</summary>
sealed class MartenWriter(LogLine line, IDocumentStore documents, EventTypes types, long epoch) : ILogWriter
{
    // Taken before Marten draws its first number and held until the commit is visible. Writes in any case: a repeated command is only
    // answered once a commit of our own has been replicated.
    const string TurnSql = $"update {MartenSettings.Schema}.turn set batches = batches + 1 where epoch = $1 returning epoch";

    const string WrittenSql = $"select id, seq_id, version::int from {MartenSettings.Schema}.mt_events where id = any($1)";
    const string VersionsSql = $"select id, version::int from {MartenSettings.Schema}.mt_streams where id = any($1)";

    /// <inheritdoc />
    /// <remarks>Marten is told what is known to be right: the look comes first, always.</remarks>
    public Task<IReadOnlyList<(Pending Command, AppendOutcome Outcome)>?> Hope(List<Pending> commands) =>
        Task.FromResult<IReadOnlyList<(Pending, AppendOutcome)>?>(null);

    /// <inheritdoc />
    public Task<IReadOnlyList<(Pending Command, AppendOutcome Outcome)>?> Judge(List<Pending> commands) =>
        InTurn<IReadOnlyList<(Pending, AppendOutcome)>>(async transaction =>
        {
            var verdicts = new Verdicts(commands, await Look(commands));
            return verdicts.Answers(await Write(transaction, verdicts.Accepted));
        });

    /// <inheritdoc />
    public Task<IReadOnlyList<(Pending Command, AppendOutcome Outcome)>?> Keep(List<Pending> commands) =>
        InTurn<IReadOnlyList<(Pending, AppendOutcome)>>(async _ =>
        {
            var verdicts = new Verdicts(commands, await Look(commands));
            return verdicts.Answers(await new MartenKeeping(line.Connection, types).Write(verdicts.Accepted));
        });

    /// <inheritdoc />
    public async Task<long?> Mask(MaskOrder order) => (await InTurn(async transaction =>
    {
        var append = new Append(order.CommandId, Guid.Empty, order.Actor, order.Stream, 0, order.At, [new EventMasked(order.Version, order.Fields)]);
        var command = new Pending(append, Entries.Of(append, types));
        var known = await Look([command]);
        if (known.Written.TryGetValue(append.CommandId, out var first)) return first;
        var tenant = await new MartenBlanking(line.Connection, types).Run(order);
        append = append with { Tenant = tenant, ExpectedVersion = known.Versions[order.Stream] };
        return (await Write(transaction, [new Pending(append, command.Entries)])).Values.Single();
    }))?.Position;

    public ValueTask DisposeAsync() => line.DisposeAsync();

    /// <summary>Does something while nobody else can write; null when the node is fenced off, and then nothing was done.</summary>
    async Task<T?> InTurn<T>(Func<NpgsqlTransaction, Task<T>> work) where T : class
    {
        line.Begin();
        try
        {
            await using var transaction = await line.Connection.BeginTransactionAsync(CancellationToken.None);
            if (!await Take()) return null;
            var done = await work(transaction);
            await transaction.CommitAsync(CancellationToken.None);
            line.ThrowIfWarned();
            return done;
        }
        catch (Exception e) when (e is not PostgresException && e.GetBaseException() is PostgresException)
        {
            // Marten wraps what the database says, and the verdict on whose fault it is rests on that.
            ExceptionDispatchInfo.Throw(e.GetBaseException());
            throw;
        }
    }

    /// <summary>Writes commands that were judged in this turn; their positions are Marten's numbers.</summary>
    async Task<Dictionary<Pending, Appended>> Write(NpgsqlTransaction transaction, IReadOnlyList<Pending> commands)
    {
        var written = new Dictionary<Pending, Appended>();
        if (commands.Count == 0) return written;
        // Ours stays the commit, so that the turn is taken first and given back last.
        await using var session = documents.LightweightSession(SessionOptions.ForTransaction(transaction));
        var last = commands.Select(command => (command, Event: Append(session, command.Append))).ToList();
        await session.SaveChangesAsync(CancellationToken.None);
        foreach (var (command, ended) in last) written.Add(command, new Appended(ended.Sequence, (int)ended.Version, Repeated: false));
        return written;
    }

    // Marten's "expected version" is the one after the append. A second command on the same stream joins the action of the first.
    static JasperFx.Events.IEvent Append(IDocumentSession session, Append append)
    {
        var action = session.Events.Append(append.Stream, append.ExpectedVersion + append.Events.Count, append.Events);
        var events = action.Events.Skip(action.Events.Count - append.Events.Count).ToList();
        foreach (var recorded in events)
        {
            recorded.Timestamp = Entries.Kept(append.At);
            recorded.CausationId = append.CommandId.ToString();
            recorded.CorrelationId = append.Tenant.ToString();
            recorded.UserName = append.Actor?.ToString();
        }
        events[^1].Id = append.CommandId;
        return events[^1];
    }

    async Task<bool> Take()
    {
        await using var take = new NpgsqlCommand(TurnSql, line.Connection) { Parameters = { new NpgsqlParameter<long> { TypedValue = epoch } } };
        return await take.ExecuteScalarAsync(CancellationToken.None) is not null;
    }

    // Statements of their own after the turn was taken, so they see all that was committed before it was ours.
    async Task<Known> Look(List<Pending> commands)
    {
        await using var look = new NpgsqlBatch(line.Connection);
        look.BatchCommands.Add(new NpgsqlBatchCommand(WrittenSql) { Parameters = { Distinct(commands, command => command.Append.CommandId) } });
        look.BatchCommands.Add(new NpgsqlBatchCommand(VersionsSql) { Parameters = { Distinct(commands, command => command.Append.Stream) } });
        await using var reader = await look.ExecuteReaderAsync(CancellationToken.None);
        var written = new Dictionary<Guid, Appended>();
        while (await reader.ReadAsync()) written.Add(reader.GetGuid(0), new Appended(reader.GetInt64(1), reader.GetInt32(2), Repeated: true));
        await reader.NextResultAsync();
        var versions = new Dictionary<string, int>();
        while (await reader.ReadAsync()) versions.Add(reader.GetString(0), reader.GetInt32(1));
        return new Known(written, versions);
    }

    static NpgsqlParameter<T[]> Distinct<T>(List<Pending> commands, Func<Pending, T> part) => new() { TypedValue = [.. commands.Select(part).Distinct()] };
}

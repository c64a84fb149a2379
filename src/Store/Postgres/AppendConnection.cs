using Npgsql;

namespace Activation.Store.Postgres;

/// <summary>The one connection of a node that writes to the log. It runs nothing but keyed look-ups and inserts.</summary>
sealed class AppendConnection : ILogWriter
{
    // Writes although it changes nothing: a repeated command is only answered once a commit of our own has been replicated,
    // and the answer may rest on an earlier commit that is not replicated yet.
    const string LockSql = "update log.log_head set position = position where log_id = $1 and epoch = $2 returning position";

    const string WrittenSql = "select command_id, max(position), max(version) from log.event where command_id = any($1) group by command_id";

    const string VersionsSql = """
        select s.stream, (select e.version from log.event e where e.stream = s.stream order by e.version desc limit 1)
          from unnest($1) as s (stream)
        """;

    readonly LogLine line;
    readonly Reached reached = new();
    readonly InsertStatement insert;
    readonly EventTypes types;
    readonly (int LogId, long Epoch) log;

    AppendConnection(LogLine line, InsertStatement insert, EventTypes types, (int LogId, long Epoch) log) =>
        (this.line, this.insert, this.types, this.log) = (line, insert, types, log);

    public static async Task<AppendConnection> Open(LogLine line, (int LogId, long Epoch) log, EventTypes types, CancellationToken cancellationToken) =>
        new(line, await InsertStatement.Prepare(line.Connection, log.LogId, log.Epoch, cancellationToken), types, log);

    /// <inheritdoc />
    /// <remarks>Null also when the node is fenced off or an expected version is too high.</remarks>
    public async Task<IReadOnlyList<(Pending Command, AppendOutcome Outcome)>?> Hope(List<Pending> commands)
    {
        if (Batch.Hopeful(commands, reached) is not { } batch) return null;
        line.Begin();
        var before = await insert.Run(batch);
        line.ThrowIfWarned();
        if (before is null) return null;
        foreach (var command in commands) reached.Note(command.Append.Stream, command.VersionAfter);
        return [.. batch.Answers(before.Value).Select(told => (told.Command, (AppendOutcome)told.Answer))];
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<(Pending Command, AppendOutcome Outcome)>?> Judge(List<Pending> commands)
    {
        line.Begin();
        await using var transaction = await line.Connection.BeginTransactionAsync();
        if (await LockAndLook(commands) is not { } known) return null;
        var verdicts = new Verdicts(commands, known);
        var written = new Dictionary<Pending, Appended>();
        if (verdicts.Accepted.Count > 0)
        {
            var batch = Batch.Judged(verdicts.Accepted);
            var before = await insert.Run(batch) ?? throw new LogBrokenException("The head of the log changed under its own lock");
            foreach (var (command, answer) in batch.Answers(before)) written.Add(command, answer);
        }
        await transaction.CommitAsync(CancellationToken.None);
        line.ThrowIfWarned();
        return verdicts.Answers(written);
    }

    /// <inheritdoc />
    public async Task<long?> Mask(MaskOrder order)
    {
        line.Begin();
        var position = await new Blanking(line.Connection, log, types).Run(order);
        line.ThrowIfWarned();
        return position;
    }

    // One round trip. The statements after the lock have snapshots of their own, so they see all that was committed before it was ours.
    async Task<Known?> LockAndLook(List<Pending> commands)
    {
        await using var look = new NpgsqlBatch(line.Connection);
        look.BatchCommands.Add(Statement(LockSql, new NpgsqlParameter<int> { TypedValue = log.LogId }, new NpgsqlParameter<long> { TypedValue = log.Epoch }));
        look.BatchCommands.Add(Statement(WrittenSql, Distinct(commands, command => command.Append.CommandId)));
        look.BatchCommands.Add(Statement(VersionsSql, Distinct(commands, command => command.Append.Stream)));
        await using var reader = await look.ExecuteReaderAsync(CancellationToken.None);
        if (!await reader.ReadAsync()) return null;
        await reader.NextResultAsync();
        var written = new Dictionary<Guid, Appended>();
        while (await reader.ReadAsync()) written.Add(reader.GetGuid(0), new Appended(reader.GetInt64(1), reader.GetInt32(2), Repeated: true));
        await reader.NextResultAsync();
        var versions = new Dictionary<string, int>();
        while (await reader.ReadAsync()) versions.Add(reader.GetString(0), await reader.IsDBNullAsync(1) ? 0 : reader.GetInt32(1));
        return new Known(written, versions);
    }

    public async ValueTask DisposeAsync()
    {
        await insert.DisposeAsync();
        await line.DisposeAsync();
    }

    static NpgsqlBatchCommand Statement(string sql, params NpgsqlParameter[] parameters)
    {
        var statement = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters) statement.Parameters.Add(parameter);
        return statement;
    }

    static NpgsqlParameter<T[]> Distinct<T>(List<Pending> commands, Func<Pending, T> part) =>
        new() { TypedValue = [.. commands.Select(part).Distinct()] };
}

using Npgsql;

namespace Activation.Store.Postgres;

/// <summary>The one connection of a node that writes to the log. It runs nothing but keyed look-ups and inserts.</summary>
sealed class AppendConnection : ILogWriter
{
    // Whatever the role's defaults are, an acknowledged append has been flushed (and replicated, in a synchronous cluster).
    const string Settings = """
        set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = '10s';
        select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') in ('off', 'local')
        """;

    // Writes although it changes nothing: a repeated command is only answered once a commit of our own has been replicated,
    // and the answer may rest on an earlier commit that is not replicated yet.
    const string LockSql = "update log.log_head set position = position where log_id = $1 and epoch = $2 returning position";

    const string WrittenSql = "select command_id, max(position), max(version) from log.event where command_id = any($1) group by command_id";

    const string VersionsSql = """
        select s.stream, (select e.version from log.event e where e.stream = s.stream order by e.version desc limit 1)
          from unnest($1) as s (stream)
        """;

    readonly NpgsqlConnection connection;
    readonly InsertStatement insert;
    readonly (int LogId, long Epoch) log;
    volatile bool warned;

    AppendConnection(NpgsqlConnection connection, InsertStatement insert, (int LogId, long Epoch) log)
    {
        (this.connection, this.insert, this.log) = (connection, insert, log);
        // A cancelled wait for a synchronous standby is answered with success and this warning, in the server's language.
        connection.Notice += (_, notice) => warned |= notice.Notice.InvariantSeverity == "WARNING";
    }

    public static async Task<AppendConnection> Open(NpgsqlDataSource source, int logId, long epoch, CancellationToken cancellationToken)
    {
        var opened = await source.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var settings = new NpgsqlCommand(Settings, opened);
            await settings.ExecuteNonQueryAsync(cancellationToken);
            return new AppendConnection(opened, await InsertStatement.Prepare(opened, logId, epoch, cancellationToken), (logId, epoch));
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    /// <remarks>Null also when the node is fenced off or an expected version is too high.</remarks>
    public async Task<IReadOnlyList<(Pending Command, AppendOutcome Outcome)>?> Hope(List<Pending> commands)
    {
        if (Batch.Hopeful(commands) is not { } batch) return null;
        warned = false;
        var before = await insert.Run(batch);
        ThrowIfWarned();
        return before is null ? null : [.. batch.Answers(before.Value).Select(told => (told.Command, (AppendOutcome)told.Answer))];
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<(Pending Command, AppendOutcome Outcome)>?> Judge(List<Pending> commands)
    {
        warned = false;
        await using var transaction = await connection.BeginTransactionAsync();
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
        ThrowIfWarned();
        return verdicts.Answers(written);
    }

    // One round trip. The statements after the lock have snapshots of their own, so they see all that was committed before it was ours.
    async Task<Known?> LockAndLook(List<Pending> commands)
    {
        await using var look = new NpgsqlBatch(connection);
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
        await connection.DisposeAsync();
    }

    void ThrowIfWarned()
    {
        if (warned) throw new OutcomeUnknownException("The log has it, but its standby may not: the wait for replication was cancelled");
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

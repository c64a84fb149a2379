using Npgsql;

namespace Activation.Store.Postgres;

/// <summary>A connection that writes to the log, and whether the server has warned on it.</summary>
sealed class LogLine : IAsyncDisposable
{
    // Whatever the role's defaults are, an acknowledged append has been flushed (and replicated, in a synchronous cluster).
    const string Settings = """
        set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = '10s';
        select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') in ('off', 'local')
        """;

    volatile bool warned;

    LogLine(NpgsqlConnection connection)
    {
        Connection = connection;
        // A cancelled wait for a synchronous standby is answered with success and this warning, in the server's language.
        connection.Notice += (_, notice) => warned |= notice.Notice.InvariantSeverity == "WARNING";
    }

    public NpgsqlConnection Connection { get; }

    public static async Task<LogLine> Open(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        var opened = await source.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var settings = new NpgsqlCommand(Settings, opened);
            await settings.ExecuteNonQueryAsync(cancellationToken);
            return new LogLine(opened);
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    /// <summary>From here on warnings count.</summary>
    public void Begin() => warned = false;

    /// <summary>Called after a commit, before anybody is told of it.</summary>
    /// <exception cref="OutcomeUnknownException">The log has it, but its standby may not.</exception>
    public void ThrowIfWarned()
    {
        if (warned) throw new OutcomeUnknownException("The log has it, but its standby may not: the wait for replication was cancelled");
    }

    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}

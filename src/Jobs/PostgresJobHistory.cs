using Npgsql;

namespace Activation.Jobs;

/// <summary>One row a job, in schema <c>jobs</c>; seen by every node.</summary>
public sealed class PostgresJobHistory(NpgsqlDataSource source) : IJobHistory
{
    /// <summary>Makes schema and table when they are missing; two nodes may do so at once.</summary>
    public async Task Prepare(CancellationToken cancellationToken = default)
    {
        // "if not exists" is no protection against a second node that looks at the same moment: the lock, held to the commit, is.
        const string sql = """
            begin;
            select pg_advisory_xact_lock(hashtextextended('jobs-schema', 0));
            create schema if not exists jobs;
            create table if not exists jobs.history (name text primary key, at timestamptz not null, error text);
            commit
            """;
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task Record(JobOutcome outcome, CancellationToken cancellationToken = default)
    {
        // A slow node's older outcome never replaces a newer one.
        await using var command = source.CreateCommand("""
            insert into jobs.history as h (name, at, error) values ($1, $2, $3)
            on conflict (name) do update set at = excluded.at, error = excluded.error where h.at <= excluded.at
            """);
        command.Parameters.Add(new() { Value = outcome.Name });
        command.Parameters.Add(new() { Value = outcome.At.ToUniversalTime() });
        command.Parameters.Add(new() { Value = (object?)outcome.Error ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, JobOutcome>> Latest(CancellationToken cancellationToken = default)
    {
        await using var command = source.CreateCommand("select name, at, error from jobs.history");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var latest = new Dictionary<string, JobOutcome>();
        while (await reader.ReadAsync(cancellationToken))
            latest[reader.GetString(0)] = new(reader.GetString(0), reader.GetFieldValue<DateTimeOffset>(1), await reader.IsDBNullAsync(2, cancellationToken) ? null : reader.GetString(2));
        return latest;
    }
}

using Npgsql;

namespace Activation.Store.Postgres;

/// <summary>The tables of the log.</summary>
static class Schema
{
    public const string Engine = "postgres";

    // log_head: one row per log, updated by every batch. Its row lock is the fence between nodes: it is held until the commit is visible,
    // so position order = commit order = visibility order. A page with much free room keeps its updates in place.
    // event: (stream, version) and (command_id, ord) are the second lock on "one winner" and on "written once".
    const string Tables = """
        create table if not exists log.log_head (
            log_id int primary key, position bigint not null, epoch bigint not null)
            with (fillfactor = 10, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);
        create table if not exists log.event (
            log_id int not null, position bigint not null,
            tenant uuid not null, stream text collate "C" not null, version int not null,
            type text not null, command_id uuid not null, ord smallint not null, actor uuid,
            data jsonb not null, at timestamptz not null, recorded_at timestamptz not null,
            primary key (log_id, position), unique (stream, version), unique (command_id, ord))
        """;

    public static LogSql Reading(int logId) => new(
        $"select position from log.log_head where log_id = {logId}",
        $"select {LogSql.Columns} from log.event where log_id = {logId} and position > $1 order by position limit $2",
        $"select {LogSql.Columns} from log.event where stream = $1 and version > $2 order by version",
        $"select {LogSql.Columns} from log.event where log_id = {logId}",
        Whole: true,
        Hold: $"update log.log_head set epoch = epoch + 1 where log_id = {logId}",
        // Cut off and not deleted: what is masked from now on must not live on in dead rows.
        Empty: $"truncate log.event; update log.log_head set position = 0 where log_id = {logId}");

    /// <summary>Makes what is missing and returns the epoch of the log: a writer of an older epoch is fenced off.</summary>
    public static async Task<long> Make(NpgsqlConnection connection, string mark, int logId, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await EngineMark.Claim(connection, mark, cancellationToken);
        await using var tables = new NpgsqlCommand(Tables, connection);
        await tables.ExecuteNonQueryAsync(cancellationToken);
        await using var head = new NpgsqlCommand(
            "insert into log.log_head (log_id, position, epoch) values ($1, 0, 1) on conflict do nothing", connection);
        head.Parameters.Add(new NpgsqlParameter<int> { TypedValue = logId });
        await head.ExecuteNonQueryAsync(cancellationToken);
        head.CommandText = "select epoch from log.log_head where log_id = $1";
        var epoch = (long)(await head.ExecuteScalarAsync(cancellationToken))!;
        await transaction.CommitAsync(cancellationToken);
        return epoch;
    }
}

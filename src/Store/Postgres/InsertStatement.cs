using Npgsql;
using NpgsqlTypes;

namespace Activation.Store.Postgres;

/// <summary>Raises the head and writes the events of a batch: one statement, one round trip, one transaction.</summary>
sealed class InsertStatement : IAsyncDisposable
{
    // The update takes the row lock of the log, which is held until the commit is visible; the positions follow from it without holes.
    // No row comes back when the node is fenced off (epoch) or a stream has not reached a version that the batch builds on. The look at the
    // streams may be a moment old while another node commits: events never go away, so it can only refuse too much, never too little,
    // and a version that was taken meanwhile meets the unique key. The clock is read once, when the head is ours: a batch is recorded as one.
    const string Sql = """
        with head as (
            update log.log_head set position = position + $1
             where log_id = $2 and epoch = $3
               and not exists (
                   select from unnest($4, $5) as founded (stream, version)
                    where (select e.version from log.event e where e.stream = founded.stream and e.version = founded.version) is null)
            returning position - $1 as position, clock_timestamp() as recorded_at),
        written as (
            insert into log.event (log_id, position, tenant, stream, version, type, command_id, ord, actor, data, at, recorded_at)
            select $2, head.position + e.i, e.tenant, e.stream, e.version, e.type, e.command_id, e.ord, e.actor, e.data, e.at, head.recorded_at
              from head cross join unnest($6, $7, $8, $9, $10, $11, $12, $13, $14)
                   with ordinality as e (tenant, stream, version, type, command_id, ord, actor, data, at, i))
        select position from head
        """;

    readonly NpgsqlCommand command;
    readonly NpgsqlParameter<long> count = new() { NpgsqlDbType = NpgsqlDbType.Bigint };
    readonly NpgsqlParameter<string[]> foundedOnStream = Array<string>(NpgsqlDbType.Text);
    readonly NpgsqlParameter<int[]> foundedOnVersion = Array<int>(NpgsqlDbType.Integer);
    readonly NpgsqlParameter<Guid[]> tenant = Array<Guid>(NpgsqlDbType.Uuid);
    readonly NpgsqlParameter<string[]> stream = Array<string>(NpgsqlDbType.Text);
    readonly NpgsqlParameter<int[]> version = Array<int>(NpgsqlDbType.Integer);
    readonly NpgsqlParameter<string[]> type = Array<string>(NpgsqlDbType.Text);
    readonly NpgsqlParameter<Guid[]> commandId = Array<Guid>(NpgsqlDbType.Uuid);
    readonly NpgsqlParameter<short[]> ord = Array<short>(NpgsqlDbType.Smallint);
    readonly NpgsqlParameter<Guid?[]> actor = Array<Guid?>(NpgsqlDbType.Uuid);
    readonly NpgsqlParameter<string[]> data = Array<string>(NpgsqlDbType.Jsonb);
    readonly NpgsqlParameter<DateTime[]> at = Array<DateTime>(NpgsqlDbType.TimestampTz);

    InsertStatement(NpgsqlConnection connection, int logId, long epoch)
    {
        command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(count);
        command.Parameters.Add(new NpgsqlParameter<int> { NpgsqlDbType = NpgsqlDbType.Integer, TypedValue = logId });
        command.Parameters.Add(new NpgsqlParameter<long> { NpgsqlDbType = NpgsqlDbType.Bigint, TypedValue = epoch });
        foreach (var column in new NpgsqlParameter[] { foundedOnStream, foundedOnVersion, tenant, stream, version, type, commandId, ord, actor, data, at })
            command.Parameters.Add(column);
    }

    public static async Task<InsertStatement> Prepare(NpgsqlConnection connection, int logId, long epoch, CancellationToken cancellationToken)
    {
        var statement = new InsertStatement(connection, logId, epoch);
        await statement.command.PrepareAsync(cancellationToken);
        return statement;
    }

    /// <summary>The position before the batch; null when nothing was written.</summary>
    public async Task<long?> Run(Batch batch)
    {
        count.TypedValue = batch.Count;
        (foundedOnStream.TypedValue, foundedOnVersion.TypedValue) = (batch.FoundedOnStream, batch.FoundedOnVersion);
        (tenant.TypedValue, stream.TypedValue, version.TypedValue, type.TypedValue) = (batch.Tenant, batch.Stream, batch.Version, batch.Type);
        (commandId.TypedValue, ord.TypedValue, actor.TypedValue) = (batch.CommandId, batch.Ord, batch.Actor);
        (data.TypedValue, at.TypedValue) = (batch.Data, batch.At);
        return (long?)await command.ExecuteScalarAsync(CancellationToken.None);
    }

    public ValueTask DisposeAsync() => command.DisposeAsync();

    static NpgsqlParameter<T[]> Array<T>(NpgsqlDbType of) => new() { NpgsqlDbType = NpgsqlDbType.Array | of };
}

using Npgsql;

namespace Activation.Store.Postgres;

/// <summary>One masking: reads an event under the lock of the log, blanks it in place and appends the event that says so.</summary>
sealed class Blanking(NpgsqlConnection connection, (int LogId, long Epoch) log, EventTypes types)
{
    /// <summary>The position of the <see cref="EventMasked"/>; null when the node is fenced off.</summary>
    public async Task<long?> Run(MaskOrder order)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        // Writes in any case, so that a repeated answer waits for replication like the first one.
        if (await Row("update log.log_head set position = position where log_id = $1 and epoch = $2 returning position", log.LogId, log.Epoch) is not { } head)
            return null;
        var before = await Row("select position from log.event where command_id = $1", order.CommandId);
        var position = before is null ? (long)head[0] + 1 : (long)before[0];
        if (before is null)
        {
            var tenant = await Blank(order);
            await Row("update log.log_head set position = $2 where log_id = $1", log.LogId, position);
            var masked = Entries.Of(new EventMasked(order.Version, order.Fields), types);
            await Row("""
                insert into log.event (log_id, position, tenant, stream, version, type, command_id, ord, actor, data, at, recorded_at)
                select $1, $2, $3, $4, max(version) + 1, $5, $6, 0, $7, $8::jsonb, $9, clock_timestamp() from log.event where stream = $4
                """, log.LogId, position, tenant, order.Stream, masked.Type, order.CommandId, order.Actor ?? (object)DBNull.Value, masked.Json, Entries.Kept(order.At).UtcDateTime);
        }
        await transaction.CommitAsync(CancellationToken.None);
        return position;
    }

    async Task<Guid> Blank(MaskOrder order)
    {
        var row = await Row("select tenant, type, data::text from log.event where stream = $1 and version = $2", order.Stream, order.Version)
            ?? throw Masking.NoSuchEvent(order.Stream, order.Version);
        var blanked = Masking.Blank((string)row[1], (string)row[2], order.Fields, types);
        await Row("update log.event set data = $3::jsonb where stream = $1 and version = $2", order.Stream, order.Version, blanked);
        return (Guid)row[0];
    }

    async Task<object[]?> Row(string sql, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await using var reader = await command.ExecuteReaderAsync(CancellationToken.None);
        if (!await reader.ReadAsync()) return null;
        var row = new object[reader.FieldCount];
        reader.GetValues(row);
        return row;
    }
}

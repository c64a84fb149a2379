using Npgsql;

namespace Activation.Store.Tests.Engines.Faults;

/// <summary>Another node in the middle of a batch, by hand: it holds the head of the log and has written one event that nobody sees yet.</summary>
sealed class Rival(NpgsqlConnection connection, NpgsqlTransaction transaction, long position) : IAsyncDisposable
{
    /// <summary>Takes the head of the log and writes behind it.</summary>
    public const string Begin = """
        with head as (update log.log_head set position = position + 1 returning log_id, position)
        insert into log.event (log_id, position, tenant, stream, version, type, command_id, ord, data, at, recorded_at)
        select log_id, position, gen_random_uuid(), gen_random_uuid()::text, 1, 'said', gen_random_uuid(), 0, '{"text":"slow"}', now(), now() from head
        returning position
        """;

    public long Position => position;

    public static async Task<Rival> Holding(NpgsqlDataSource database)
    {
        var connection = await database.OpenConnectionAsync();
        var transaction = await connection.BeginTransactionAsync();
        await using var write = new NpgsqlCommand(Begin, connection);
        return new Rival(connection, transaction, (long)(await write.ExecuteScalarAsync())!);
    }

    public Task Commit() => transaction.CommitAsync();

    public Task RollBack() => transaction.RollbackAsync();

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}

using Npgsql;

namespace Activation.Store.Followers;

/// <summary>A read-only transaction over one state of all tables.</summary>
public sealed class Snapshot : IAsyncDisposable
{
    readonly NpgsqlTransaction transaction;

    Snapshot(NpgsqlConnection connection, NpgsqlTransaction transaction, long position) =>
        (Connection, this.transaction, Position) = (connection, transaction, position);

    /// <summary>Every statement on it sees the same state.</summary>
    public NpgsqlConnection Connection { get; }

    /// <summary>Which state: all events up to here, none after.</summary>
    public long Position { get; }

    /// <summary>Ends it.</summary>
    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }

    internal static async Task<Snapshot> Open(NpgsqlDataSource pages, string schema, CancellationToken cancellationToken)
    {
        var connection = await pages.OpenConnectionAsync(cancellationToken);
        try
        {
            var begun = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
            // The lock keeps a rebuild from swapping the tables under this reader. It comes first because a lock, unlike a select,
            // does not fix what the transaction sees: waiting behind a swap it would otherwise wake up with a view from before it.
            await using var batch = new NpgsqlBatch(connection, begun)
            {
                BatchCommands =
                {
                    new("set transaction read only"),
                    new($"lock table {Checkpoint.Table(schema)} in access share mode"),
                    new($"select position from {Checkpoint.Table(schema)}"),
                },
            };
            return new(connection, begun, (long)(await batch.ExecuteScalarAsync(cancellationToken))!);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}

using Activation.Store.Postgres;
using JasperFx;
using Marten;
using Npgsql;

namespace Activation.Store.Marten;

/// <summary>Marten's tables, and beside them the one row that nodes take turns by.</summary>
static class MartenSchema
{
    // Held from before Marten draws the first number until the commit is visible: position order = commit order = visibility order, on any
    // number of nodes. Each batch and each repeated answer writes the row, so that every answer waits for replication. A page with much free
    // room keeps its updates in place.
    const string Turn = $"""
        create table if not exists {MartenSettings.Schema}.turn (one bool primary key default true check (one), epoch bigint not null, batches bigint not null)
            with (fillfactor = 10, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);
        insert into {MartenSettings.Schema}.turn (epoch, batches) values (1, 0) on conflict do nothing;
        """;

    const string Columns = "seq_id, correlation_id::uuid, stream_id, version::int, type, causation_id::uuid, user_name::uuid, timestamp, data";

    // What Marten writes later under the numbers of a batch that failed: no events of ours.
    const string Events = $"{MartenSettings.Schema}.mt_events where type <> 'tombstone'";

    // Numbers are drawn in turn: nothing below the highest visible one can still be on its way. A failed batch leaves a hole.
    public static readonly LogSql Reading = new(
        $"select seq_id from {Events} order by seq_id desc limit 1",
        $"select {Columns} from {Events} and seq_id > $1 order by seq_id limit $2",
        $"select {Columns} from {Events} and stream_id = $1 and version > $2 order by version",
        $"select {Columns} from {Events}",
        Whole: false,
        Hold: $"update {MartenSettings.Schema}.turn set epoch = epoch + 1",
        // With how far Marten's own followers have come: of a log that comes back, counted anew, they would pass over what stands below their marks.
        Empty: $"truncate {MartenSettings.Schema}.mt_events, {MartenSettings.Schema}.mt_streams, {MartenSettings.Schema}.mt_event_progression");

    /// <summary>Makes what is missing and returns the epoch of the log: a writer of an older epoch is fenced off.</summary>
    public static async Task<long> Make(NpgsqlConnection connection, string mark, IDocumentStore documents, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await EngineMark.Claim(connection, mark, cancellationToken);
        await Tables(connection, documents, cancellationToken);
        await using var command = new NpgsqlCommand($"select epoch from {MartenSettings.Schema}.turn", connection);
        var epoch = (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        await transaction.CommitAsync(cancellationToken);
        return epoch;
    }

    /// <summary>On connections of its own Marten makes its part; the lock of the caller's transaction keeps other nodes away meanwhile.</summary>
    public static async Task Tables(NpgsqlConnection connection, IDocumentStore documents, CancellationToken cancellationToken)
    {
        await documents.Storage.Database.ApplyAllConfiguredChangesToDatabaseAsync(AutoCreate.CreateOrUpdate, ct: cancellationToken);
        await using var command = new NpgsqlCommand(Turn, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

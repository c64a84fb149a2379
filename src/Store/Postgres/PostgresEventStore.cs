using Microsoft.Extensions.Logging;
using Npgsql;

namespace Activation.Store.Postgres;

/// <summary>The log in tables of its own.</summary>
public sealed class PostgresEventStore : LogStore
{
    readonly EventTypes types;
    readonly int logId;

    /// <summary>Makes the store of one node; <see cref="LogStore.Start"/> comes before the first append.</summary>
    /// <param name="connectionString">The database of the log; all connections are the store's own.</param>
    /// <param name="types">The stored names.</param>
    /// <param name="options">What may be tuned.</param>
    /// <param name="logger">Told about lost connections, unknown outcomes and fencing.</param>
    public PostgresEventStore(
        string connectionString, EventTypes types, PostgresStoreOptions? options = null, ILogger<PostgresEventStore>? logger = null)
        : base(connectionString, types, options ??= new PostgresStoreOptions(), Schema.Reading(options.LogId), logger) =>
        (this.types, logId) = (types, options.LogId);

    /// <inheritdoc />
    public override string Engine => Schema.Engine;

    internal override Task<long> Make(NpgsqlConnection connection, string mark, CancellationToken cancellationToken) =>
        Schema.Make(connection, mark, logId, cancellationToken);

    internal override async Task<ILogWriter> Open(LogLine line, long epoch, CancellationToken cancellationToken) =>
        await AppendConnection.Open(line, (logId, epoch), types, cancellationToken);
}

using Activation.Store.Postgres;
using Marten;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Activation.Store.Marten;

/// <summary>The log in Marten's tables, written by Marten and only through here: whoever appends beside it breaks the order that readers rely on.</summary>
/// <remarks>
/// Of a batch that failed Marten's numbers are used up: positions grow in commit order, and have holes.
/// Marten's own projections and subscriptions are the house's, in a store of its own on the same tables: <see cref="MartenSettings.Configure(StoreOptions, string, EventTypes)"/>.
/// </remarks>
public sealed class MartenEventStore : LogStore
{
    /// <summary>As the database remembers it.</summary>
    public const string Name = "marten";

    readonly EventTypes types;
    readonly DocumentStore documents;

    /// <summary>Makes the store of one node; <see cref="LogStore.Start"/> comes before the first append.</summary>
    /// <param name="connectionString">The database of the log; all connections are the store's own.</param>
    /// <param name="types">The stored names.</param>
    /// <param name="options">What may be tuned.</param>
    /// <param name="logger">Told about lost connections, unknown outcomes and fencing.</param>
    public MartenEventStore(
        string connectionString, EventTypes types, PostgresStoreOptions? options = null, ILogger<MartenEventStore>? logger = null)
        : base(connectionString, types, options ?? new PostgresStoreOptions(), MartenSchema.Reading, logger)
    {
        this.types = types;
        documents = DocumentStore.For(marten => MartenSettings.Configure(marten, Own, types));
    }

    /// <summary>Marten's own door to the same tables: to read, never to append. It is built: nothing can be hung on it.</summary>
    public IDocumentStore Documents => documents;

    /// <inheritdoc />
    public override string Engine => Name;

    internal override Task<long> Make(NpgsqlConnection connection, string mark, CancellationToken cancellationToken) =>
        MartenSchema.Make(connection, mark, documents, cancellationToken);

    internal override Task<ILogWriter> Open(LogLine line, long epoch, CancellationToken cancellationToken) =>
        Task.FromResult<ILogWriter>(new MartenWriter(line, documents, types, epoch));

    internal override ValueTask Close() => documents.DisposeAsync();
}

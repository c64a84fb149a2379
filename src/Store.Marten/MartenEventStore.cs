using Activation.Store.Postgres;
using Marten;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Activation.Store.Marten;

/// <summary>The log in Marten's tables, written by Marten and only through here: whoever appends beside it breaks the order that readers rely on.</summary>
/// <remarks>
/// Of a batch that failed Marten's numbers are used up: positions grow in commit order, and have holes.
/// Marten's own projections and subscriptions may be hung on <see cref="Documents"/>; their errors stop them and are never skipped.
/// </remarks>
public sealed class MartenEventStore : IStoreEngine
{
    /// <summary>As the database remembers it.</summary>
    public const string Name = "marten";

    const int MostReaders = 24;
    readonly EventTypes types;
    readonly NpgsqlDataSource own, reads;
    readonly MartenReader reader;
    readonly AppendQueue queue;
    readonly DocumentStore documents;
    long? epoch;

    /// <summary>Makes the store of one node; <see cref="Start"/> comes before the first append.</summary>
    /// <param name="connectionString">The database of the log; all connections are the store's own.</param>
    /// <param name="types">The stored names.</param>
    /// <param name="options">What may be tuned.</param>
    /// <param name="logger">Told about lost connections, unknown outcomes and fencing.</param>
    public MartenEventStore(
        string connectionString, EventTypes types, PostgresStoreOptions? options = null, ILogger<MartenEventStore>? logger = null)
    {
        this.types = types;
        own = NpgsqlDataSource.Create(Own(connectionString));
        reads = NpgsqlDataSource.Create(Reading(connectionString));
        reader = new MartenReader(reads, types);
        documents = DocumentStore.For(marten => MartenSettings.Configure(marten, own, types));
        queue = new AppendQueue(options ?? new PostgresStoreOptions(), types, Open, own, logger ?? (ILogger)NullLogger<MartenEventStore>.Instance);
    }

    /// <summary>Marten's own door to the same tables: to read, never to append.</summary>
    public IDocumentStore Documents => documents;

    /// <inheritdoc />
    public string Engine => Name;

    /// <inheritdoc />
    public bool Fenced => queue.Fenced;

    /// <inheritdoc />
    public async Task Start(CancellationToken cancellationToken = default)
    {
        if (epoch is not null) throw new InvalidOperationException("The store is already started");
        await using (var connection = await own.OpenConnectionAsync(cancellationToken))
            epoch = await MartenSchema.Make(connection, documents, cancellationToken);
        queue.Start();
    }

    /// <inheritdoc />
    public Task<AppendOutcome> Append(Append append, CancellationToken deadline = default) => queue.Append(append, deadline);

    /// <inheritdoc />
    public Task<IReadOnlyList<IReadOnlyList<Recorded>>> ReadStreams(IReadOnlyList<StreamPart> parts, CancellationToken cancellationToken = default) =>
        reader.Streams(parts, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<Recorded>> ReadLog(long afterPosition, int limit, CancellationToken cancellationToken = default) =>
        reader.Log(afterPosition, limit, cancellationToken);

    /// <inheritdoc />
    public Task<long> Head(CancellationToken cancellationToken = default) => reader.Head(cancellationToken);

    /// <inheritdoc />
    public Task WaitForMore(long afterPosition, CancellationToken cancellationToken = default) => queue.Wakeup.Wait(afterPosition, cancellationToken);

    /// <inheritdoc />
    /// <remarks>The same masking asked for again gives the first answer.</remarks>
    public Task<long> Mask(
        string stream, int version, IReadOnlyList<string> fields, Guid? actor, DateTimeOffset at, CancellationToken deadline = default)
    {
        queue.ThrowIfNotWriting();
        return queue.Patiently(Mask(stream, version, [.. fields.Distinct()], actor, at), deadline);
    }

    /// <summary>Writes what is queued, then closes. With a database that answers nothing each batch waits for Npgsql's connection timeout first.</summary>
    public async ValueTask DisposeAsync()
    {
        await queue.DisposeAsync();
        await documents.DisposeAsync();
        await own.DisposeAsync();
        await reads.DisposeAsync();
    }

    async Task<long> Mask(string stream, int version, string[] fields, Guid? actor, DateTimeOffset at)
    {
        var writer = new MartenWriter(own, documents, epoch!.Value);
        long? position;
        try
        {
            position = await new MartenBlanking(writer, types).Run(stream, version, fields, actor, at);
        }
        catch (NpgsqlException e)
        {
            throw new OutcomeUnknownException("The log did not answer; ask for the same masking again", e);
        }
        if (position is null) throw new StoreBusyException("This node is fenced off from the log; nothing was masked");
        queue.Grown(position.Value);
        return position.Value;
    }

    Task<ILogWriter> Open(CancellationToken cancellationToken) => Task.FromResult<ILogWriter>(new MartenWriter(own, documents, epoch!.Value));

    // A pool of the store's own. No cancel requests: a cancelled wait for a standby looks like a success. What the role's defaults are, an
    // acknowledged append has been flushed; the settings stay with the connection.
    static string Own(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString)
    {
        ApplicationName = "activation log", MaxPoolSize = 6, MaxAutoPrepare = 0, CancellationTimeout = -1, KeepAlive = 10, TcpKeepAlive = true, NoResetOnClose = true,
    }.ByKey().ConnectionString;

    static string Reading(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString)
    {
        ApplicationName = "activation log readers", MaxPoolSize = MostReaders, MaxAutoPrepare = 20, AutoPrepareMinUsages = 2,
    }.ByKey().ConnectionString;
}

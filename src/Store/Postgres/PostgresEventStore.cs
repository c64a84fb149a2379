using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Activation.Store.Postgres;

/// <summary>The log in PostgreSQL: any number of nodes, each with one append connection, no leader and no lease.</summary>
public sealed class PostgresEventStore : IStoreEngine
{
    /// <summary>Whoever comes when all of them read waits a moment; the server has its connections for others too.</summary>
    const int MostReaders = 24;

    readonly PostgresStoreOptions options;
    readonly EventTypes types;
    readonly NpgsqlDataSource own, reads;
    readonly LogReader reader;
    readonly AppendQueue queue;
    long? epoch;

    /// <summary>Makes the store of one node; <see cref="Start"/> comes before the first append.</summary>
    /// <param name="connectionString">The database of the log; all connections are the store's own.</param>
    /// <param name="types">The stored names.</param>
    /// <param name="options">What may be tuned.</param>
    /// <param name="logger">Told about lost connections, unknown outcomes and fencing.</param>
    public PostgresEventStore(
        string connectionString, EventTypes types, PostgresStoreOptions? options = null, ILogger<PostgresEventStore>? logger = null)
    {
        (this.types, this.options) = (types, options ?? new PostgresStoreOptions());
        own = NpgsqlDataSource.Create(Own(connectionString));
        reads = NpgsqlDataSource.Create(Reading(connectionString));
        reader = new LogReader(reads, this.options.LogId, types);
        queue = new AppendQueue(this.options, types, Open, own, logger ?? (ILogger)NullLogger<PostgresEventStore>.Instance);
    }

    /// <inheritdoc />
    public string Engine => Schema.Engine;

    /// <inheritdoc />
    public bool Fenced => queue.Fenced;

    /// <inheritdoc />
    public async Task Start(CancellationToken cancellationToken = default)
    {
        if (epoch is not null) throw new InvalidOperationException("The store is already started");
        await using (var connection = await own.OpenConnectionAsync(cancellationToken))
            epoch = await Schema.Make(connection, options.LogId, cancellationToken);
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

    /// <summary>Writes what is queued, then closes; after five seconds without a database the rest is given up as unknown.</summary>
    public async ValueTask DisposeAsync()
    {
        await queue.DisposeAsync();
        await own.DisposeAsync();
        await reads.DisposeAsync();
    }

    async Task<long> Mask(string stream, int version, string[] fields, Guid? actor, DateTimeOffset at)
    {
        await using var connection = await own.OpenConnectionAsync();
        var warned = false;
        connection.Notice += (_, notice) => warned |= notice.Notice.InvariantSeverity == "WARNING";
        long? position;
        try
        {
            var blanking = new Blanking(connection, (options.LogId, epoch!.Value), types);
            position = await blanking.Run(Masking.CommandId(stream, version, fields), stream, version, fields, actor, at);
        }
        catch (NpgsqlException e)
        {
            throw new OutcomeUnknownException("The log did not answer; ask for the same masking again", e);
        }
        if (position is null) throw new StoreBusyException("This node is fenced off from the log; nothing was masked");
        queue.Grown(position.Value);
        return warned ? throw new OutcomeUnknownException("Masked here, but the standby may not know it: ask for the same masking again") : position.Value;
    }

    async Task<ILogWriter> Open(CancellationToken cancellationToken) => await AppendConnection.Open(own, options.LogId, epoch!.Value, cancellationToken);

    // No pool: a connection that ever failed is thrown away whole. No cancel requests: a cancelled wait for a standby looks like a success.
    static string Own(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString)
    {
        ApplicationName = "activation log", Pooling = false, CancellationTimeout = -1, KeepAlive = 10, TcpKeepAlive = true, MaxAutoPrepare = 0,
    }.ByKey().ConnectionString;

    static string Reading(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString)
    {
        ApplicationName = "activation log readers", MaxPoolSize = MostReaders, MaxAutoPrepare = 20, AutoPrepareMinUsages = 2,
    }.ByKey().ConnectionString;
}

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Activation.Store.Postgres;

/// <summary>A log in PostgreSQL, whichever engine writes it: any number of nodes, each with one line to append on, no leader and no lease.</summary>
public abstract class LogStore : IStoreEngine
{
    /// <summary>Whoever comes when all of them read waits a moment; the server has its connections for others too.</summary>
    const int MostReaders = 24;

    // Each masking has a line of its own, and takes the lock of the log: a second one would only wait there, with its line.
    readonly SemaphoreSlim masking = new(1);
    readonly NpgsqlDataSource reads;
    readonly LogReader reader;
    readonly AppendQueue queue;
    long? epoch;
    int closed;

    private protected LogStore(string connectionString, EventTypes types, PostgresStoreOptions options, LogSql sql, ILogger? logger)
    {
        (Address, Sql) = (connectionString, sql);
        Own = NpgsqlDataSource.Create(Owned(connectionString));
        reads = NpgsqlDataSource.Create(Reading(connectionString));
        reader = new LogReader(reads, sql, types);
        queue = new AppendQueue(options, types, Connect, Own, logger ?? NullLogger.Instance);
    }

    /// <inheritdoc />
    public abstract string Engine { get; }

    /// <inheritdoc />
    public bool Fenced => queue.Fenced;

    internal NpgsqlDataSource Own { get; }

    internal string Address { get; }

    internal LogSql Sql { get; }

    /// <inheritdoc />
    public async Task Start(CancellationToken cancellationToken = default)
    {
        if (epoch is not null) throw new InvalidOperationException("The store is already started");
        await using (var connection = await Own.OpenConnectionAsync(cancellationToken)) epoch = await Make(connection, Engine, cancellationToken);
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
        return queue.Patiently(Mask(new MaskOrder(stream, version, [.. fields.Distinct()], actor, at)), deadline);
    }

    /// <summary>Writes what is queued, then closes; after five seconds without a database the rest is given up as unknown.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref closed, 1) == 1) return;
        await queue.DisposeAsync();
        await Close();
        await Own.DisposeAsync();
        await reads.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A page of the log as it is kept.</summary>
    internal Task<List<KeptEvent>> Kept(long afterPosition, int limit, CancellationToken cancellationToken) =>
        reader.Kept(afterPosition, limit, cancellationToken);

    /// <summary>Makes the tables under a mark that is not this engine's yet, and opens what writes to them.</summary>
    internal async Task<ILogWriter> Receive(string mark, CancellationToken cancellationToken)
    {
        await using (var connection = await Own.OpenConnectionAsync(cancellationToken)) epoch = await Make(connection, mark, cancellationToken);
        return await Connect(cancellationToken);
    }

    /// <summary>Makes what is missing and returns the epoch of the log: a writer of an older epoch is fenced off.</summary>
    internal abstract Task<long> Make(NpgsqlConnection connection, string mark, CancellationToken cancellationToken);

    /// <summary>What writes on a line, which it owns once it is made.</summary>
    internal abstract Task<ILogWriter> Open(LogLine line, long epoch, CancellationToken cancellationToken);

    /// <summary>Lets go of what the engine holds beside its connections.</summary>
    internal virtual ValueTask Close() => ValueTask.CompletedTask;

    // A line that answers, or none: who waits for a database that restarts waits here.
    async Task<ILogWriter> Connect(CancellationToken cancellationToken)
    {
        var line = await LogLine.Open(Own, cancellationToken);
        try
        {
            return await Open(line, epoch!.Value, cancellationToken);
        }
        catch
        {
            await line.DisposeAsync();
            throw;
        }
    }

    async Task<long> Mask(MaskOrder order)
    {
        await masking.WaitAsync();
        try
        {
            await using var writer = await Connect(CancellationToken.None);
            var position = await writer.Mask(order) ?? throw new StoreBusyException("This node is fenced off from the log; nothing was masked");
            queue.Grown(position);
            return position;
        }
        catch (Exception e) when (e is NpgsqlException || Outages.IsPassing(e))
        {
            throw new OutcomeUnknownException("The log did not answer; ask for the same masking again", e);
        }
        finally
        {
            masking.Release();
        }
    }

    // No pool: a connection that ever failed is thrown away whole. What a cancel request brings is not read: a cancelled wait for a standby looks like a success.
    static string Owned(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString)
    {
        ApplicationName = "activation log", Pooling = false, CancellationTimeout = -1, KeepAlive = 10, TcpKeepAlive = true, MaxAutoPrepare = 0,
    }.ByKey().ConnectionString;

    // A page of the log is megabytes: taken eight kilobytes at a time, as is the rule, somebody is woken for each of hundreds of pieces.
    static string Reading(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString)
    {
        ApplicationName = "activation log readers", MaxPoolSize = MostReaders, MaxAutoPrepare = 20, AutoPrepareMinUsages = 2, NoResetOnClose = true,
        ReadBufferSize = 1 << 16,
    }.ByKey().ByServersClock().ConnectionString;
}

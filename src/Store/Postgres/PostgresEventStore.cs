using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Activation.Store.Postgres;

/// <summary>The log in PostgreSQL: any number of nodes, each with one append connection, no leader and no lease.</summary>
public sealed class PostgresEventStore : IEventStore, IAsyncDisposable
{
    /// <summary>Whoever comes when all of them read waits a moment; the server has its connections for others too.</summary>
    const int MostReaders = 24;

    readonly PostgresStoreOptions options;
    readonly EventTypes types;
    readonly NpgsqlDataSource own, reads;
    readonly LogReader reader;
    readonly Wakeup wakeup = new();
    readonly Notices notices;
    readonly Channel<Pending> queue;
    readonly AppendLoop loop;
    readonly CancellationTokenSource abandon = new(), stop = new();
    Task running = Task.CompletedTask, noticing = Task.CompletedTask;
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
        ILogger log = logger ?? NullLogger<PostgresEventStore>.Instance;
        own = NpgsqlDataSource.Create(Own(connectionString));
        reads = NpgsqlDataSource.Create(Reading(connectionString));
        reader = new LogReader(reads, this.options.LogId, types);
        notices = new Notices(own, this.options.LogId, wakeup, log);
        queue = Channel.CreateBounded<Pending>(new BoundedChannelOptions(this.options.QueueLength) { SingleReader = true });
        loop = new AppendLoop(queue.Reader, Open, this.options.BatchLength, Grown, log);
    }

    /// <summary>True once the epoch of the log was raised by hand: this node writes no more until it is restarted.</summary>
    public bool Fenced => loop.Fenced;

    /// <summary>Makes the tables if they are missing and starts to write and to listen. Any number of nodes may start at once.</summary>
    /// <exception cref="InvalidOperationException">The database belongs to another engine.</exception>
    public async Task Start(CancellationToken cancellationToken = default)
    {
        if (epoch is not null) throw new InvalidOperationException("The store is already started");
        await using (var connection = await own.OpenConnectionAsync(cancellationToken))
            epoch = await Schema.Make(connection, options.LogId, cancellationToken);
        running = Task.Run(() => loop.Run(abandon.Token), CancellationToken.None);
        noticing = Task.Run(() => notices.Run(stop.Token), CancellationToken.None);
    }

    /// <inheritdoc />
    public async Task<AppendOutcome> Append(Append append, CancellationToken deadline = default)
    {
        var pending = new Pending(append, Entries.Of(append, types));
        ThrowIfNotWriting();
        if (!queue.Writer.TryWrite(pending)) await WaitForRoom(pending, deadline);
        return await Patiently(pending.Answer, deadline);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<IReadOnlyList<Recorded>>> ReadStreams(IReadOnlyList<StreamPart> parts, CancellationToken cancellationToken = default) =>
        reader.Streams(parts, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<Recorded>> ReadLog(long afterPosition, int limit, CancellationToken cancellationToken = default) =>
        reader.Log(afterPosition, limit, cancellationToken);

    /// <inheritdoc />
    public Task<long> Head(CancellationToken cancellationToken = default) => reader.Head(cancellationToken);

    /// <inheritdoc />
    public Task WaitForMore(long afterPosition, CancellationToken cancellationToken = default) => wakeup.Wait(afterPosition, cancellationToken);

    /// <inheritdoc />
    /// <remarks>The same masking asked for again gives the first answer.</remarks>
    public Task<long> Mask(
        string stream, int version, IReadOnlyList<string> fields, Guid? actor, DateTimeOffset at, CancellationToken deadline = default)
    {
        ThrowIfNotWriting();
        return Patiently(Mask(stream, version, [.. fields.Distinct()], actor, at), deadline);
    }

    /// <summary>Writes what is queued, then closes; after five seconds without a database the rest is given up as unknown.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!queue.Writer.TryComplete()) return;
        await stop.CancelAsync();
        abandon.CancelAfter(options.Deadline);
        await running;
        await noticing;
        await own.DisposeAsync();
        await reads.DisposeAsync();
        abandon.Dispose();
        stop.Dispose();
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
        Grown(position.Value);
        return warned ? throw new OutcomeUnknownException("Masked here, but the standby may not know it: ask for the same masking again") : position.Value;
    }

    async Task WaitForRoom(Pending pending, CancellationToken deadline)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(deadline);
        patience.CancelAfter(options.QueuePatience);
        try
        {
            await queue.Writer.WriteAsync(pending, patience.Token);
        }
        catch (OperationCanceledException)
        {
            throw new StoreBusyException($"{options.QueueLength} commands are waiting already; nothing was written");
        }
        catch (ChannelClosedException)
        {
            throw new StoreBusyException("The store is closing; nothing was written");
        }
    }

    // The caller stops waiting, the append does not stop: cancelling a commit could be answered with a success that is none.
    async Task<T> Patiently<T>(Task<T> answer, CancellationToken deadline)
    {
        try
        {
            return await answer.WaitAsync(options.Deadline, deadline);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            throw new OutcomeUnknownException("The log has not answered in time; repeat with the same command id", e);
        }
    }

    void ThrowIfNotWriting()
    {
        if (epoch is null) throw new InvalidOperationException("The store is not started");
        if (Fenced) throw new StoreBusyException("This node is fenced off from the log; nothing was written");
    }

    void Grown(long position)
    {
        wakeup.Signal(position);
        notices.Announce(position);
    }

    Task<AppendConnection> Open(CancellationToken cancellationToken) => AppendConnection.Open(own, options.LogId, epoch!.Value, cancellationToken);

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

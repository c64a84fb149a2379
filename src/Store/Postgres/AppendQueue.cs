using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Activation.Store.Postgres;

/// <summary>Where the commands of a node wait for its one writer, and their callers for the answers: the same for every engine in PostgreSQL.</summary>
sealed class AppendQueue : IAsyncDisposable
{
    readonly PostgresStoreOptions options;
    readonly EventTypes types;
    readonly Notices notices;
    readonly Channel<Pending> queue;
    readonly AppendLoop loop;
    readonly CancellationTokenSource abandon = new(), stop = new();
    Task running = Task.CompletedTask, noticing = Task.CompletedTask;
    volatile bool started;

    /// <param name="options">What may be tuned.</param>
    /// <param name="types">The stored names.</param>
    /// <param name="open">Opens what the node writes with; again whenever it broke.</param>
    /// <param name="source">Connections for notices between nodes.</param>
    /// <param name="logger">Told about lost connections, unknown outcomes and fencing.</param>
    public AppendQueue(
        PostgresStoreOptions options, EventTypes types, Func<CancellationToken, Task<ILogWriter>> open, NpgsqlDataSource source, ILogger logger)
    {
        (this.options, this.types) = (options, types);
        notices = new Notices(source, options.LogId, Wakeup, logger);
        queue = Channel.CreateBounded<Pending>(new BoundedChannelOptions(options.QueueLength) { SingleReader = true });
        loop = new AppendLoop(queue.Reader, open, options.BatchLength, Grown, logger);
    }

    public Wakeup Wakeup { get; } = new();

    public bool Fenced => loop.Fenced;

    public void Start()
    {
        started = true;
        running = Task.Run(() => loop.Run(abandon.Token), CancellationToken.None);
        noticing = Task.Run(() => notices.Run(stop.Token), CancellationToken.None);
    }

    public async Task<AppendOutcome> Append(Append append, CancellationToken deadline)
    {
        // What was handed in counts, whatever becomes of the caller's list.
        append = append with { Events = [.. append.Events] };
        var pending = new Pending(append, Entries.Of(append, types));
        ThrowIfNotWriting();
        if (!queue.Writer.TryWrite(pending)) await WaitForRoom(pending, deadline);
        return await Patiently(pending.Answer, deadline);
    }

    // The caller stops waiting, the append does not stop: cancelling a commit could be answered with a success that is none.
    public async Task<T> Patiently<T>(Task<T> answer, CancellationToken deadline)
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

    public void ThrowIfNotWriting()
    {
        if (!started) throw new InvalidOperationException("The store is not started");
        if (Fenced) throw new StoreBusyException("This node is fenced off from the log; nothing was written");
    }

    /// <summary>The log reaches at least this position: readers here and on other nodes are woken.</summary>
    public void Grown(long position)
    {
        if (position == 0) return;
        Wakeup.Signal(position);
        notices.Announce(position);
    }

    /// <summary>Writes what is queued, then closes; after five seconds without a database the rest is given up as unknown.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!queue.Writer.TryComplete()) return;
        await stop.CancelAsync();
        abandon.CancelAfter(options.Deadline);
        await running;
        await noticing;
        abandon.Dispose();
        stop.Dispose();
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
}

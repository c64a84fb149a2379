using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Activation.Store.Followers;

/// <summary>Keeps the tables of all projections in one PostgreSQL schema, every event folded exactly once, on any number of nodes.</summary>
/// <remarks>
/// Rows and checkpoint change in one transaction. A projection that fails, or a log that is broken, stops the following and is told in
/// <see cref="Health"/> and the log; nothing is skipped. Only lost connections and the like are tried again.
/// Times in rows keep microseconds, as PostgreSQL does; text keeps everything but NUL.
/// </remarks>
public sealed class ReadModels : IAsyncDisposable
{
    readonly IEventStore store;
    readonly NpgsqlDataSource writer;
    readonly Rebuilding rebuilding;
    readonly Comparison comparison;
    readonly Refolding refolding;
    readonly Following following;
    readonly CancellationTokenSource stopping = new();
    readonly string schema;
    readonly RowLock? rowLock;
    readonly ILogger logger;
    Task running = Task.CompletedTask;

    /// <summary>Names the tables; nothing happens before <see cref="Start"/>.</summary>
    /// <param name="connectionString">The database. The tables need not be in that of the log.</param>
    /// <param name="store">The log.</param>
    /// <param name="projections">All projections, in the order in which they fold.</param>
    /// <param name="schema">Where the tables are; <c>{schema}_next</c> is where new ones grow.</param>
    /// <param name="rowsKept">How many rows a rebuild keeps in memory, so that they need not be looked up again.</param>
    /// <param name="logger">Hears of rebuilds, retries and stops.</param>
    /// <param name="rowLock">A second lock on every table that has its column, also on those that a rebuild puts in place; null for none.</param>
    public ReadModels(
        string connectionString, IEventStore store, IReadOnlyList<IProjection> projections, string schema = "pages", int rowsKept = 200_000,
        ILogger? logger = null, RowLock? rowLock = null)
    {
        (this.store, this.schema, this.rowLock, this.logger) = (store, schema, rowLock, logger ??= NullLogger.Instance);
        writer = DataSources.ForFolding(connectionString);
        Pages = DataSources.ForPages(connectionString, schema);
        var blueprint = new Blueprint(projections, rowLock);
        rebuilding = new Rebuilding(writer, store, blueprint, schema, rowsKept, logger);
        comparison = new Comparison(writer, store, blueprint, schema, rowsKept);
        refolding = new Refolding(writer, blueprint, schema);
        following = new Following(store, new LiveFold(writer, blueprint, schema), rebuilding, blueprint, logger);
    }

    /// <summary>Connections that find the live tables by their bare names, also after a rebuild has put new ones in place.</summary>
    public NpgsqlDataSource Pages { get; }

    /// <summary>The lock that readers can put on; null before <see cref="Start"/>, and when the database does not let this account have one.</summary>
    public RowLock? Lock { get; private set; }

    /// <summary>What an administrator of the database has to run, so that this account may have the lock; null when it has it, or wants none.</summary>
    public string? LockWants { get; private set; }

    /// <summary>How far the tables are, as this node knows.</summary>
    public long Position => following.Waiters.Reached;

    /// <summary>Completes when the tables are those of this program: at once, or after the rebuild that a changed projection causes.</summary>
    public Task Ready => following.Ready;

    /// <summary>Makes the tables if there are none, and begins to follow the log in the background.</summary>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    public async Task Start(CancellationToken cancellationToken = default)
    {
        if (rowLock is not null) await Prepare(rowLock, cancellationToken);
        await following.Begin(cancellationToken);
        if (Lock is not null) await Open(Lock, cancellationToken);
        running = Task.Run(() => following.Run(stopping.Token), CancellationToken.None);
    }

    /// <summary>Waits until the tables show a position: what a page does after its own write.</summary>
    /// <returns>False when the time was over first, or the following has stopped.</returns>
    public Task<bool> WaitFor(long position, TimeSpan atMost, CancellationToken cancellationToken = default) =>
        following.Waiters.WaitFor(position, atMost, cancellationToken);

    /// <summary>Everything projected from this call on, in log order, also by other nodes. After the server lost its last moments
    /// something may be told again: what is sent on has to be a state with its position, never a difference.</summary>
    /// <remarks>The stream ends with the token or with this object. What is not read stays in memory. The first filling of the tables
    /// from a long log is not told.</remarks>
    public IAsyncEnumerable<Projected> Listen(CancellationToken cancellationToken) => following.Listeners.Listen(cancellationToken);

    /// <summary>Calls this with every projected page before anybody who waits for it is released: the place to forget what was remembered
    /// of the tables. It has to be quick; when it throws, the following stops, as it does for a projection.</summary>
    public void BeforeShown(Action<Projected> forget) => following.BeforeShown(forget);

    /// <summary>Several statements over one state of all tables: the connection's statements see nothing that comes later.</summary>
    public Task<Snapshot> ReadSnapshot(CancellationToken cancellationToken = default) => Snapshot.Open(Pages, schema, cancellationToken);

    /// <summary>How the following fares.</summary>
    public async Task<ReadModelHealth> Health(CancellationToken cancellationToken = default)
    {
        var head = await store.Head(cancellationToken);
        return new(Position, Math.Max(0, head - Position), following.StoppedWith, following.Ready.IsCompletedSuccessfully);
    }

    /// <summary>Folds the whole log into new tables beside the live ones and puts them in their place; the live ones go on serving and following.</summary>
    /// <param name="progress">Told the position after every page.</param>
    /// <param name="cancellationToken">Ends it; the live tables stay as they are.</param>
    public Task Rebuild(IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        rebuilding.Run(_ => Task.FromResult(true), progress, cancellationToken);

    /// <summary>Takes words that were blanked in one stream out of the live rows, without reading the rest of the log.</summary>
    /// <param name="before">The stream as it was before its words were blanked.</param>
    /// <param name="after">The same events as they are now.</param>
    /// <param name="cancellationToken">Ends it; the live tables stay as they are.</param>
    /// <returns>False when the rows do not bear it out and nothing was changed: then only <see cref="Rebuild"/> helps.</returns>
    public Task<bool> Refold(IReadOnlyList<Recorded> before, IReadOnlyList<Recorded> after, CancellationToken cancellationToken = default) =>
        refolding.Run(before, after, cancellationToken);

    /// <summary>Rebuilds into a schema of its own and compares with the live tables, both at the same position.</summary>
    /// <returns>The tables that differ, with the rows; empty when all are equal. Following waits during the comparison itself.</returns>
    public Task<IReadOnlyList<TableDifference>> Compare(CancellationToken cancellationToken = default) => comparison.Run(cancellationToken);

    async Task Prepare(RowLock wanted, CancellationToken cancellationToken)
    {
        await using var connection = await writer.OpenConnectionAsync(cancellationToken);
        LockWants = await wanted.Prepare(connection, cancellationToken);
        if (LockWants is null) Lock = wanted;
        else logger.LogWarning("Row-level security is off: this account may not step down to {Role}. An administrator of the database can run: {Sql}", wanted.Role, LockWants);
    }

    async Task Open(RowLock opened, CancellationToken cancellationToken)
    {
        await using var connection = await writer.OpenConnectionAsync(cancellationToken);
        await opened.Open(connection, schema, cancellationToken);
    }

    /// <summary>Stops following and closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running;
        following.Waiters.Close();
        following.Listeners.Close();
        await Pages.DisposeAsync();
        await writer.DisposeAsync();
        stopping.Dispose();
    }
}

/// <summary>A page of events that the tables show now.</summary>
/// <param name="Position">Of the last of them.</param>
/// <param name="Events">In log order.</param>
public sealed record Projected(long Position, IReadOnlyList<Recorded> Events);

/// <summary>How the read models fare.</summary>
/// <param name="Position">How far the tables are.</param>
/// <param name="Lag">How many positions the log is ahead.</param>
/// <param name="StoppedWith">Why the following stopped for good; null while it goes on.</param>
/// <param name="Ready">False while a rebuild makes the tables of this version of the program.</param>
public sealed record ReadModelHealth(long Position, long Lag, string? StoppedWith, bool Ready);

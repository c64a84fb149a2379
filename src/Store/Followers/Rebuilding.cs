using Microsoft.Extensions.Logging;
using Npgsql;

namespace Activation.Store.Followers;

/// <summary>Fills new tables beside the live ones, puts them in their place in one transaction, and drops what they replaced in the next.</summary>
sealed class Rebuilding(NpgsqlDataSource source, IEventStore store, Blueprint blueprint, string schema, int rowsKept, ILogger logger)
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    readonly string next = schema + NextSuffix;

    /// <summary>Where new tables grow, after the name of the live schema.</summary>
    public const string NextSuffix = "_next";

    /// <summary>Makes the live schema when there is none.</summary>
    public async Task<Checkpoint> Ensure(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        if (await Checkpoint.Read(connection, schema, cancellationToken) is { } there) return there;
        await using var held = await SchemaLock.Take(connection, schema, cancellationToken);
        if (await Checkpoint.Read(connection, schema, cancellationToken) is { } made) return made;
        await blueprint.Create(connection, schema, cancellationToken);
        return new(0, blueprint.Fingerprint);
    }

    /// <summary>Drops what a swap, or a comparison, that was cut off has left; waits for one that is going on.</summary>
    public async Task Tidy(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using (await SchemaLock.Take(connection, schema, cancellationToken)) await Drop(connection, next, cancellationToken);
        var compared = schema + Comparison.Suffix;
        await using (await SchemaLock.Take(connection, compared, cancellationToken)) await Drop(connection, compared, cancellationToken);
    }

    /// <summary>Rebuilds, one node at a time; whether it is needed is asked when it is this node's turn, since another one may have done it.</summary>
    public async Task Run(Func<Checkpoint, Task<bool>> needed, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        await Ensure(cancellationToken);
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var held = await SchemaLock.Take(connection, schema, cancellationToken);
        if (!await needed((await Checkpoint.Read(connection, schema, cancellationToken))!)) return;
        logger.LogInformation("Rebuilding the read models of {Schema} beside the live ones", schema);
        var build = new SideBuild(store, connection, blueprint, next, rowsKept);
        await build.Create(cancellationToken);
        await build.FoldTo(long.MaxValue, progress, cancellationToken);
        await build.Index(cancellationToken);
        var filled = blueprint.Shapes.Select(shape => Name(next, shape.Table.Name));
        await Execute(connection, $"analyze {string.Join(", ", filled.Append(Checkpoint.Table(next)))}", cancellationToken);
        // What was written while the indexes were made is not folded while readers wait.
        await build.FoldTo(long.MaxValue, progress, cancellationToken);
        while (!await TrySwap(connection, build, cancellationToken))
        {
            await Task.Delay(Pause, cancellationToken);
            await build.FoldTo(long.MaxValue, progress, cancellationToken);
        }

        // Readers that woke up with a lock on one of the replaced tables are soon done with it.
        await Task.Delay(Pause, cancellationToken);
        await Drop(connection, next, cancellationToken);
        logger.LogInformation("The read models of {Schema} were rebuilt up to {Position}", schema, build.Position);
    }

    /// <summary>All live tables are locked before anything is renamed, so that no reader sees some old and some new ones, and nobody's
    /// position goes back. Readers wait that long at most; when they hold on to a table themselves, this side gives way and tries again.</summary>
    /// <remarks>Old and new tables change places. PostgreSQL shows a commit a moment before it tells other sessions of it: who looks for a table by the
    /// old schema in that moment has to find one, to wait for its lock, to be told there and to look again. Dropped, it would not exist.</remarks>
    async Task<bool> TrySwap(NpgsqlConnection connection, SideBuild build, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            // A lock_timeout would count anew for each of the tables, while all before it are held.
            await Execute(connection, "set local statement_timeout = '250ms'", cancellationToken);
            var live = string.Join(", ", await LiveTables(connection, cancellationToken));
            await Execute(connection, $"lock table {live} in access exclusive mode", cancellationToken);
            await Execute(connection, "set local statement_timeout = 0", cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.QueryCanceled)
        {
            return false;
        }

        var old = (await Checkpoint.Read(connection, schema, cancellationToken))!;
        if (build.Position < old.Position) await build.FoldTo(old.Position, progress: null, cancellationToken);
        // Three names and not two: whatever cuts this off, what has to be dropped is called next.
        var passing = TableSql.Quoted(schema + "_passing");
        await Execute(
            connection,
            $"""
            alter schema {TableSql.Quoted(schema)} rename to {passing};
            alter schema {TableSql.Quoted(next)} rename to {TableSql.Quoted(schema)};
            alter schema {passing} rename to {TableSql.Quoted(next)}
            """,
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    static async Task Drop(NpgsqlConnection connection, string left, CancellationToken cancellationToken)
    {
        while (!await TryDrop(connection, left, cancellationToken)) await Task.Delay(Pause, cancellationToken);
    }

    /// <summary>Gives way to whoever holds one of the tables and waits for another: both would wait for ever.</summary>
    static async Task<bool> TryDrop(NpgsqlConnection connection, string left, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            await Execute(connection, $"set local lock_timeout = '50ms'; drop schema if exists {TableSql.Quoted(left)} cascade", cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return false;
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    async Task<List<string>> LiveTables(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select tablename from pg_tables where schemaname = $1 order by tablename", connection)
        {
            Parameters = { new() { Value = schema } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var names = new List<string>();
        while (await reader.ReadAsync(cancellationToken)) names.Add(Name(schema, reader.GetString(0)));
        return names;
    }

    static string Name(string schema, string table) => $"{TableSql.Quoted(schema)}.{TableSql.Quoted(table)}";

    static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

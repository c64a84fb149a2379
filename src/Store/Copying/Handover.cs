using Activation.Store.Followers;
using Activation.Store.Postgres;
using Npgsql;

namespace Activation.Store.Copying;

/// <summary>Whose log it is, before and after.</summary>
sealed class Handover(LogStore from, LogStore to, IReadOnlyList<PositionColumn> beside)
{
    const string Turn = "select pg_try_advisory_lock(hashtextextended('copy-events', 0))";

    // The server takes a moment to notice that a copy was killed.
    const int Attempts = 10;
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    const string Foreign = "select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and n.nspname !~ '^(pg_|information_schema)'";

    readonly bool inPlace = from.Address == to.Address;

    /// <summary>Keeps every other copy out of the target until it is disposed of.</summary>
    public async Task<IAsyncDisposable> TakeTurn(CancellationToken cancellationToken)
    {
        // The lock is the session's: no pool may keep it.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(to.Address) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var take = new NpgsqlCommand(Turn, connection);
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                if (await take.ExecuteScalarAsync(cancellationToken) is true) return connection;
                await Task.Delay(Pause, cancellationToken);
            }
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        throw new CopyRefusedException("Another copy into this database is under way.");
    }

    /// <summary>The mark under which the target is filled. In place every node that writes to the source now is fenced off.</summary>
    public async Task<string> Begin(CancellationToken cancellationToken)
    {
        if (inPlace && from.Engine == to.Engine) throw new CopyRefusedException("Source and target are the same log.");
        await using var source = await from.Own.OpenConnectionAsync(cancellationToken);
        var owner = await EngineMark.Read(source, cancellationToken);
        if (owner != from.Engine) throw new CopyRefusedException($"The source holds {Log(owner)}, and none of '{from.Engine}'.");
        if (!inPlace) return await OfTarget(cancellationToken);
        await Execute(source, from.Sql.Hold, cancellationToken);
        return owner;
    }

    /// <summary>Takes out what a copy in place left there that was killed: until the mark changes it is nobody's log. False when it is in another database.</summary>
    public async Task<bool> TryEmpty(CancellationToken cancellationToken)
    {
        if (!inPlace) return false;
        await using var connection = await to.Own.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await EngineMark.HoldStarts(connection, cancellationToken);
        if (await EngineMark.Read(connection, cancellationToken) != from.Engine) return false;
        await Execute(connection, to.Sql.Empty, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Gives the log over; false when the source has grown meanwhile.</summary>
    public async Task<bool> TryEnd(long sourceAt, bool renumbered, CancellationToken cancellationToken)
    {
        await using var connection = await to.Own.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // Who starts looks at the mark first and at the epoch last: between the two it would find the old mark and, by now, the epoch that is not fenced off.
        await EngineMark.HoldStarts(connection, cancellationToken);
        if (inPlace) await Execute(connection, from.Sql.Hold, cancellationToken);
        if (await from.Head(cancellationToken) != sourceAt) return false;
        if (inPlace && renumbered) await Follow(connection, cancellationToken);
        // Words that are masked from now on must not live on in a log that nobody reads.
        if (inPlace) await Execute(connection, from.Sql.Empty, cancellationToken);
        await EngineMark.Change(connection, to.Engine, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    async Task<string> OfTarget(CancellationToken cancellationToken)
    {
        await using var target = await to.Own.OpenConnectionAsync(cancellationToken);
        var (owner, mark) = (await EngineMark.Read(target, cancellationToken), EngineMark.OfCopy(to.Engine));
        await using var foreign = new NpgsqlCommand(Foreign, target);
        if (owner is null && (long)(await foreign.ExecuteScalarAsync(cancellationToken))! > 0)
            throw new CopyRefusedException("The target holds other tables. A log is copied into an empty database, or to another engine in its own.");
        return owner is null || owner == mark ? mark : throw new CopyRefusedException($"The target holds {Log(owner)} already.");
    }

    async Task Follow(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await Execute(
            connection,
            $"""
            create temp table moved on commit drop as
                select position as old, row_number() over (order by position) as new from ({from.Sql.All}) as kept ({LogSql.Columns});
            create unique index on moved (old)
            """,
            cancellationToken);
        foreach (var one in beside) await Execute(connection, IfThere(one.Table, Renumber(one)), cancellationToken);
        await Execute(connection, Checkpoint.Outdate("pages"), cancellationToken);
    }

    // Twice, since a row may only take a number that another one has given up.
    static string Renumber(PositionColumn one)
    {
        // Asked in any other way PostgreSQL may look for a number in what is none.
        var (position, kept) = one.Among is null ? (one.Column, "bigint") : ($"case when {one.Among} then {one.Column}::bigint end", "text");
        return $"""
            update {one.Table} set {one.Column} = (-coalesce((select new from moved where old <= {position} order by old desc limit 1), 0))::{kept} where {position} > 0;
            update {one.Table} set {one.Column} = (-({position}))::{kept} where {position} < 0
            """;
    }

    // What only a newer version makes is not there before that one has started.
    static string IfThere(string table, string statements) => $"do $$ begin if to_regclass('{table}') is not null then {statements}; end if; end $$";

    static string Log(string? engine) => engine is null ? "no log" : $"a log of '{engine}'";

    static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

using Npgsql;

namespace Activation.Store;

/// <summary>A database remembers which engine made its log: two engines in one database would be two truths.</summary>
public static class EngineMark
{
    // One number for every engine: they make their tables one after the other, however many nodes start at once.
    const long Starting = 0x61637469766C6F67;

    const string Unfinished = "unfinished ";

    /// <summary>Makes the mark, or checks it. Until the transaction of the connection ends no other node gets past this call.</summary>
    /// <param name="connection">Open, inside the transaction that makes the engine's tables.</param>
    /// <param name="engine">For example <c>postgres</c> or <c>marten</c>.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="WrongEngineException">The database belongs to another engine.</exception>
    public static async Task Claim(NpgsqlConnection connection, string engine, CancellationToken cancellationToken = default)
    {
        await HoldStarts(connection, cancellationToken);
        await Execute(connection, """
            create schema if not exists log;
            create table if not exists log.engine (one bool primary key default true check (one), name text not null)
            """, cancellationToken);
        await using var command = new NpgsqlCommand(
            "with made as (insert into log.engine (name) values ($1) on conflict do nothing returning name) " +
            "select name from made union all select name from log.engine limit 1", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = engine });
        var owner = (string?)await command.ExecuteScalarAsync(cancellationToken);
        if (owner != engine)
            throw new WrongEngineException(owner?.StartsWith(Unfinished, StringComparison.Ordinal) == true
                ? "A log was being copied into this database and is not whole: call copy-events again, it goes on where it stopped."
                : $"This database holds a log of the engine '{owner}'; '{engine}' must not write to it. Start with Store__Engine={owner}, or give this engine a database of its own.");
    }

    /// <summary>Until the transaction of the connection ends nobody starts on the database; who was starting has started.</summary>
    internal static async Task HoldStarts(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // However long the other one takes to make tables, or to give a log over.
        await using var hold = new NpgsqlCommand($"select pg_advisory_xact_lock({Starting})", connection) { CommandTimeout = 0 };
        await hold.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The mark of a database into which a log is being copied: no engine starts on it.</summary>
    internal static string OfCopy(string engine) => Unfinished + engine;

    /// <summary>The mark of a database; null when it has none.</summary>
    internal static async Task<string?> Read(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var there = new NpgsqlCommand("select to_regclass('log.engine') is not null", connection);
        if (await there.ExecuteScalarAsync(cancellationToken) is false) return null;
        await using var command = new NpgsqlCommand("select name from log.engine", connection);
        return (string?)await command.ExecuteScalarAsync(cancellationToken);
    }

    /// <summary>From here on the log is another engine's.</summary>
    internal static async Task Change(NpgsqlConnection connection, string engine, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("update log.engine set name = $1", connection) { Parameters = { new NpgsqlParameter<string> { TypedValue = engine } } };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>An engine was asked for that is not there, or that must not write to this database. The message is for whoever operates the hub.</summary>
public sealed class WrongEngineException(string message) : Exception(message);

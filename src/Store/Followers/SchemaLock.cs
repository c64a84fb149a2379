using Npgsql;

namespace Activation.Store.Followers;

/// <summary>One node at a time makes or replaces a schema. The lock belongs to the session: when that is lost, so is the lock.</summary>
sealed class SchemaLock : IAsyncDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    readonly NpgsqlConnection connection;
    readonly string name;

    SchemaLock(NpgsqlConnection connection, string name) => (this.connection, this.name) = (connection, name);

    public static async Task<SchemaLock> Take(NpgsqlConnection connection, string schema, CancellationToken cancellationToken)
    {
        var wanted = "read-models " + schema;
        // Tried again and again instead of waited for: a waiting statement would keep vacuum from its work as long as a rebuild lasts.
        while (!await Ask("select pg_try_advisory_lock(hashtextextended($1, 0))", connection, wanted, cancellationToken))
            await Task.Delay(Pause, cancellationToken);
        return new SchemaLock(connection, wanted);
    }

    public async ValueTask DisposeAsync()
    {
        if (connection.State != System.Data.ConnectionState.Open) return;
        try
        {
            await Ask("select pg_advisory_unlock(hashtextextended($1, 0))", connection, name, CancellationToken.None);
        }
        catch (NpgsqlException)
        {
            // A session that cannot answer has no lock any more.
        }
    }

    static async Task<bool> Ask(string sql, NpgsqlConnection connection, string name, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = name } } };
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}

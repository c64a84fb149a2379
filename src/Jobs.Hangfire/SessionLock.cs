using Npgsql;

namespace Activation.Jobs.WithHangfire;

/// <summary>One at a time over all nodes: a lock that dies with its connection, and so with its process.</summary>
/// <remarks>Hangfire's own [DisableConcurrentExecution] is a row that expires whether the job runs or not.</remarks>
sealed class SessionLock : IAsyncDisposable
{
    readonly NpgsqlConnection connection;
    readonly CancellationTokenSource lost = new(), left = new();
    readonly Task watch;

    SessionLock(NpgsqlConnection connection)
    {
        this.connection = connection;
        watch = Watch();
    }

    /// <summary>Set when the connection is gone before its time, and with it the lock: by now somebody else may have it.</summary>
    public CancellationToken Lost => lost.Token;

    /// <summary>Null when somebody else has it.</summary>
    /// <param name="connection">Open, of no pool; from here on the lock's.</param>
    /// <param name="name">Of the lock.</param>
    /// <param name="patiently">Waits for it.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static async Task<SessionLock?> Take(NpgsqlConnection connection, string name, bool patiently, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = new NpgsqlCommand($"select pg_{(patiently ? "" : "try_")}advisory_lock(hashtextextended('job:' || $1, 0))", connection) { CommandTimeout = 0 };
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
            if (await command.ExecuteScalarAsync(cancellationToken) is not false) return new SessionLock(connection);
        }
        catch
        {
            // Also when it was granted and nobody waited any more.
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }

    /// <summary>Gives it back, or to nobody when it is lost: that is no fault of what was done under it.</summary>
    public async ValueTask DisposeAsync()
    {
        await left.CancelAsync();
        await watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await connection.DisposeAsync();
        left.Dispose();
        lost.Dispose();
    }

    async Task Watch()
    {
        try
        {
            // Nobody tells anything here, and each silence of ten seconds is asked into: this ends with the connection.
            while (true) await connection.WaitAsync(left.Token);
        }
        catch (Exception) when (left.IsCancellationRequested)
        {
        }
        catch (Exception)
        {
            await lost.CancelAsync();
        }
    }
}

using Npgsql;

namespace Activation.Jobs.WithHangfire;

/// <summary>One at a time over all nodes: a lock that dies with its connection, and so with its process.</summary>
/// <remarks>Hangfire's own [DisableConcurrentExecution] is a row that expires whether the job runs or not.</remarks>
static class SessionLock
{
    public const string Wait = "pg_advisory_lock", Try = "pg_try_advisory_lock", Leave = "pg_advisory_unlock";

    /// <summary>False when it was not to be had, or was not held.</summary>
    public static async Task<bool> Ask(NpgsqlConnection connection, string how, string name, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"select {how}(hashtextextended('job:' || $1, 0))", connection) { CommandTimeout = 0 };
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        return await command.ExecuteScalarAsync(cancellationToken) is not false;
    }
}

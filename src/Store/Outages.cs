using System.Net.Sockets;
using System.Text.RegularExpressions;
using Activation.Store.Followers;
using Npgsql;

namespace Activation.Store;

/// <summary>Which failures of a database go away by themselves: those of connections, locks and full servers.</summary>
public static class Outages
{
    /// <summary>True when the same thing may succeed a little later; everything else is a fault of ours and is told, not retried.</summary>
    public static bool IsPassing(Exception failure) => failure switch
    {
        FoldException or LogBrokenException or RegexMatchTimeoutException => false,
        PostgresException answer => answer.IsTransient || Passes(answer.SqlState),
        NpgsqlException { IsTransient: true } or IOException or SocketException or TimeoutException => true,
        _ => failure.InnerException is { } inner && IsPassing(inner),
    };

    /// <summary>Reads once more when the connection turns out to be dead: a restarted database leaves a pool of them, and the first
    /// failure empties it.</summary>
    public static async Task<T> Reread<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (NpgsqlException e) when (IsPassing(e) && e is not PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } && e.InnerException is not TimeoutException)
        {
            return await read();
        }
    }

    // 08 connection, 40 rolled back by the server, 53 out of resources, 57 stopped by an operator, 55P03 lock not to be had.
    static bool Passes(string state) =>
        state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("40", StringComparison.Ordinal)
        || state.StartsWith("53", StringComparison.Ordinal) || state.StartsWith("57", StringComparison.Ordinal)
        || state == PostgresErrorCodes.LockNotAvailable;
}

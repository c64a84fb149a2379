using System.Net.Sockets;
using Npgsql;

namespace Activation.Store.Followers;

/// <summary>Which failures go away by themselves: those of connections, locks and full servers. Everything else is ours and is told, not retried.</summary>
static class Outages
{
    public static bool IsPassing(Exception failure) => failure switch
    {
        FoldException or LogBrokenException => false,
        PostgresException answer => answer.IsTransient || Passes(answer.SqlState),
        NpgsqlException { IsTransient: true } or IOException or SocketException or TimeoutException => true,
        _ => failure.InnerException is { } inner && IsPassing(inner),
    };

    // 08 connection, 40 rolled back by the server, 53 out of resources, 57 stopped by an operator, 55P03 lock not to be had.
    static bool Passes(string state) =>
        state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("40", StringComparison.Ordinal)
        || state.StartsWith("53", StringComparison.Ordinal) || state.StartsWith("57", StringComparison.Ordinal)
        || state == PostgresErrorCodes.LockNotAvailable;
}

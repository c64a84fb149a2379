using Npgsql;

namespace Activation.Store;

/// <summary>How long a statement may take is the server's to say, not Npgsql's.</summary>
/// <remarks>
/// When Npgsql's own time is up it asks the server, on a new connection and holding a thread of the pool, to end the statement. A server that stands still does
/// not answer, and as many threads wait as statements do: those who come meanwhile are not even told to come again. Whoever asks waits no longer than they
/// like; the statement is ended by the server, or with the server.
/// </remarks>
public static class ServersClock
{
    /// <summary>Settings under which the server ends what takes longer than half a minute, or than <c>statement_timeout</c> says among the options; a
    /// <c>Command Timeout</c> is not heard. That a server is gone without a word is noticed within a minute on a connection at rest; where a question is on its
    /// way, when the kernel no longer sends it again (<c>net.ipv4.tcp_retries2</c>).</summary>
    public static NpgsqlConnectionStringBuilder ByServersClock(this NpgsqlConnectionStringBuilder settings)
    {
        settings.Options = $"-c statement_timeout=30s {settings.Options}".Trim();
        settings.CommandTimeout = 0;
        // A socket of this machine has no such options, and its server cannot be gone without a word.
        if (settings.Host?.StartsWith('/') != true) (settings.TcpKeepAlive, settings.TcpKeepAliveTime, settings.TcpKeepAliveInterval) = (true, 10, 5);
        return settings;
    }
}

using System.Net.Sockets;
using Npgsql;

namespace Activation.Store.Embedded;

/// <summary>The running server of one cluster. Only a connection proves that it is well; its pid file outlives it.</summary>
sealed class Server(Cluster cluster, Binaries binaries, Action<string> progress)
{
    // A start fails for up to two seconds after a kill -9, while the orphaned backends of the old server notice and leave.
    static readonly TimeSpan FailingStarts = TimeSpan.FromSeconds(15);
    static readonly TimeSpan Recovery = TimeSpan.FromMinutes(5);

    /// <summary>Whether its main process is there (it may still be starting, recovering or stopping).</summary>
    public bool IsAlive => ServerProcess.Of(cluster.Data) is not null;

    public async Task Start(CancellationToken cancellationToken)
    {
        var since = TimeProvider.System.GetTimestamp();
        for (var said = false; !await Answers(cancellationToken); await Task.Delay(50, cancellationToken))
        {
            var waited = TimeProvider.System.GetElapsedTime(since);
            if (waited > Recovery) throw Failed("does not answer");
            if (IsAlive) continue;
            if (!said) progress($"starting the private PostgreSQL {binaries.Major}");
            said = true;
            if (!Launch() && !IsAlive && waited > (IsTransient() ? FailingStarts : TimeSpan.Zero)) throw Failed("did not start");
        }
    }

    public void Stop()
    {
        if (!IsAlive) return;
        var (code, text) = Tool.Run(binaries.Tool("pg_ctl"), ["stop", "-D", cluster.Data, "-m", "fast", "-w", "-t", "60", "-s"], cluster.Account.SteppedDownTo);
        if (code != 0 && IsAlive) throw new PostgresUnavailableException($"The private PostgreSQL in {cluster.Data} did not stop: {text}");
    }

    bool Launch()
    {
        // The process it names is dead, a zombie, or a stranger's that got the same number: PostgreSQL itself would stop at the last two.
        File.Delete(Path.Combine(cluster.Data, "postmaster.pid"));
        cluster.Socket.ForgetDeadServer();
        File.Delete(cluster.Log);
        cluster.WriteSettings();
        return Tool.RunSilently(binaries.Tool("pg_ctl"), ["start", "-D", cluster.Data, "-l", cluster.Log, "-w", "-t", "60", "-s"], cluster.Account.SteppedDownTo) == 0;
    }

    bool IsTransient() => cluster.EndOfLog().Contains("shared memory block", StringComparison.Ordinal);

    async Task<bool> Answers(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(cluster.Socket.ConnectionTo("postgres", pooling: false) + ";Timeout=5");
        try
        {
            await connection.OpenAsync(cancellationToken);
            return true;
        }
        catch (PostgresException e) when (e.SqlState.StartsWith("28", StringComparison.Ordinal))
        {
            throw new PostgresUnavailableException($"The database in {cluster.Data} is running, and was started by another account. Stop it there, or run this program as that account.", e);
        }
        catch (Exception e) when (e is NpgsqlException or SocketException or TimeoutException)
        {
            return false;
        }
    }

    PostgresUnavailableException Failed(string how)
    {
        var log = cluster.EndOfLog();
        return new($"The private PostgreSQL in {cluster.Data} {how}. Its last words in {cluster.Log}: {log} {Hints.For(log)}".TrimEnd());
    }
}

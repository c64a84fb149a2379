using Npgsql;

namespace Activation.Store.Embedded;

/// <summary>
/// A PostgreSQL of the program's own, made and kept in one folder: no TCP, a Unix socket that only this account (and root) may open,
/// data checksums and fsync on. It outlives a killed program, and the next start takes it up again.
/// </summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    readonly string folder;
    readonly IReadOnlyList<string> lookIn;
    readonly Action<string> progress;
    readonly SocketFolder socket;
    FileStream? use;
    Server? server;

    PrivatePostgres(string folder, IReadOnlyList<string>? lookIn, Action<string>? progress)
    {
        this.folder = Path.GetFullPath(folder);
        this.lookIn = lookIn ?? Binaries.UsualPlaces();
        this.progress = progress ?? (_ => { });
        socket = SocketFolder.Of(this.folder);
    }

    /// <summary>Names the folder; nothing is made or started yet.</summary>
    /// <param name="folder">Belongs to PostgreSQL alone: keep other files out of it. Made when missing.</param>
    /// <param name="lookIn">Folders that may hold initdb, pg_ctl and postgres; null looks in <c>PG_BIN</c>, the system's places, PATH and node_modules.</param>
    /// <param name="progress">Told in a few words when something takes time.</param>
    public static PrivatePostgres At(string folder, IReadOnlyList<string>? lookIn = null, Action<string>? progress = null) =>
        new(folder, lookIn, progress);

    /// <summary>Reaches database <c>hub</c> as soon as <see cref="EnsureRunning"/> has returned.</summary>
    public string ConnectionString => socket.ConnectionTo("hub");

    /// <summary>Makes, starts, recovers or takes up the server, whichever it needs. May be called again at any time, by several programs at once.</summary>
    /// <returns>The connection string of database <c>hub</c>.</returns>
    /// <exception cref="PostgresUnavailableException">It cannot be had; the message is for the operator.</exception>
    public async Task<string> EnsureRunning(CancellationToken cancellationToken = default)
    {
        if (OperatingSystem.IsWindows())
            throw new PostgresUnavailableException("A private PostgreSQL needs Linux or macOS. On Windows use WSL, or set ConnectionStrings__Hub to a server of your own.");
        try
        {
            var account = Account.ForServer();
            account.Prepare(folder);
            await using var gate = await FolderLock.Take(folder, cancellationToken);
            use ??= FolderLock.Share(folder);
            var cluster = new Cluster(folder, socket, account);
            var binaries = Binaries.For(cluster.Major, lookIn);
            account.MustReach(folder, binaries.Folder);
            server = new Server(cluster, binaries, progress);
            socket.Prepare(account);
            cluster.MakeIfMissing(binaries, progress);
            await server.Start(cancellationToken);
            await MakeDatabase(cancellationToken);
            return ConnectionString;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var hint = Hints.For(e.Message) is { Length: > 0 } known ? known : "Choose another one (--data DIR).";
            throw new PostgresUnavailableException($"The data folder {folder} cannot be used by account {Environment.UserName}: {e.Message} {hint}", e);
        }
    }

    /// <summary>Looks after the server until cancelled, then returns: should it be killed, it is started again within about two seconds.
    /// While that cannot be done (a full disk) the reason is told to <c>progress</c>, once, and it is tried on.</summary>
    public async Task KeepRunning(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (string? said = null; await Ticks(timer, cancellationToken);)
        {
            if (server is not { IsAlive: false }) continue;
            try
            {
                await EnsureRunning(cancellationToken);
            }
            catch (PostgresUnavailableException e)
            {
                if (said != e.Message) progress(said = e.Message);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>Stops the server cleanly, unless another program still uses it. Does nothing when this one never started.</summary>
    public async Task Stop()
    {
        if (use is null || server is null) return;
        await using var gate = await FolderLock.Take(folder, CancellationToken.None);
        await use.DisposeAsync();
        use = null;
        if (FolderLock.IsShared(folder)) return;
        server.Stop();
        socket.Remove();
    }

    /// <summary>The same as <see cref="Stop"/>.</summary>
    public async ValueTask DisposeAsync() => await Stop();

    static async Task<bool> Ticks(PeriodicTimer timer, CancellationToken cancellationToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    async Task MakeDatabase(CancellationToken cancellationToken)
    {
        await using var maintenance = NpgsqlDataSource.Create(socket.ConnectionTo("postgres", pooling: false));
        await using var exists = maintenance.CreateCommand("select 1 from pg_database where datname = 'hub'");
        if (await exists.ExecuteScalarAsync(cancellationToken) is not null) return;
        await using var create = maintenance.CreateCommand("create database hub");
        await create.ExecuteNonQueryAsync(cancellationToken);
    }
}

using System.Diagnostics;
using Activation.Store.Embedded;
using Npgsql;

namespace Activation.Support;

/// <summary>A PostgreSQL server for tests, in a folder of its own; it ends with the process that started it, however that one ends.</summary>
public sealed class PostgresServer
{
    const string Existing = "ACTIVATION_TEST_POSTGRES";
    static readonly Lazy<Task<PostgresServer>> TheShared = new(StartShared);
    static int databases;
    readonly string connectionString;
    readonly string folder;

    PostgresServer(string connectionString, string folder = "") => (this.connectionString, this.folder) = (connectionString, folder);

    /// <summary>The one server of this test run. It would forget the last moments at a power cut, which no ordinary test has.</summary>
    public static Task<PostgresServer> Shared => TheShared.Value;

    /// <summary>An empty database on the shared server, for one fixture.</summary>
    public static async Task<string> FreshDatabase() => await (await Shared).Fresh();

    /// <summary>A database on the shared server that is as another one there, whose connections end: they would stand in the way.</summary>
    public static async Task<string> CopyOf(string template)
    {
        var from = new NpgsqlConnectionStringBuilder(template).Database;
        await (await Shared).Run($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{from}'");
        return await (await Shared).Fresh($"template {from} strategy file_copy");
    }

    /// <summary>A server that nobody else uses and that flushes like the product's: for tests that change settings or prove durability.</summary>
    public static async Task<PostgresServer> StartOwn()
    {
        var made = Directory.CreateTempSubdirectory("pgtest-").FullName;
        EndWithThisProcess(made);
        return new PostgresServer(await PrivatePostgres.At(made).EnsureRunning(), made);
    }

    /// <summary>Ends the server in the middle of whatever it does, and starts it again: it recovers from its log.</summary>
    /// <param name="meanwhile">What happens while it is down.</param>
    public async Task CrashAndRecover(Func<Task>? meanwhile = null)
    {
        var postmaster = (await File.ReadAllLinesAsync(Path.Combine(folder, "data", "postmaster.pid")))[0];
        await Process.Start("kill", ["-QUIT", postmaster]).WaitForExitAsync();
        if (meanwhile is not null) await meanwhile();
        await PrivatePostgres.At(folder).EnsureRunning();
    }

    /// <summary>An empty database on this server.</summary>
    /// <param name="how">What else is said of it when it is made.</param>
    public async Task<string> Fresh(string how = "")
    {
        var name = $"t{Environment.ProcessId}_{Interlocked.Increment(ref databases)}";
        await Run($"create database {name} {how}");
        return new NpgsqlConnectionStringBuilder(connectionString) { Database = name, MaxPoolSize = 20, IncludeErrorDetail = true }.ConnectionString;
    }

    /// <summary>Changes a setting of the whole server while it runs.</summary>
    public async Task Set(string setting, string value)
    {
        await Run($"alter system set {setting} = '{value}'");
        await Run("select pg_reload_conf()");
    }

    static async Task<PostgresServer> StartShared()
    {
        if (Environment.GetEnvironmentVariable(Existing) is { Length: > 0 } given) return new PostgresServer(given);
        var server = await StartOwn();
        await server.Set("fsync", "off");
        await server.Set("full_page_writes", "off");
        return server;
    }

    async Task Run(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    // A shell reads its input until this process is gone, even by kill -9; then it stops the server and removes the folder.
    static void EndWithThisProcess(string servers)
    {
        const string script = """
            trap '' INT HUP TERM
            while read -r _; do :; done
            kill -INT $(head -n 1 data/postmaster.pid)
            while [ -e data/postmaster.pid ]; do sleep 0.05; done
            rm -rf "$PWD"
            """;
        var shell = new ProcessStartInfo("sh", ["-c", script]) { WorkingDirectory = servers, RedirectStandardInput = true, UseShellExecute = false };
        var watch = Process.Start(shell)!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => watch.StandardInput.Close();
    }
}

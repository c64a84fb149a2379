using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Activation.Support;

/// <summary>A PostgreSQL server for tests, in a folder of its own; it ends with the process that started it, however that one ends.</summary>
public sealed class PostgresServer
{
    const string Existing = "ACTIVATION_TEST_POSTGRES";
    static readonly Lazy<Task<PostgresServer>> TheShared = new(StartShared);
    static int databases;
    readonly string connectionString;

    PostgresServer(string connectionString) => this.connectionString = connectionString;

    /// <summary>The one server of this test run; forgets on a power cut, which no ordinary test has.</summary>
    public static Task<PostgresServer> Shared => TheShared.Value;

    /// <summary>An empty database on the shared server, for one fixture.</summary>
    public static async Task<string> FreshDatabase() => await (await Shared).Fresh();

    /// <summary>A server that nothing else uses: for tests that change settings or prove durability.</summary>
    public static Task<PostgresServer> StartOwn(params string[] settings) => Start(settings);

    /// <summary>An empty database on this server.</summary>
    public async Task<string> Fresh()
    {
        var name = $"t{Environment.ProcessId}_{Interlocked.Increment(ref databases)}";
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var create = source.CreateCommand($"create database {name}");
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(connectionString) { Database = name, Pooling = true }.ConnectionString;
    }

    static async Task<PostgresServer> StartShared() => Environment.GetEnvironmentVariable(Existing) is { Length: > 0 } given
        ? new PostgresServer(given)
        : await Start("fsync=off", "synchronous_commit=on", "full_page_writes=off");

    static async Task<PostgresServer> Start(params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("pgtest-").FullName;
        var runAs = Environment.IsPrivilegedProcess ? "postgres" : null;
        if (runAs is not null) await Process.Start("chown", [runAs, folder]).WaitForExitAsync();
        var server = Process.Start(Shell(folder, runAs, settings))!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => End(server);
        var started = new PostgresServer(new NpgsqlConnectionStringBuilder
        {
            Host = folder, Username = "test", Database = "postgres", Pooling = false, IncludeErrorDetail = true,
        }.ConnectionString);
        await started.Answers(server);
        return started;
    }

    // The shell reads its input until this process is gone, even by kill -9; then it stops the server and removes the folder.
    static ProcessStartInfo Shell(string folder, string? runAs, string[] settings)
    {
        var options = string.Join(' ', settings.Select(setting => $"-c {setting}"));
        var script = $"""
            exec >log 2>&1
            "$1"/initdb -D data -U test -A trust -E UTF8 --locale=C.UTF-8 --no-sync --no-instructions || exit 1
            "$1"/postgres -D data -k "$PWD" -c listen_addresses= -c max_connections=200 -c shared_buffers=64MB {options} </dev/null &
            while read -r _; do :; done
            kill -INT $!; wait $!; rm -rf "$PWD"
            """;
        var shell = new ProcessStartInfo("sh", ["-c", script, "sh", Binaries()]) { WorkingDirectory = folder, RedirectStandardInput = true, UseShellExecute = false };
        if (runAs is not null) shell.UserName = runAs;
        shell.Environment["LC_ALL"] = "C.UTF-8";
        return shell;
    }

    static string Binaries()
    {
        var versioned = new DirectoryInfo("/usr/lib/postgresql");
        IEnumerable<string> debian = versioned.Exists
            ? versioned.GetDirectories().OrderByDescending(version => int.TryParse(version.Name, CultureInfo.InvariantCulture, out var number) ? number : 0).Select(version => Path.Combine(version.FullName, "bin"))
            : [];
        return debian.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")))
            ?? throw new InvalidOperationException($"No PostgreSQL was found; install it, or name a server in {Existing}");
    }

    async Task Answers(Process server)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(20))
        {
            try
            {
                await using var connection = new NpgsqlConnection(connectionString);
                await connection.OpenAsync();
                return;
            }
            catch (Exception e) when (e is NpgsqlException or IOException && waited.Elapsed < TimeSpan.FromSeconds(30) && !server.HasExited)
            {
                // Not yet: initdb takes a second or two.
            }
        }
    }

    static void End(Process server)
    {
        server.StandardInput.Close();
        server.WaitForExit(TimeSpan.FromSeconds(10));
    }
}

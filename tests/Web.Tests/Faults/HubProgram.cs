using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Activation.Store.Embedded;
using Activation.Support;
using Activation.Web.Features.Demo;
using Activation.Web.Tests.Hosting;
using Npgsql;

namespace Activation.Web.Tests.Faults;

/// <summary>The hub as people run it, with its demo: the built program as a process that can be killed, with a data folder and a PostgreSQL
/// of its own.</summary>
sealed class HubProgram : IAsyncDisposable
{
    readonly string place = Directory.CreateTempSubdirectory("fault-").FullName;
    readonly int port = Ports.Free();
    readonly Process watch;
    Process? process;

    HubProgram()
    {
        // The account that the database runs as passes through.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(place, (UnixFileMode)0b111_001_001);
        watch = EndWithThisProcess();
        // No pool: what comes after a fault never gets a connection that died in it.
        Database = NpgsqlDataSource.Create(PrivatePostgres.At(Path.Combine(Data, "postgres")).ConnectionString + ";Pooling=false");
        Server = new ServerProcesses(Path.Combine(Data, "postgres", "data"));
    }

    string Data => Path.Combine(place, "hub");

    public Uri Address => new($"http://127.0.0.1:{port}");

    /// <summary>The database beside the program: what is asked here, the program does not answer.</summary>
    public NpgsqlDataSource Database { get; }

    public ServerProcesses Server { get; }

    /// <summary>Started for the first time, with the demo programme and its history.</summary>
    public static async Task<HubProgram> Sown()
    {
        var program = new HubProgram();
        await program.Start();
        return program;
    }

    /// <summary>Returns when it says that it is ready.</summary>
    public async Task Start()
    {
        var dll = Path.Combine(Repository.Root, "artifacts", "bin", "Web", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "Activation.Web.dll");
        string[] args = [dll, "serve", "--demo", "--seed", Repository.SeedData, "--data", Data, "--port", port.ToString(CultureInfo.InvariantCulture)];
        var start = new ProcessStartInfo("dotnet", args)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = place,
        };
        start.Environment.Remove("ConnectionStrings__Hub");
        process = Process.Start(start)!;
        await watch.StandardInput.WriteLineAsync(process.Id.ToString(CultureInfo.InvariantCulture));
        var ready = new TaskCompletionSource();
        var said = new StringBuilder();
        process.ErrorDataReceived += (_, line) => said.AppendLine(line.Data);
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.StartsWith("ready ", StringComparison.Ordinal) == true) ready.TrySetResult();
            if (line.Data is null) ready.TrySetException(new InvalidOperationException($"The hub ended before it was ready: {said}"));
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await ready.Task.WaitAsync(TimeSpan.FromMinutes(2));
    }

    /// <summary>In the middle of whatever it does: kill -9.</summary>
    public async Task Kill()
    {
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>Returns when it says of itself that it is well.</summary>
    public async Task Answers()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var client = new HttpClient { BaseAddress = Address };
        while ((await client.GetAsync(new Uri("/health/ready", UriKind.Relative), patience.Token)).StatusCode != HttpStatusCode.OK)
            await Task.Delay(50, patience.Token);
    }

    /// <summary>People of a role with the keys of their scripts.</summary>
    public async Task<IReadOnlyList<Someone>> People(string role)
    {
        await using var file = File.OpenRead(Path.Combine(Data, DemoTokens.FileName));
        using var roles = await JsonDocument.ParseAsync(file);
        var people = new List<Someone>();
        foreach (var one in roles.RootElement.GetProperty(Cast.Programme).GetProperty(role).EnumerateArray())
        {
            var token = one.GetProperty("token").GetString()!;
            await using var whose = Database.CreateCommand("select person from hub.token where hash = $1");
            whose.Parameters.Add(new() { Value = SHA256.HashData(Encoding.ASCII.GetBytes(token)) });
            people.Add(new Someone((Guid)(await whose.ExecuteScalarAsync())!, token));
        }

        return people;
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        watch.StandardInput.Close();
        await watch.WaitForExitAsync();
        watch.Dispose();
    }

    // A shell reads the hub's process ids until this process is gone, even by kill -9; then it stops hub and server and removes the folder.
    Process EndWithThisProcess()
    {
        const string script = """
            trap '' INT HUP TERM
            while read -r pid; do last=$pid; done
            kill -KILL $last 2>/dev/null
            server=hub/postgres/data/postmaster.pid
            if kill -CONT $(head -n 1 $server) && kill -INT $(head -n 1 $server); then
              for i in $(seq 200); do [ -e $server ] || break; sleep 0.05; done
            fi
            rm -rf "$PWD"
            """;
        return Process.Start(new ProcessStartInfo("sh", ["-c", script]) { WorkingDirectory = place, RedirectStandardInput = true, UseShellExecute = false })!;
    }
}

/// <summary>A member, and the token that their script sends.</summary>
sealed record Someone(Guid Person, string Token);

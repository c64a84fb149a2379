using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Activation.Support;

namespace Activation.Bench.Web;

/// <summary>The hub as people run it: a process of its own, with its private PostgreSQL, on a free port.</summary>
sealed class HubProcess : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    readonly Process process;

    HubProcess(Process process, Uri address, TimeSpan took) => (this.process, Address, Took) = (process, address, took);

    public Uri Address { get; }

    /// <summary>From the command to the line that says <c>ready</c>.</summary>
    public TimeSpan Took { get; }

    /// <summary>A data folder that the database's own account can reach too.</summary>
    public static string NewData()
    {
        var folder = Directory.CreateTempSubdirectory("bench-hub-").FullName;
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, (UnixFileMode)0b111_001_001);
        return Path.Combine(folder, "data");
    }

    public static Task<HubProcess> Start(string data) =>
        Start([Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Web", "release", "Activation.Web.dll")), "serve", "--demo", "--seed", Repository.SeedData, "--port", "0", "--data", data]);

    /// <summary>By the script that people type: what it looks for and builds first is waited for too.</summary>
    public static Task<HubProcess> ByScript(string data) =>
        Start(Path.Combine(Repository.Root, "infra", "run"), ["--port", FreePort().ToString(CultureInfo.InvariantCulture), "--data", data]);

    /// <summary>A program of .NET that says <c>ready ADDRESS</c> when it can be asked.</summary>
    public static Task<HubProcess> Start(string[] command) => Start("dotnet", command);

    static async Task<HubProcess> Start(string program, string[] command)
    {
        var begun = Stopwatch.GetTimestamp();
        var started = Process.Start(new ProcessStartInfo(program, command) { RedirectStandardOutput = true, UseShellExecute = false })!;
        using var patience = new CancellationTokenSource(Patience);
        while (await started.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (!line.StartsWith("ready ", StringComparison.Ordinal)) continue;
            var took = Stopwatch.GetElapsedTime(begun);
            _ = started.StandardOutput.ReadToEndAsync(CancellationToken.None);
            return new HubProcess(started, new Uri(line["ready ".Length..]), took);
        }

        throw new InvalidOperationException($"{string.Join(' ', command)} ended before it was ready");
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>What it holds in memory, in MB of 10⁶ bytes; its PostgreSQL is not counted.</summary>
    public double ResidentMegabytes()
    {
        process.Refresh();
        return process.WorkingSet64 / 1e6;
    }

    /// <summary>Time of processors that it has used; its PostgreSQL is not counted.</summary>
    public TimeSpan Used()
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }

    public async ValueTask DisposeAsync()
    {
        using (var interrupt = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)])) await interrupt.WaitForExitAsync();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}

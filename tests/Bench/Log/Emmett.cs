using System.Diagnostics;
using System.Globalization;
using Activation.Support;
using Npgsql;

namespace Activation.Bench.Log;

/// <summary>Another event store on PostgreSQL, of Node's world, in a process of its own: asked for a rate, as often as one likes.</summary>
sealed class Emmett : IDisposable
{
    static readonly string Folder = Path.Combine(Repository.Root, "tests", "Bench", "Peers");
    readonly Process process;

    Emmett(Process process) => this.process = process;

    /// <summary>Null where its packages are not to be had.</summary>
    public static Emmett? On(string database)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "@event-driven-io"))) return null;
        var settings = new NpgsqlConnectionStringBuilder(database);
        var address = $"postgresql://{settings.Username}@localhost/{settings.Database}?host={Uri.EscapeDataString(settings.Host!)}";
        return new(Process.Start(new ProcessStartInfo("node", [Path.Combine(Folder, "emmett.mjs"), address])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false,
        })!);
    }

    /// <returns>Appends a second.</returns>
    public async Task<double> Run(int callers, TimeSpan span)
    {
        await process.StandardInput.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{callers} {span.TotalSeconds}"));
        var answer = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("emmett ended before it answered; what it said is above");
        return double.Parse(answer, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}

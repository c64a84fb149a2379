using System.Diagnostics;
using System.Globalization;
using Activation.Support;
using Npgsql;

namespace Activation.Bench.Log;

/// <summary>What does a like thing on PostgreSQL in Node's world, in a process of its own: asked by a line, it answers with a figure, as often as one likes.</summary>
sealed class Peer : IDisposable
{
    static readonly string Folder = Path.Combine(Repository.Root, "tests", "Bench", "Peers");
    readonly Process process;

    Peer(Process process) => this.process = process;

    /// <param name="script">Of the folder Peers, without its ending.</param>
    /// <param name="package">What it needs from npm.</param>
    /// <param name="database">Where it makes its tables.</param>
    /// <returns>Null where the package is not to be had.</returns>
    public static Peer? On(string script, string package, string database)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", package))) return null;
        var settings = new NpgsqlConnectionStringBuilder(database);
        var address = $"postgresql://{settings.Username}@localhost/{settings.Database}?host={Uri.EscapeDataString(settings.Host!)}";
        return new(Process.Start(new ProcessStartInfo("node", [Path.Combine(Folder, $"{script}.mjs"), address])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false,
        })!);
    }

    /// <returns>What the script says that it answers.</returns>
    public async Task<double> Ask(FormattableString question)
    {
        await process.StandardInput.WriteLineAsync(question.ToString(CultureInfo.InvariantCulture));
        var answer = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The peer ended before it answered; what it said is above");
        return double.Parse(answer, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}

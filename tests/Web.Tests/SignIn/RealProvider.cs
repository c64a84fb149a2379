using System.Diagnostics;
using Activation.Support;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.SignIn;

/// <summary>The OpenID provider of npm, as a process of its own.</summary>
public sealed class RealProvider : IDisposable
{
    static readonly string Folder = Path.Combine(Repository.Root, "tests", "Web.Tests", "SignIn", "provider");

    Process? process;

    public int Port { get; } = Ports.Free();

    public string Authority => $"http://127.0.0.1:{Port}";

    /// <param name="back">Where it may send people back to, and nowhere else.</param>
    public async Task Start(Uri back)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules"))) await Run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
        process = Begin("node", "provider.mjs", $"{Port}", back.ToString());
        var said = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.That(said, Is.EqualTo("ready"), "the provider did not start");
    }

    public void Dispose()
    {
        process?.Kill(entireProcessTree: true);
        process?.Dispose();
    }

    static async Task Run(string program, params string[] args)
    {
        using var run = Begin(program, args);
        var said = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();
        Assert.That(run.ExitCode, Is.Zero, said);
    }

    static Process Begin(string program, params string[] args) =>
        Process.Start(new ProcessStartInfo(program, args) { WorkingDirectory = Folder, RedirectStandardOutput = true, UseShellExecute = false })!;
}

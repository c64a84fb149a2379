using System.Diagnostics;
using System.Globalization;

namespace Activation.Web.Tests.Faults;

/// <summary>The processes of one PostgreSQL, and what can happen to them.</summary>
sealed class ServerProcesses(string dataFolder)
{
    int Main => int.Parse(File.ReadLines(Path.Combine(dataFolder, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <summary>All of them at once. The main one is stopped first: it would make new children meanwhile.</summary>
    public async Task Kill()
    {
        var main = Main;
        await Signal("STOP", [main]);
        await Signal("KILL", [.. ChildrenOf(main), main]);
    }

    /// <summary>A connection's process alone: the main one then ends all others and recovers.</summary>
    public static Task KillOne(int pid) => Signal("KILL", [pid]);

    /// <summary>They stand still where they are: connections stay open, and nobody answers.</summary>
    public async Task WhileFrozen(Func<Task> meanwhile)
    {
        var main = Main;
        await Signal("STOP", [main]);
        var children = ChildrenOf(main);
        await Signal("STOP", children);
        try
        {
            await meanwhile();
        }
        finally
        {
            await Signal("CONT", [.. children, main]);
        }
    }

    static async Task Signal(string signal, List<int> pids)
    {
        if (pids.Count == 0) return;
        string[] args = [$"-{signal}", .. pids.Select(pid => pid.ToString(CultureInfo.InvariantCulture))];
        using var kill = Process.Start(new ProcessStartInfo("kill", args) { RedirectStandardError = true, UseShellExecute = false })!;
        // Some may be gone by themselves already.
        await kill.WaitForExitAsync();
    }

    static List<int> ChildrenOf(int parent)
    {
        var children = new List<int>();
        foreach (var folder in Directory.GetDirectories("/proc"))
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && ParentOf(folder) == parent)
                children.Add(pid);
        return children;
    }

    static int? ParentOf(string folder)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));   // pid (name) state parent …
            return int.Parse(stat[(stat.LastIndexOf(')') + 4)..].Split(' ')[0], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null;
        }
    }
}

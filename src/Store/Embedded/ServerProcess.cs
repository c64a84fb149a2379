using System.Diagnostics;
using System.Globalization;

namespace Activation.Store.Embedded;

/// <summary>The server's main process, as its pid file and the operating system know it.</summary>
static class ServerProcess
{
    /// <summary>The process id, or null when the one that the pid file names is gone, is a zombie, or is not this cluster's server.</summary>
    public static int? Of(string data)
    {
        var head = Head(Path.Combine(data, "postmaster.pid"));
        if (head is null || !int.TryParse(head[0], NumberStyles.None, CultureInfo.InvariantCulture, out var pid)) return null;
        var alive = OperatingSystem.IsLinux() ? IsServer(pid) && WorksIn(pid, head) : IsPostgres(pid);
        return alive ? pid : null;
    }

    static bool IsServer(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");   // pid (name) state …
            return stat.Contains("(postgres)", StringComparison.Ordinal) && stat[stat.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>The server works in its data folder: there it sees the same pid file. Not being allowed to look counts as yes, the careful answer.</summary>
    static bool WorksIn(int pid, string[] head)
    {
        try
        {
            return Head($"/proc/{pid}/cwd/postmaster.pid") is { } seen && seen.SequenceEqual(head);
        }
        catch (UnauthorizedAccessException)
        {
            return true;
        }
    }

    static bool IsPostgres(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return process.ProcessName == "postgres";
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Process id, data folder and start time; the lines after them change while the server runs.</summary>
    static string[]? Head(string file)
    {
        try
        {
            return File.ReadLines(file).Take(3).ToArray() is { Length: 3 } lines ? lines : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}

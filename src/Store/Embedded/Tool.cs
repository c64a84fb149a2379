using System.ComponentModel;
using System.Diagnostics;

namespace Activation.Store.Embedded;

/// <summary>Runs a small program to its end.</summary>
static class Tool
{
    /// <summary>What the program said on both of its outputs, and how it ended; 127 when there is no such program.</summary>
    public static (int Code, string Text) Run(string file, IEnumerable<string> arguments, string? account = null)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        try
        {
            using var process = Launch(start, account);
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            process.WaitForExit();
            return (process.ExitCode, (output.GetAwaiter().GetResult() + errors.GetAwaiter().GetResult()).Trim());
        }
        catch (Win32Exception e)
        {
            return (127, e.Message);
        }
    }

    /// <summary>Runs a program that leaves another one behind: that one would hold our pipes open for ever, so there are none.</summary>
    public static int RunSilently(string file, IEnumerable<string> arguments, string? account)
    {
        string[] quiet = ["-c", "exec \"$0\" \"$@\" </dev/null >/dev/null 2>&1", file];
        using var process = Launch(new ProcessStartInfo("/bin/sh", quiet.Concat(arguments)), account);
        process.WaitForExit();
        return process.ExitCode;
    }

    static Process Launch(ProcessStartInfo start, string? account)
    {
        start.WorkingDirectory = "/";
        if (account is not null) start.UserName = account;
        // PostgreSQL takes settings (PGPORT, PGDATA, PGOPTIONS) and the language of its messages from the environment.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal) || name.StartsWith("LC_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";
        var process = Process.Start(start)!;
        if (start.RedirectStandardInput) process.StandardInput.Close();
        return process;
    }
}

namespace Activation.Store.Embedded;

/// <summary>The account that the server runs as. PostgreSQL refuses to run as root, so root steps down to another.</summary>
sealed class Account
{
    Account(string? steppedDownTo) => SteppedDownTo = steppedDownTo;

    /// <summary>Null when the program is not root: then it is the program's own account.</summary>
    public string? SteppedDownTo { get; }

    public static Account ForServer() => new(Environment.IsPrivilegedProcess ? Exists("postgres") ? "postgres" : "nobody" : null);

    /// <summary>System accounts that may log in to the database as its owner.</summary>
    public IEnumerable<string> Names => new[] { Environment.UserName, SteppedDownTo }.OfType<string>().Distinct();

    /// <summary>Makes the folder; whatever had to be made on the way can be entered by the server's account, whatever the umask.</summary>
    public void Prepare(string folder)
    {
        var missing = new Stack<string>();
        for (var at = folder; at is not null && !Directory.Exists(at); at = Path.GetDirectoryName(at)) missing.Push(at);
        foreach (var path in missing)
        {
            Directory.CreateDirectory(path);
            Modes.Set(path, Modes.OthersMayPass);
        }
        if (SteppedDownTo is not null) Modes.Set(folder, Modes.OthersMayPass);
    }

    /// <summary>Gives a file, or a folder with all that is in it, to the server's account.</summary>
    public void Own(string path)
    {
        if (SteppedDownTo is null) return;
        var (code, text) = Tool.Run("chown", ["-Rh", SteppedDownTo, path]);
        if (code != 0) throw new PostgresUnavailableException($"{path} cannot be given to account {SteppedDownTo}, which the database runs as: {text}");
    }

    /// <summary>A folder that root may read can still be closed to the server's account: root's home is.</summary>
    public void MustReach(string folder, string binaries)
    {
        if (SteppedDownTo is null) return;
        if (Tool.Run("test", ["-x", folder], SteppedDownTo).Code != 0)
            throw new PostgresUnavailableException($"The database runs as account {SteppedDownTo}, never as root, and that account may not enter {Modes.Closed(folder)}. Choose a data folder outside of it (--data DIR), or open it with: chmod o+x '{Modes.Closed(folder)}'");
        if (Tool.Run("test", ["-x", Path.Combine(binaries, "postgres")], SteppedDownTo).Code != 0)
            throw new PostgresUnavailableException($"The database runs as account {SteppedDownTo}, never as root, and that account may not run {Path.Combine(binaries, "postgres")}. Install PostgreSQL for the whole machine, or open the way to it with: chmod o+x '{Modes.Closed(binaries)}'");
    }

    static bool Exists(string account) =>
        File.Exists("/etc/passwd") && File.ReadLines("/etc/passwd").Any(line => line.StartsWith(account + ":", StringComparison.Ordinal));
}

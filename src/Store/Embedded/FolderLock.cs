namespace Activation.Store.Embedded;

/// <summary>Advisory file locks: the operating system lets go of them when their holder dies, however it dies.</summary>
static class FolderLock
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>One program at a time makes, starts or stops the server.</summary>
    public static async Task<FileStream> Take(string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, "lock");
        for (var since = TimeProvider.System.GetTimestamp(); ; await Task.Delay(50, cancellationToken))
        {
            if (TryExclusive(path) is { } held) return held;
            if (TimeProvider.System.GetElapsedTime(since) > Patience)
                throw new PostgresUnavailableException($"Another program has been starting or stopping the database in {folder} for two minutes. End it, then try again.");
        }
    }

    /// <summary>Says that this program uses the server. Held as long as it does.</summary>
    public static FileStream Share(string folder)
    {
        var path = Path.Combine(folder, "users");
        if (!File.Exists(path)) File.WriteAllBytes(path, []);
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
    }

    /// <summary>Whether any program says so now.</summary>
    public static bool IsShared(string folder)
    {
        using var alone = TryExclusive(Path.Combine(folder, "users"));
        return alone is null;
    }

    static FileStream? TryExclusive(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException) && IsTaken(e))
        {
            return null;
        }
    }

    // EAGAIN is 11 on Linux and 35 on macOS; .NET puts it into HResult. Every other failure is a real one.
    static bool IsTaken(IOException e) => (e.HResult & 0xFFFF) is 11 or 35;
}

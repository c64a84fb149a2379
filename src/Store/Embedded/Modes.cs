using System.Runtime.Versioning;

namespace Activation.Store.Embedded;

/// <summary>Who may do what with a folder, in Unix terms.</summary>
static class Modes
{
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    public const UnixFileMode OthersMayPass = OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    [UnsupportedOSPlatformGuard("windows")]
    static bool IsUnix => !OperatingSystem.IsWindows();

    public static void Set(string path, UnixFileMode mode)
    {
        if (IsUnix) File.SetUnixFileMode(path, mode);
    }

    /// <summary>The outermost folder on the way to this one that other accounts may not pass, or the folder itself.</summary>
    public static string Closed(string folder)
    {
        var closed = folder;
        for (var at = folder; IsUnix && at is not null; at = Path.GetDirectoryName(at))
            if (!File.GetUnixFileMode(at).HasFlag(UnixFileMode.OtherExecute)) closed = at;
        return closed;
    }
}

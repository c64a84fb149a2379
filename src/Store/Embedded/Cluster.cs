using System.Globalization;

namespace Activation.Store.Embedded;

/// <summary>The files of the private cluster: made once and whole, settings written anew at every start.</summary>
sealed class Cluster(string folder, SocketFolder socket, Account account)
{
    public string Data { get; } = Path.Combine(folder, "data");

    public string Log { get; } = Path.Combine(folder, "postgres.log");

    public Account Account => account;

    public SocketFolder Socket => socket;

    /// <summary>The major version that made the files; null when there are none yet.</summary>
    public int? Major
    {
        get
        {
            var file = Path.Combine(Data, "PG_VERSION");
            return File.Exists(file) ? int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture) : null;
        }
    }

    /// <summary>Made beside its place and moved there when whole, so that a kill in between leaves nothing half made.</summary>
    public void MakeIfMissing(Binaries binaries, Action<string> progress)
    {
        if (Major is not null) return;
        progress($"making a private PostgreSQL {binaries.Major} in {folder}");
        var half = Path.Combine(folder, "making");
        if (Directory.Exists(half)) Directory.Delete(half, recursive: true);
        Directory.CreateDirectory(half);
        account.Own(half);
        var locale = OperatingSystem.IsMacOS() ? "en_US.UTF-8" : "C.UTF-8";
        var (code, text) = Tool.Run(binaries.Tool("initdb"),
            ["-D", half, "-U", "hub", "-k", "-E", "UTF8", "--locale=" + locale, "--auth-local=peer", "--auth-host=reject", "--no-instructions"],
            account.SteppedDownTo);
        if (code != 0) throw new PostgresUnavailableException($"A private PostgreSQL could not be made in {folder}: {LastLines(text)} {Hints.For(text)}".TrimEnd());
        File.AppendAllText(Path.Combine(half, "postgresql.conf"), "\ninclude 'hub.conf'\n");
        Directory.Move(half, Data);
    }

    /// <summary>Everything the server is told, at each start: a moved folder or a newer program needs no other care.</summary>
    public void WriteSettings()
    {
        Write("hub.conf", $"""
            listen_addresses = ''
            port = 5432
            unix_socket_directories = '{socket.Path}'
            unix_socket_permissions = 0700
            max_connections = 200
            shared_buffers = 128MB
            max_wal_size = 1GB
            wal_compression = on
            fsync = on
            full_page_writes = on
            synchronous_commit = on
            jit = off
            timezone = 'UTC'
            log_timezone = 'UTC'
            logging_collector = off
            log_checkpoints = off

            """);
        Write("pg_hba.conf", "local all hub peer map=owner\n");
        Write("pg_ident.conf", string.Concat(account.Names.Select(name => $"owner \"{name}\" hub\n")));
        account.Own(folder);
    }

    /// <summary>The end of the server's own log, for a message about why it did not start.</summary>
    public string EndOfLog() => File.Exists(Log) ? LastLines(File.ReadAllText(Log)) : "";

    void Write(string name, string text) => File.WriteAllText(Path.Combine(Data, name), text);

    static string LastLines(string text) => string.Join(" / ", text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(4));
}

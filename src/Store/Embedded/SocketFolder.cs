using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Activation.Store.Embedded;

/// <summary>Where the server's Unix socket lies. A socket's address holds 107 bytes, so a deep or oddly named data folder gets a short one elsewhere.</summary>
sealed class SocketFolder
{
    const int RoomForFolder = 85;

    SocketFolder(string path) => Path = path;

    public string Path { get; }

    public static SocketFolder Of(string folder)
    {
        var near = System.IO.Path.Combine(folder, "run");
        // A comma separates hosts in a connection string, and quotes mean something in the server's list of folders.
        if (Encoding.UTF8.GetByteCount(near) <= RoomForFolder && near.IndexOfAny([',', '"', '\'', ';']) < 0) return new(near);
        // Only root can write to /run; in the shared temporary folder Prepare refuses what is not our own.
        var place = Environment.IsPrivilegedProcess && Directory.Exists("/run") ? "/run" : "/tmp";
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..12];
        return new($"{place}/activation-{name}");
    }

    public void Prepare(Account account)
    {
        var info = Directory.CreateDirectory(Path);
        if (info.LinkTarget is not null)
            throw new PostgresUnavailableException($"{Path} is a link that this program did not make. Remove it, then start again.");
        account.Own(Path);
        Modes.Set(Path, Modes.OwnerOnly);
    }

    /// <summary>The server's own lock beside the socket, left by one that was killed, stops the next one when its number lives on as a zombie.</summary>
    public void ForgetDeadServer() => File.Delete(System.IO.Path.Combine(Path, ".s.PGSQL.5432.lock"));

    public void Remove()
    {
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }

    public string ConnectionTo(string database, bool pooling = true) => new NpgsqlConnectionStringBuilder
    {
        Host = Path,
        Port = 5432,
        Username = "hub",
        Database = database,
        Pooling = pooling,
        MaxPoolSize = 40,
    }.ConnectionString;
}

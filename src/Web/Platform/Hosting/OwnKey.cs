using System.Security.Cryptography;
using System.Text;

namespace Activation.Web.Platform.Hosting;

/// <summary>
/// A key that is not in the database: whoever reads that, or a copy of it, opens nothing that it holds. It is a file beside the data, or, where several nodes share
/// a database, the same <c>Answers__Key</c> (32 bytes, base64) for all of them.
/// </summary>
public sealed class OwnKey(HubSettings settings, IConfiguration configuration)
{
    const int Length = 32;

    readonly Lazy<byte[]> key = new(() => configuration["Answers:Key"] is { Length: > 0 } given ? Convert.FromBase64String(given) : Kept(settings.Data));

    /// <summary>Itself: what answers are sealed with.</summary>
    public byte[] Answers => key.Value;

    /// <summary>Another one, made of it: from that nobody learns this one.</summary>
    public byte[] For(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Value, Length, info: Encoding.UTF8.GetBytes(purpose));

    // Two nodes that start at once on one folder: one makes it, the other reads it.
    static byte[] Kept(string folder)
    {
        var file = Path.Combine(folder, "answers.key");
        if (!File.Exists(file))
        {
            // With a database server of one's own, nobody else has made the folder.
            Directory.CreateDirectory(folder);
            var made = $"{file}.{Guid.NewGuid():N}";
            var own = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) own.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var stream = new FileStream(made, own))
                stream.Write(RandomNumberGenerator.GetBytes(Length));
            try
            {
                File.Move(made, file, overwrite: false);
            }
            catch (IOException)
            {
                File.Delete(made);
            }
        }

        return File.ReadAllBytes(file);
    }
}

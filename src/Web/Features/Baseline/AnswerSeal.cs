using System.Security.Cryptography;
using Activation.Web.Platform.Hosting;

namespace Activation.Web.Features.Baseline;

/// <summary>
/// What an answer lies in while it waits for others. The key is not in the database: whoever reads that, or a copy of it, opens nothing. It is a file
/// beside the data, or, where several nodes share a database, the same <c>Answers__Key</c> (32 bytes, base64) for all of them.
/// </summary>
public sealed class AnswerSeal(HubSettings settings, IConfiguration configuration)
{
    const int KeyBytes = 32, NonceBytes = 12, TagBytes = 16;

    /// <summary>Every sealed answer is as long as any other: its length says nothing about the municipality.</summary>
    const int Length = 96;

    static readonly Range Nonce = ..NonceBytes, Tag = NonceBytes..(NonceBytes + TagBytes), Cipher = (NonceBytes + TagBytes)..;

    readonly Lazy<byte[]> key = new(() => configuration["Answers:Key"] is { Length: > 0 } given ? Convert.FromBase64String(given) : Kept(settings.Data));

    public byte[] Seal(string text)
    {
        var plain = new byte[Length];
        System.Text.Encoding.UTF8.GetBytes(text, plain);
        var sealedBytes = new byte[NonceBytes + TagBytes + Length];
        RandomNumberGenerator.Fill(sealedBytes.AsSpan(..NonceBytes));
        using var aes = new AesGcm(key.Value, TagBytes);
        aes.Encrypt(sealedBytes.AsSpan(Nonce), plain, sealedBytes.AsSpan(Cipher), sealedBytes.AsSpan(Tag));
        return sealedBytes;
    }

    /// <returns>Null when it was sealed with a key that is gone.</returns>
    public string? Open(byte[] sealedBytes)
    {
        var plain = new byte[Length];
        using var aes = new AesGcm(key.Value, TagBytes);
        try
        {
            aes.Decrypt(sealedBytes.AsSpan(Nonce), sealedBytes.AsSpan(Cipher), sealedBytes.AsSpan(Tag), plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return System.Text.Encoding.UTF8.GetString(plain).TrimEnd('\0');
    }

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
                stream.Write(RandomNumberGenerator.GetBytes(KeyBytes));
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

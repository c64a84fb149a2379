using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Activation.Web.Platform.Identity;

/// <summary>What links and codes are made of. Kept is only what they hash to.</summary>
public static class Secret
{
    const int Bytes = 24;

    /// <summary>What OWASP asks of PBKDF2 with SHA-512: about a tenth of a second for each guess.</summary>
    const int SlowRounds = 210_000, SlowBytes = 32;

    /// <summary>For a link: nobody guesses it.</summary>
    public static string Make() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <param name="secret">As it came from outside; nothing at all is nobody's.</param>
    public static byte[] Hash(string? secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret ?? ""));

    /// <summary>Of something short, which anybody could try out: bound to what it belongs to, so that one table of hashes does not fit them all.</summary>
    public static byte[] Hash(string secret, Guid of) => SHA256.HashData([.. of.ToByteArray(), .. Encoding.UTF8.GetBytes(secret)]);

    /// <summary>Of something short that stays good for long: whoever has stolen the table does not try them all out either.</summary>
    public static byte[] SlowHash(string secret, Guid of) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(secret), of.ToByteArray(), SlowRounds, HashAlgorithmName.SHA512, SlowBytes);
}

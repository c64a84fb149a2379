using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Activation.Web.Platform.Identity;

/// <summary>What links and codes are made of. Kept is only what they hash to.</summary>
public static class Secret
{
    const int Bytes = 24;

    /// <summary>For a link: nobody guesses it.</summary>
    public static string Make() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <param name="secret">As it came from outside; nothing at all is nobody's.</param>
    public static byte[] Hash(string? secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret ?? ""));

    /// <summary>Of something short, which anybody could try out: bound to what it belongs to, so that one table of hashes does not fit them all.</summary>
    public static byte[] Hash(string secret, Guid of) => SHA256.HashData([.. of.ToByteArray(), .. Encoding.UTF8.GetBytes(secret)]);
}

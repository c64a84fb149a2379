using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Activation.Web.Platform.Identity;

/// <summary>The codes of an authenticator app (RFC 6238): six digits, new every thirty seconds.</summary>
/// <remarks>Our own and not the framework's, because that one lets a code count twice.</remarks>
public static class Totp
{
    const int Bytes = 20, StepSeconds = 30, Modulo = 1_000_000;

    // Phones and servers disagree about the time by as much.
    const int StepsOff = 1;

    const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(Bytes);

    /// <summary>The step whose code this is, within a step of now; null when it is none of them.</summary>
    public static long? StepOf(byte[] secret, string code, DateTimeOffset now)
    {
        var current = now.ToUnixTimeSeconds() / StepSeconds;
        long? found = null;
        // Every step is looked at, so that the time taken tells nothing.
        for (var step = current - StepsOff; step <= current + StepsOff; step++)
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(CodeAt(secret, step)), Encoding.UTF8.GetBytes(code))) found = step;
        return found;
    }

    public static string CodeAt(byte[] secret, DateTimeOffset at) => CodeAt(secret, at.ToUnixTimeSeconds() / StepSeconds);

    /// <summary>How apps want it typed.</summary>
    public static string Base32(byte[] secret)
    {
        var text = new StringBuilder();
        for (var bit = 0; bit < secret.Length * 8; bit += 5)
        {
            var value = 0;
            for (var i = bit; i < bit + 5; i++) value = value << 1 | (i / 8 < secret.Length ? secret[i / 8] >> (7 - i % 8) & 1 : 0);
            text.Append(Alphabet[value]);
        }

        return text.ToString();
    }

    /// <summary>What the QR code says to the app.</summary>
    public static string Address(byte[] secret, string issuer, string account) => string.Create(
        CultureInfo.InvariantCulture,
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(account)}?secret={Base32(secret)}&issuer={Uri.EscapeDataString(issuer)}");

    // RFC 4226 asks for SHA-1; as a keyed hash of a counter it is not broken.
#pragma warning disable CA5350
    static string CodeAt(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        var hash = HMACSHA1.HashData(secret, counter);
        var offset = hash[^1] & 0xf;
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(offset)) & 0x7fffffff;
        return (number % Modulo).ToString("D6", CultureInfo.InvariantCulture);
    }
#pragma warning restore CA5350
}

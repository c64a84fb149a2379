using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Activation.Web.Features.Walks;

/// <summary>Numbers in a link that nobody but us can make: signed and hidden, and kept nowhere, so that every letter can carry it.</summary>
sealed class SealedNumbers(IDataProtectionProvider protection, string purpose, int count)
{
    const int Bytes = 16;
    const int Longest = 400;

    readonly IDataProtector seal = protection.CreateProtector(purpose);

    public string Write(params Guid[] numbers) => Base64Url.EncodeToString(seal.Protect([.. numbers.SelectMany(number => number.ToByteArray())]));

    /// <summary>Null when it is none of ours.</summary>
    public Guid[]? Read(string? secret)
    {
        if (secret is null or { Length: > Longest } || !Base64Url.IsValid(secret)) return null;
        try
        {
            var content = seal.Unprotect(Base64Url.DecodeFromChars(secret));
            return content.Length == count * Bytes ? [.. content.Chunk(Bytes).Select(number => new Guid(number))] : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

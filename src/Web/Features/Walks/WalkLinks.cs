using System.Buffers.Text;
using System.Security.Cryptography;
using Activation.Web.Platform.Hosting;
using Microsoft.AspNetCore.DataProtection;

namespace Activation.Web.Features.Walks;

/// <summary>
/// Where letters about walks lead. The link by which somebody comes is kept as a hash and used once; the one by which they stay at home is signed and not
/// kept, so that each letter can carry it and all of them work: it ends when they are forgotten.
/// </summary>
public sealed class WalkLinks(IDataProtectionProvider protection, OwnAddress address)
{
    const int Bytes = 16;
    const int Longest = 400;

    readonly IDataProtector seal = protection.CreateProtector("walk-off");

    /// <summary>For posters, cameras and whoever wants to pass it on.</summary>
    public Uri Walk(Guid walk) => address.Of($"/walk/{walk}");

    public Uri Come(string secret) => address.Of($"/walk/come/{secret}");

    public Uri Off(Guid guest) => address.Of($"/walk/off/{Base64Url.EncodeToString(seal.Protect(guest.ToByteArray()))}");

    /// <summary>Null when it is none of ours.</summary>
    public Guid? Read(string? secret)
    {
        if (secret is null or { Length: > Longest } || !Base64Url.IsValid(secret)) return null;
        try
        {
            var content = seal.Unprotect(Base64Url.DecodeFromChars(secret));
            return content.Length == Bytes ? new Guid(content) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

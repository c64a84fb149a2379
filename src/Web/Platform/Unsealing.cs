using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Activation.Web.Platform;

/// <summary>Opens what may have been sealed with a key that is there no longer.</summary>
static class Unsealing
{
    /// <returns>Null when no key of ours opens it: it is nobody's any more.</returns>
    public static byte[]? Opened(this IDataProtector seal, byte[] content)
    {
        try
        {
            return seal.Unprotect(content);
        }
        // Trouble while the keys are read passes, and comes wrapped; that none of them fits is said by itself.
        catch (CryptographicException e) when (e.InnerException is null)
        {
            return null;
        }
    }

    /// <summary>The same for a text.</summary>
    public static string? Opened(this IDataProtector seal, string content) =>
        seal.Opened(WebEncoders.Base64UrlDecode(content)) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;
}

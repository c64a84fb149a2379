using System.Security.Cryptography;

namespace Activation.Web.Platform.Pages;

/// <summary>An id that follows from others: the same form sent twice names the same thing, and nobody can aim it at somebody else's.</summary>
public static class DerivedId
{
    public static Guid From(params ReadOnlySpan<Guid> parts)
    {
        Span<byte> bytes = stackalloc byte[parts.Length * 16];
        for (var i = 0; i < parts.Length; i++) parts[i].TryWriteBytes(bytes[(i * 16)..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return new Guid(hash[..16]);
    }
}

using System.Security.Cryptography;
using System.Text;

namespace Activation.Web.Platform.Pages;

/// <summary>An id that follows from others: the same form sent twice names the same thing, and nobody can aim it at somebody else's.</summary>
public static class DerivedId
{
    public static Guid From(params ReadOnlySpan<Guid> parts) => From("", parts);

    public static Guid From(string text, params ReadOnlySpan<Guid> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[16];
        foreach (var part in parts)
        {
            part.TryWriteBytes(bytes);
            hash.AppendData(bytes);
        }

        hash.AppendData(Encoding.UTF8.GetBytes(text));
        return new Guid(hash.GetHashAndReset().AsSpan(0, 16));
    }
}

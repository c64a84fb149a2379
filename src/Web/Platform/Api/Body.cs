using System.Text;
using System.Text.Json;

namespace Activation.Web.Platform.Api;

/// <summary>What a program sent, read once and looked through before anybody believes it.</summary>
static class Body
{
    public const int MostBytes = 256 * 1024;

    static readonly JsonDocumentOptions Strict = new() { MaxDepth = ApiJson.Depth, AllowDuplicateProperties = false };

    /// <returns>The bytes, which the request's body holds again; null when there are too many.</returns>
    public static async Task<byte[]?> Read(HttpRequest request)
    {
        if (request.ContentLength > MostBytes) return null;
        using var kept = new MemoryStream();
        var part = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(part, request.HttpContext.RequestAborted)) > 0;)
        {
            if (kept.Length + read > MostBytes) return null;
            kept.Write(part, 0, read);
        }

        var bytes = kept.ToArray();
        request.Body = new MemoryStream(bytes, writable: false);
        return bytes;
    }

    /// <summary>JSON in UTF-8: what says nothing about its letters is taken for that.</summary>
    public static bool IsJson(HttpRequest request) =>
        request.HasJsonContentType() && request.GetTypedHeaders().ContentType is { } type
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    /// <summary>The problem with it; null when it can be read. A byte order mark, a name twice, a NUL, or a well of brackets cannot.</summary>
    public static string? Fault(byte[] body)
    {
        if (body.AsSpan().StartsWith(Encoding.UTF8.Preamble)) return "api.not-understood";
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            return HoldsNul(document.RootElement) ? "api.nul" : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return "api.not-understood";
        }
    }

    // Reading a string throws when it holds half a character.
    static bool HoldsNul(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!.Contains('\0', StringComparison.Ordinal),
        JsonValueKind.Array => element.EnumerateArray().Any(HoldsNul),
        JsonValueKind.Object => element.EnumerateObject().Any(property => property.Name.Contains('\0', StringComparison.Ordinal) || HoldsNul(property.Value)),
        _ => false,
    };
}

using System.Security.Cryptography;
using System.Text.Json;

namespace Activation.Web.Platform.Api;

/// <summary>An answer with its tag: who has it already gets 304 and no body.</summary>
static class Tagged
{
    /// <summary>Tagged by what it says. Not by a position of the log: positions begin anew where a log has moved.</summary>
    public static IResult Json<T>(HttpContext http, T value)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(value, ApiJson.Options);
        return Known(http, $"\"{Convert.ToHexString(SHA256.HashData(body).AsSpan(0, 16))}\"") ? NotModified : Results.Bytes(body, "application/json; charset=utf-8");
    }

    static IResult NotModified { get; } = Results.StatusCode(StatusCodes.Status304NotModified);

    static bool Known(HttpContext http, string tag)
    {
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "private, no-cache";
        http.Response.Headers.Vary = "Authorization, Cookie, Accept-Language";
        return http.Request.GetTypedHeaders().IfNoneMatch.Any(had => had.Tag == tag || had.Tag == "*");
    }
}

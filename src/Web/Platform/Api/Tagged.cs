using System.Security.Cryptography;
using System.Text.Json;
using Activation.Store.Followers;

namespace Activation.Web.Platform.Api;

/// <summary>An answer with its tag: who has it already gets 304 and no body.</summary>
static class Tagged
{
    // A new version of the program may say the same thing differently.
    static readonly string Build = typeof(Tagged).Module.ModuleVersionId.ToString("N")[..8];

    /// <summary>Tagged by what it says: for what changes with the clock or with who asks.</summary>
    public static IResult Json<T>(HttpContext http, T value)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(value, ApiJson.Options);
        return Known(http, $"\"{Convert.ToHexString(SHA256.HashData(body).AsSpan(0, 16))}\"") ? NotModified : Results.Bytes(body, "application/json; charset=utf-8");
    }

    /// <summary>Tagged by the position of the log: for what only events change, and is the same for everyone. Nothing is read for who has it already.</summary>
    public static async Task<IResult> AtPosition<T>(HttpContext http, ReadModels readModels, Func<Task<T>> read)
    {
        // The position is read first: the answer may be newer than its tag, never older.
        if (Known(http, $"\"{readModels.Position}-{Build}\"")) return NotModified;
        return Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(await read(), ApiJson.Options), "application/json; charset=utf-8");
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

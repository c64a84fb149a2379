using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Activation.Store.Followers;
using Activation.Web.Features.Board;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;

namespace Activation.Web.Features.Journey;

/// <summary>The whole tape for the player, in one answer that a browser keeps until something has happened.</summary>
public static class ReelFile
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static void MapReel(this WebApplication app) => app.MapGet("/p/{programme}/journey.json", Read);

    [Needs(Permission.Look)]
    static async Task<IResult> Read(
        string programme, HttpContext http, ProgrammeDirectory programmes, Tape tape, ReadModels readModels, BoardWords words, Texts texts)
    {
        if (await programmes.Find(programme) is not { } here) return Results.NotFound();
        var position = readModels.Position;
        var steps = await tape.Of(here, here.Today(DateTimeOffset.UtcNow));
        var body = JsonSerializer.SerializeToUtf8Bytes(TapeReel.Of(here, steps, position, words, texts), Json);
        var tag = $"\"{Convert.ToHexString(SHA256.HashData(body).AsSpan(0, 16))}\"";
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "private, no-cache";
        http.Response.Headers.Vary = "Accept-Encoding, Accept-Language, Cookie";
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(had => had.Tag == tag)) return Results.StatusCode(StatusCodes.Status304NotModified);
        if (!http.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase)) return Results.Bytes(body, "application/json");
        http.Response.Headers.ContentEncoding = "gzip";
        return Results.Bytes(Packed(body), "application/json");
    }

    // Nothing in it is anybody's secret, so that its length gives nothing away.
    static byte[] Packed(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal)) gzip.Write(body);
        return packed.ToArray();
    }
}

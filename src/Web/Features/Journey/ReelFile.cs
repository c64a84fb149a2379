using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Api;

namespace Activation.Web.Features.Journey;

/// <summary>The whole tape for the player, in one answer that a browser keeps until something has happened.</summary>
public static class ReelFile
{
    public static void MapReel(this WebApplication app) => app.MapGet("/p/{programme}/journey.json", Read);

    [Needs(Permission.Look)]
    static async Task<IResult> Read(string programme, HttpContext http, ProgrammeDirectory programmes, Reels reels, string? asOf = null, long at = -1)
    {
        if (await programmes.Find(programme) is not { } here) return Results.NotFound();
        var today = here.Today(DateTimeOffset.UtcNow);
        var asked = DateAsked.Read(asOf, Tape.Days(here, today)[0], today);
        if (asked.Problem is { } problem) return Problem.Bad(problem, asked.Argument);
        var reel = await reels.Of(here, today, asked.IsPast ? asked.Day : null, at);
        http.Response.Headers.ETag = reel.Tag;
        http.Response.Headers.CacheControl = "private, no-cache";
        http.Response.Headers.Vary = "Accept-Encoding, Accept-Language, Cookie";
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(had => had.Tag == reel.Tag)) return Results.StatusCode(StatusCodes.Status304NotModified);
        if (!http.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase)) return Results.Bytes(reel.Body, "application/json");
        http.Response.Headers.ContentEncoding = "gzip";
        return Results.Bytes(reel.Packed, "application/json");
    }
}

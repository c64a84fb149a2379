using Activation.Web.Features.Courses;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Api;
using Activation.Web.Platform.Hosting;
using Microsoft.AspNetCore.WebUtilities;

namespace Activation.Web.Features.Stories;

/// <summary>What oEmbed tells about a story (oembed.com, version 1.0, type rich). Where pictures cannot be drawn, or are wider or higher than was asked for, there is none.</summary>
sealed record OEmbedShape(
    string Version, string Type, string Title, string AuthorName, string ProviderName, string ProviderUrl, int CacheAge, string Html, int Width, int Height,
    string? ThumbnailUrl, int? ThumbnailWidth, int? ThumbnailHeight);

/// <summary>A story on the pages of others: an iframe with a content policy of its own, which may be framed by anybody and does nothing.</summary>
static class StoryCard
{
    public const int Width = 400;
    public const int Height = 420;

    /// <summary>Framed by anybody; no script, no form, nothing from elsewhere.</summary>
    public const string ContentPolicy = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *";

    [Needs(Permission.Look)]
    public static async Task<IResult> OEmbed(
        string programme, string? url, string? format, int? maxwidth, int? maxheight, Caller caller, StoryShelf shelf, WorkShelf works, SharePictures shares, OwnAddress address)
    {
        if (format is not (null or "json")) return Results.StatusCode(StatusCodes.Status501NotImplemented);
        var here = await caller.Here();
        var path = address.Of($"/p/{here.Slug}/stories/").AbsoluteUri;
        if (url is null || maxwidth < 1 || maxheight < 1) return Results.BadRequest();
        if (!url.StartsWith(path, StringComparison.Ordinal)) return Results.NotFound();
        var (slug, query) = url[path.Length..].Split('#')[0].Split('?', 2) is [var before, var after] ? (before, after) : (url[path.Length..].Split('#')[0], "");
        if (await shelf.Shown(here.Id, Uri.UnescapeDataString(slug)) is not { } story || await works.CreditOf(here.Id, story.Story) is { StaysHere: true }) return Results.NotFound();
        // In the language that the address was shared in, for readers who ask for none.
        var shared = QueryHelpers.ParseQuery(query).GetValueOrDefault("language").ToString();
        var tail = story.Texts.ContainsKey(shared) ? $"?language={shared}" : "";
        var text = story.In(tail.Length > 0 ? shared : Platform.Look.Languages.Current).Text;
        var encoder = System.Text.Encodings.Web.HtmlEncoder.Default;
        var (width, height) = (Math.Min(Width, maxwidth ?? Width), Math.Min(Height, maxheight ?? Height));
        var thumbnail = shares.IsOpen && SharePictures.Width <= (maxwidth ?? int.MaxValue) && SharePictures.Height <= (maxheight ?? int.MaxValue);
        var html = $"""<iframe src="{path}{story.Slug}/card{tail}" width="{width}" height="{height}" title="{encoder.Encode(text.Title)}" loading="lazy"></iframe>""";
        caller.Http.Response.Headers.CacheControl = here.Card.Public ? "public, no-cache" : "private, no-cache";
        return Results.Json(
            new OEmbedShape(
                "1.0", "rich", text.Title, here.NameOf(story.Municipality), here.Card.Name, address.Of($"/p/{here.Slug}").AbsoluteUri, 0, html, width, height,
                thumbnail ? $"{path}{story.Slug}/share.jpg{tail}" : null, thumbnail ? SharePictures.Width : null, thumbnail ? SharePictures.Height : null),
            SnakeCase);
    }

    static readonly System.Text.Json.JsonSerializerOptions SnakeCase = new()
    {
        PropertyNamingPolicy = System.Text.Json.JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };
}

using Activation.Domain.Members;
using Activation.Domain.Stories;
using Activation.Web.Features.Courses;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Api;
using Activation.Web.Platform.Hosting;
using Activation.Web.Platform.Pictures;

namespace Activation.Web.Features.Stories;

/// <summary>What a story consists of beside its page: pictures, the picture that is shown where it is shared, its card, the feed. What is not shown has no address.</summary>
static class StoryFiles
{
    public static void MapStoryFiles(this WebApplication app)
    {
        var here = app.MapGroup("/p/{programme}");
        here.MapGet("/pictures/{picture:guid}/{width:int}", Picture).ExcludeFromDescription();
        here.MapGet("/stories/{slug}/share.jpg", Share).ExcludeFromDescription();
        here.MapGet("/stories.atom", Feed).ExcludeFromDescription();
        here.MapGet("/oembed", StoryCard.OEmbed).ExcludeFromDescription();
        app.MapGet("/consent/story/{secret}/pictures/{picture:guid}", AskedPicture).ExcludeFromDescription().AllowAnonymous();
    }

    /// <summary>To everybody while its story is shown, to those who see the activity that it is of, and to those who work on it.</summary>
    [Needs(Permission.Look)]
    static async Task<IResult> Picture(string programme, Guid picture, int width, Caller caller, PictureStore pictures)
    {
        var here = await caller.Here();
        var shown = await pictures.IsShown(here.Id, picture);
        if (!shown && !await IsFor(await caller.Me(), here.Id, picture, pictures)) return Results.NotFound();
        return await pictures.Find(here.Id, picture, width) is { } bytes ? Fresh(caller.Http, bytes, "image/webp", $"{picture:N}-{width}", shown && here.Card.Public && !await pictures.StaysHere(here.Id, picture)) : Results.NotFound();
    }

    static async Task<bool> IsFor(Actor? reader, Guid programme, Guid picture, PictureStore pictures) =>
        await pictures.IsOfDeed(programme, picture, reader is not null) || (reader is { Tells: true } && await pictures.IsWorkedWith(programme, picture));

    [Needs(Permission.Look)]
    static async Task<IResult> Share(string programme, string slug, string? language, Caller caller, StoryShelf shelf, WorkShelf works, SharePictures shares)
    {
        var here = await caller.Here();
        if (await shelf.Shown(here.Id, slug) is not { } story || await works.CreditOf(here.Id, story.Story) is { StaysHere: true }) return Results.NotFound();
        var asked = Platform.Look.Languages.Ours(language);
        if (await shares.Of(here, story, asked, caller.Http.RequestAborted) is { } bytes)
            return Fresh(caller.Http, bytes, "image/jpeg", shares.MarkOf(here, story, asked), here.Card.Public);
        if (!shares.IsBusy) return Results.NotFound();
        caller.Http.Response.Headers.RetryAfter = "5";
        return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }

    [Needs(Permission.Look)]
    static async Task<IResult> Feed(string programme, Caller caller, StoryShelf shelf, StoryFeed feed)
    {
        var here = await caller.Here();
        var stories = await shelf.Find(here.Id, new StoryCut(), 0, StoryFeed.Entries);
        var bytes = feed.Of(here, stories);
        return Fresh(caller.Http, bytes, "application/atom+xml; charset=utf-8", Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(bytes)), here.Card.Public);
    }

    /// <summary>For whoever is asked whether they may be shown in it: they see what they say yes to.</summary>
    static async Task<IResult> AskedPicture(string secret, Guid picture, HttpContext http, NamedPeople named, Platform.Views views, PictureStore pictures)
    {
        if (await named.Find(secret) is not { } ask) return Results.NotFound();
        Platform.Reach.Into(ask.Programme);
        if (await views.One<StoryRow>("select * from story where story = @Story", new { ask.Story }) is not { } row) return Results.NotFound();
        if (!row.State.People.ContainsKey(ask.Person) || row.State.Picture(picture) is not { } asked) return Results.NotFound();
        http.Response.KeepNowhere();
        return await pictures.Find(ask.Programme, picture, Math.Min(PictureSizes.Readable, asked.Width)) is { } bytes ? Results.Bytes(bytes, "image/webp") : Results.NotFound();
    }

    /// <summary>Kept by browsers and by what stands between, and asked for anew each time whether it is still there: what was taken down is gone everywhere at once.</summary>
    static IResult Fresh(HttpContext http, byte[] bytes, string type, string tag, bool open)
    {
        http.Response.Headers.CacheControl = open ? "public, no-cache" : "private, no-cache";
        // Pages of others may show what anybody may see.
        if (open) http.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        return Results.Bytes(bytes, type, entityTag: new Microsoft.Net.Http.Headers.EntityTagHeaderValue($"\"{tag}\""));
    }
}

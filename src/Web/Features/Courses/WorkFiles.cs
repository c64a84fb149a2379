using Activation.Web.Features.Stories;
using Activation.Web.Features.Walks;
using Activation.Web.Platform.Hosting;
using Activation.Web.Platform;
using Activation.Web.Platform.Pictures;

namespace Activation.Web.Features.Courses;

/// <summary>The picture of a work, for whoever handed it in.</summary>
static class WorkFiles
{
    public static void MapWorkFiles(this WebApplication app) => app.MapGet("/work/{secret}/picture", Picture).ExcludeFromDescription().AllowAnonymous();

    static async Task<IResult> Picture(string secret, HttpContext http, WalkLinks links, WalkList walks, WorkShelf works, PictureStore pictures)
    {
        if (links.ReadWork(secret) is not var (course, seat) || await walks.Find(course) is not { } listed) return Results.NotFound();
        Reach.Into(listed.Card.Programme);
        if (await works.Of(listed.Card.Programme, WorkShelf.IdOf(course, seat)) is not { Kept: { Picture: { } picture } kept }) return Results.NotFound();
        http.Response.KeepNowhere();
        return await pictures.Find(kept.Programme, picture, Math.Min(PictureSizes.Readable, kept.Width)) is { } bytes ? Results.Bytes(bytes, "image/webp") : Results.NotFound();
    }
}

using System.Globalization;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Hosting;
using Activation.Web.Platform.Live;
using Microsoft.AspNetCore.Localization;

namespace Activation.Web.Features.Board;

/// <summary>The boards for screens whose connection does not hold: the same state behind the same permissions, asked for.</summary>
public static class LivePoll
{
    public static void MapLivePoll(this WebApplication app)
    {
        app.MapGet("/p/{programme}/live/{kind}", Programme);
        app.MapGet("/p/{programme}/live/{kind}/{number:int}", Initiative);
    }

    [Needs(Permission.Look)]
    static Task<IResult> Programme(string programme, string kind, HttpContext http, Boards boards, long after = -1) =>
        Answer($"{programme}/{kind}", http, boards, after);

    [Needs(Permission.Look)]
    static Task<IResult> Initiative(string programme, string kind, int number, HttpContext http, Boards boards, long after = -1) =>
        Answer(string.Create(CultureInfo.InvariantCulture, $"{programme}/{kind}/{number}"), http, boards, after);

    static async Task<IResult> Answer(string board, HttpContext http, Boards boards, long after)
    {
        if (await boards.Open(board, Visit.PersonOf(http.User)) is not { } open) return Results.NotFound();
        http.Response.KeepNowhere();
        var language = http.Features.Get<IRequestCultureFeature>()?.RequestCulture.UICulture ?? CultureInfo.CurrentUICulture;
        var frame = await boards.Draw(open, language);
        return frame.Position != after ? Results.Json(frame) : Results.NoContent();
    }
}

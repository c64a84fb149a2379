using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Api;

namespace Activation.Web.Features.Comments;

/// <summary>Whom somebody may mean who is typing a name after an @: for the page's own script.</summary>
static class PeopleLike
{
    const int LongestName = 60;

    public static void MapPeopleLike(this IEndpointRouteBuilder app) => app.MapGet("/p/{programme}/comments/people", Like).ExcludeFromDescription();

    [Needs(Permission.Join)]
    static async Task<IResult> Like(string programme, Caller caller, Mentions mentions, string? q)
    {
        var (here, me) = (await caller.Here(), (await caller.Me())!);
        if (string.IsNullOrWhiteSpace(q) || q.Length > LongestName || Domain.Text.IsForbidden(q)) return Results.Json(Array.Empty<object>());
        return Results.Json((await mentions.Like(here.Id, q.Trim(), me.Member)).Select(one => new { one.Member, one.Name, Home = here.NameOf(one.Municipality) }), ApiJson.Options);
    }
}

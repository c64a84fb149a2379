using Activation.Web.Platform.Access;
using Activation.Web.Platform.Api;

namespace Activation.Web.Features.Api;

/// <summary>Good examples. Nobody can write one yet, so that there are none.</summary>
static class StoriesApi
{
    public static void MapStories(this IEndpointRouteBuilder here) =>
        here.MapGet("/stories", List).WithSummary("The public good examples").Produces<PageOf<object>>();

    [Needs(Permission.Look)]
    static IResult List(string programme, Caller caller) => Tagged.Json(caller.Http, new PageOf<object>([]));
}

using Activation.Web.Platform.Access;

namespace Activation.Web.Platform.Live;

/// <summary>
/// A browser opens a socket to anybody and sends our cookie along, whichever page asks: the page's origin has to be our own. Programs send no
/// origin; what they bring is their token, and a cookie that comes without either comes from nowhere that we know.
/// </summary>
static class OwnPagesOnly
{
    public const string Path = "/live";

    public static void UseOwnPagesOnly(this WebApplication app) => app.UseWhen(
        context => context.Request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase),
        live => live.Use((context, next) =>
        {
            if (Refusal(context) is not { } status) return next(context);
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        }));

    static int? Refusal(HttpContext context)
    {
        var request = context.Request;
        if (!IsFromHere(request)) return StatusCodes.Status403Forbidden;
        // Who shows a key means to be let in by it: a key that is none is told so, also where visitors may look.
        return TokenDoor.IsAskedFor(request) && context.User.Identity?.IsAuthenticated != true ? StatusCodes.Status401Unauthorized : null;
    }

    static bool IsFromHere(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0) return string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
        // A page of ours that asks by GET sends no origin, but a socket of a page always has one.
        return !OpensSocket(request) || TokenDoor.IsAskedFor(request) || request.Cookies.Count == 0;
    }

    static bool OpensSocket(HttpRequest request) =>
        HttpMethods.IsConnect(request.Method) || string.Equals(request.Headers.Upgrade, "websocket", StringComparison.OrdinalIgnoreCase);
}

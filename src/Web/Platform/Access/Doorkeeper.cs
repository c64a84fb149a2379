using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Activation.Web.Platform.Access;

/// <summary>
/// Says no: a stranger is asked to sign in, whether there is such a programme or not, so that nobody learns by its name that there is one; who is signed in, and no
/// member of it, finds neither.
/// </summary>
public sealed class Doorkeeper(SecurityLog log) : IAuthorizationMiddlewareResultHandler
{
    readonly AuthorizationMiddlewareResultHandler usual = new();

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        var visit = context.RequestServices.GetRequiredService<Visit>();
        // The framework tells a program by itself that a method or medium is not taken here: nothing of ours is behind that.
        if (ForPrograms.Asks(context.Request) && context.GetEndpoint() is not null and not RouteEndpoint) await next(context);
        else if (!authorizeResult.Succeeded && IsNowhere(context)) context.Response.StatusCode = StatusCodes.Status404NotFound;
        else if (!authorizeResult.Succeeded && (IsUnseen(context) || await NotTheirs(context, visit)))
        {
            log.Note(context, SecurityKinds.NotTheirs);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else
        {
            if (authorizeResult.Forbidden) log.Note(context, SecurityKinds.Refused);
            await usual.HandleAsync(next, context, policy, authorizeResult);
        }
    }

    /// <summary>No address of ours: nothing there to sign in for.</summary>
    static bool IsNowhere(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>() is null;

    static bool IsUnseen(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<Unseen>() is not null;

    static async Task<bool> NotTheirs(HttpContext context, Visit visit)
    {
        if (context.GetRouteValue("programme") is null || visit.Person is null) return false;
        return await visit.Actor() is null;
    }
}

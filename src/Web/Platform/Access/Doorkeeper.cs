using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Activation.Web.Platform.Access;

/// <summary>Says no: a programme that does not exist, or is not the visitor's, is not found; a stranger is asked to sign in.</summary>
public sealed class Doorkeeper : IAuthorizationMiddlewareResultHandler
{
    readonly AuthorizationMiddlewareResultHandler usual = new();

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        var visit = context.RequestServices.GetRequiredService<Visit>();
        var refused = !authorizeResult.Succeeded && (context.GetEndpoint() is null || context.GetRouteValue("programme") is not null);
        if (refused && await NotTheirs(visit)) context.Response.StatusCode = StatusCodes.Status404NotFound;
        else await usual.HandleAsync(next, context, policy, authorizeResult);
    }

    static async Task<bool> NotTheirs(Visit visit) =>
        await visit.Programme() is not { } programme || (visit.Person is not null && !programme.Card.Public && await visit.Actor() is null);
}

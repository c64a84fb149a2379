using Microsoft.AspNetCore.Authorization;

namespace Activation.Web.Platform.Access;

/// <summary>The permission that a page or endpoint needs, within the programme of its address.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsAttribute(Permission permission) : AuthorizeAttribute(permission.ToString())
{
    public Permission Permission => permission;
}

/// <summary>Asks for nothing but a person who is signed in: what is shown is theirs, in whichever programme.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SignedInAttribute() : AuthorizeAttribute(Access.Roles.SignedIn);

/// <summary>A permission to be met by the visitor.</summary>
public sealed record PermissionRequirement(Permission Permission) : IAuthorizationRequirement;

/// <summary>The one place that knows who may do what.</summary>
public sealed class PermissionHandler(Visit visit) : AuthorizationHandler<PermissionRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
    {
        if (await visit.Programme() is not { } programme) return;
        if (requirement.Permission == Permission.Look && programme.Card.Public) context.Succeed(requirement);
        else if (await visit.Actor() is { } actor && actor.May(requirement.Permission)) context.Succeed(requirement);
    }
}

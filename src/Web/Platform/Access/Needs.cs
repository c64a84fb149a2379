using Microsoft.AspNetCore.Authorization;

namespace Activation.Web.Platform.Access;

/// <summary>The permission that a page, endpoint or live board needs, within the programme of its address.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsAttribute(Permission permission) : AuthorizeAttribute(permission.ToString())
{
    public Permission Permission => permission;
}

/// <summary>What one form of a page needs beside what its page needs: a page that many may see is changed by fewer.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlsoNeedsAttribute(Permission permission) : Attribute
{
    public Permission Permission => permission;
}

/// <summary>
/// A hub method that names boards: what each of them needs stands at the board (<see cref="NeedsAttribute"/>), and a board that may not be seen is answered
/// with nothing.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EachBoardNeedsAttribute : Attribute;

/// <summary>Asks for nothing but a person who is signed in: what is shown is theirs, in whichever programme.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SignedInAttribute() : AuthorizeAttribute(Access.Roles.SignedIn);

/// <summary>An address that is nowhere for whoever may not enter: not even a way to sign in is shown.</summary>
public sealed record Unseen;

/// <summary>A permission to be met by the visitor.</summary>
public sealed record PermissionRequirement(Permission Permission) : IAuthorizationRequirement;

/// <summary>Asks whoever knows: the programme whether it is public, <see cref="Access.Roles"/> what a member may.</summary>
public sealed class PermissionHandler(Visit visit) : AuthorizationHandler<PermissionRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
    {
        if (await visit.Programme() is not { } programme) return;
        var permission = requirement.Permission;
        // Looking changes nothing: whoever sends something is a member at least, whatever the page says; what more it takes, the form says.
        if (permission == Permission.Look && visit.Sends) permission = Permission.GiveBack;
        if (permission == Permission.Look && programme.Card.Public) context.Succeed(requirement);
        else if (await visit.Actor() is { } actor && actor.May(permission)) context.Succeed(requirement);
    }
}

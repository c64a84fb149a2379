using Activation.Domain.Members;

namespace Activation.Web.Platform.Access;

/// <summary>What one may do. Every page, endpoint and hub method names one of these; the domain decides the rest.</summary>
public enum Permission
{
    /// <summary>See what is public of a programme; also without an account.</summary>
    Look,

    /// <summary>See and do what everyone in the programme does: propose, vote, join, rate, comment.</summary>
    TakePart,

    /// <summary>Decide on activities. Which ones is for the domain to say: own municipality, four eyes.</summary>
    Decide,

    /// <summary>Read the whole log and what is behind the scenes.</summary>
    Administer,
}

/// <summary>Every permission and the roles that have it, on one page.</summary>
public static class Roles
{
    /// <summary>The one policy beside the permissions: anybody who is signed in, for pages that are about themselves.</summary>
    public const string SignedIn = nameof(SignedIn);

    static readonly IReadOnlySet<Role> Everyone = Enum.GetValues<Role>().ToHashSet();

    static readonly Dictionary<Permission, IReadOnlySet<Role>> Holders = new()
    {
        [Permission.Look] = Everyone,
        [Permission.TakePart] = Everyone,
        [Permission.Decide] = new HashSet<Role> { Role.Coordinator, Role.ProgrammeLead },
        [Permission.Administer] = new HashSet<Role> { Role.Administrator },
    };

    public static bool May(this Actor actor, Permission permission) =>
        actor.Roles.Overlaps(Holders[permission]) || (permission == Permission.Decide && actor.DeputyFor.Count > 0);
}

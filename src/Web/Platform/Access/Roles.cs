using Activation.Domain.Members;

namespace Activation.Web.Platform.Access;

/// <summary>What one may do. Every page, endpoint, form and hub method names one of these; the domain decides the rest.</summary>
public enum Permission
{
    /// <summary>See what is public of a programme, also without an account; members see what is theirs. Nothing is ever changed by it.</summary>
    Look,

    /// <summary>Give back what is one's own, such as a seat on a walk: whoever may have one may do without it.</summary>
    GiveBack,

    /// <summary>Lend a hand: be in on it, comment, rate what one took part in.</summary>
    Join,

    /// <summary>Have a say: propose, vote, plan, tell what was done.</summary>
    TakePart,

    /// <summary>Announce a walk or a course, move it and call it off. Who may announce which, and whose it is, is for the domain to say.</summary>
    Guide,

    /// <summary>Answer activities. Which ones is for the domain to say: own municipality or deputy, four eyes.</summary>
    Decide,

    /// <summary>See to it that people can talk: hide what does not belong, answer what was reported and appealed. Where, and four eyes, is for the domain to say.</summary>
    Moderate,

    /// <summary>Make good work visible: write stories, with pictures and with the consent of those who are in them.</summary>
    Tell,

    /// <summary>Shape the programme: its people, municipalities, stages, values and goals.</summary>
    Lead,

    /// <summary>Read the whole log and what is behind the scenes; start programmes; hand out keys to programs.</summary>
    Administer,
}

/// <summary>Every permission and the roles that have it, on one page.</summary>
public static class Roles
{
    /// <summary>A policy beside the permissions: anybody who is signed in, for pages that are about themselves.</summary>
    public const string SignedIn = nameof(SignedIn);

    /// <summary>For what belongs to no programme: whoever administers one, in a session with two factors. Invented people have no second one.</summary>
    public const string Operating = nameof(Operating);

    static readonly Permission[] Seeing = [Permission.Look, Permission.GiveBack];
    static readonly Permission[] Helping = [.. Seeing, Permission.Join];
    static readonly Permission[] Speaking = [.. Helping, Permission.TakePart];
    static readonly Permission[] Answering = [.. Speaking, Permission.Guide, Permission.Decide, Permission.Moderate];

    static readonly Dictionary<Role, Permission[]> Held = new()
    {
        [Role.Viewer] = Seeing,
        [Role.Partner] = Helping,
        [Role.PoolMember] = Speaking,
        [Role.CoreTeam] = [.. Speaking, Permission.Guide],
        [Role.GoalOwner] = Speaking,
        [Role.Communicator] = [.. Speaking, Permission.Guide, Permission.Tell],
        [Role.Coordinator] = Answering,
        [Role.ProgrammeLead] = [.. Answering, Permission.Tell, Permission.Lead],
        [Role.Administrator] = [.. Speaking, Permission.Guide, Permission.Tell, Permission.Lead, Permission.Moderate, Permission.Administer],
    };

    /// <summary>Whoever stands in for a coordinator has what a coordinator has, in those municipalities.</summary>
    public static bool May(this Actor actor, Permission permission) =>
        actor.Roles.Any(role => Held[role].Contains(permission)) || (actor.DeputyFor.Count > 0 && Answering.Contains(permission));
}

using Activation.Domain.Programmes;

namespace Activation.Domain.Members;

/// <param name="Municipality">Empty for those who work for all of them.</param>
public sealed record EnrolMember(Guid Member, string Municipality, Role[] Roles);

public sealed record GrantRole(Role Role);

public sealed record RevokeRole(Role Role);

public sealed record AppointDeputy(string Municipality);

public sealed record ReleaseDeputy(string Municipality);

public sealed record MoveMember(string Municipality);

public sealed record LeaveProgramme;

public sealed record EraseMember;

/// <summary>Who takes part, in which roles. Nobody gives out more than they hold, and an administrator does not lock the door from outside.</summary>
public static class Enrolling
{
    /// <summary>Who left may be enrolled again.</summary>
    public static Decision Enrol(Member member, Programme programme, EnrolMember command, Actor actor, DateTimeOffset now) =>
        Lead.Only(actor, programme)
        ?? Decision.Unless(!member.IsHere, Refusals.Members.Exists)
        ?? Decision.Unless(!member.IsErased, Refusals.Members.Erased)
        ?? Decision.Unless(command.Roles.Length > 0, Refusals.Members.RolesMissing)
        ?? (command.Municipality.Length == 0 && !command.Roles.Any(NeedsHome) ? null : Known(programme, command.Municipality))
        ?? command.Roles.Select(role => MayGiveOut(role, actor)).FirstOrDefault(refusal => refusal is not null)
        ?? Decision.Accept(new MemberEnrolled(command.Member, command.Municipality, [.. command.Roles.Distinct()]));

    public static Decision Grant(Member member, GrantRole command, Actor actor, DateTimeOffset now) =>
        Lead.Only(actor)
        ?? Here(member)
        ?? MayGiveOut(command.Role, actor)
        ?? Decision.Unless(!NeedsHome(command.Role) || member.Municipality.Length > 0, Refusals.Members.HomeMissing)
        ?? (member.Roles.Contains(command.Role) ? Decision.Accept() : Decision.Accept(new RoleGranted(member.Id, command.Role)));

    public static Decision Revoke(Member member, RevokeRole command, Actor actor, DateTimeOffset now) =>
        Lead.Only(actor)
        ?? Here(member)
        ?? MayGiveOut(command.Role, actor)
        ?? (member.Roles.Contains(command.Role) ? null : Decision.Accept())
        ?? Decision.Unless(command.Role != Role.Administrator || member.Id != actor.Member, Refusals.Members.AdministratorStays)
        ?? Decision.Unless(member.Roles.Count > 1, Refusals.Members.LastRole)
        ?? Decision.Accept(new RoleRevoked(member.Id, command.Role));

    /// <summary>A coordinator names who stands in; so may those who lead.</summary>
    public static Decision Appoint(Member member, Programme programme, AppointDeputy command, Actor actor, DateTimeOffset now) =>
        LeadOrCoordinator(actor, command.Municipality)
        ?? Here(member)
        ?? Known(programme, command.Municipality)
        ?? Decision.Unless(
            command.Municipality != member.Municipality || !member.Roles.Contains(Role.Coordinator), Refusals.Members.DeputyHome)
        ?? (member.DeputyFor.Contains(command.Municipality)
            ? Decision.Accept()
            : Decision.Accept(new DeputyAppointed(member.Id, command.Municipality)));

    public static Decision Release(Member member, ReleaseDeputy command, Actor actor, DateTimeOffset now) =>
        (actor.Member == member.Id ? null : LeadOrCoordinator(actor, command.Municipality))
        ?? Here(member)
        ?? (member.DeputyFor.Contains(command.Municipality)
            ? Decision.Accept(new DeputyReleased(member.Id, command.Municipality))
            : Decision.Accept());

    public static Decision Move(Member member, Programme programme, MoveMember command, Actor actor, DateTimeOffset now) =>
        Lead.Only(actor)
        ?? Here(member)
        ?? Known(programme, command.Municipality)
        ?? (member.Municipality == command.Municipality ? Decision.Accept() : Decision.Accept(new MemberMoved(member.Id, command.Municipality)));

    /// <summary>Everybody may leave, save an administrator who would leave by their own hand: another one shows them out.</summary>
    public static Decision Leave(Member member, LeaveProgramme command, Actor actor, DateTimeOffset now) =>
        (actor.Member == member.Id ? null : Lead.Only(actor))
        ?? (member.HasLeft ? Decision.Accept() : Here(member))
        ?? Decision.Unless(
            !member.Roles.Contains(Role.Administrator) || (actor.Is(Role.Administrator) && actor.Member != member.Id),
            Refusals.Members.AdministratorStays)
        ?? Decision.Accept(new MemberLeft(member.Id));

    /// <summary>Who asks for it oneself, or is asked to by somebody else: then an administrator does it. It cannot be undone.</summary>
    public static Decision Erase(Member member, EraseMember command, Actor actor, DateTimeOffset now) =>
        (actor.Member == member.Id ? null : Decision.Unless(actor.Is(Role.Administrator), Refusals.Members.AdministratorsOnly))
        ?? Decision.Unless(member.Id != Guid.Empty, Refusals.Members.Unknown)
        ?? Decision.Unless(!member.Roles.Contains(Role.Administrator) || actor.Member != member.Id, Refusals.Members.AdministratorStays)
        ?? (member.IsErased ? Decision.Accept()
            : member.HasLeft ? Decision.Accept(new MemberErased(member.Id))
            : Decision.Accept(new MemberLeft(member.Id), new MemberErased(member.Id)));

    /// <summary>Who left long ago is forgotten by the house; who has come back in the meantime is not.</summary>
    public static Decision EraseLeft(Member member) =>
        Decision.Unless(member.Id != Guid.Empty, Refusals.Members.Unknown)
        ?? Decision.Unless(member.HasLeft, Refusals.Members.HereAgain)
        ?? (member.IsErased ? Decision.Accept() : Decision.Accept(new MemberErased(member.Id)));

    /// <summary>An administrator erases only who is in none but their own programmes: others have a say in theirs.</summary>
    /// <param name="elsewhere">A programme of the person's in which the actor is no administrator; null when there is none.</param>
    public static Decision MayErase(string? elsewhere, Guid person, Guid actor) =>
        Decision.Unless(elsewhere is null || person == actor, Refusals.Members.ElsewhereToo, elsewhere ?? "") ?? Decision.Accept();

    /// <summary>Roles that are held in a municipality, and nowhere without one: those who lead work for all of them, and some partners for none.</summary>
    public static bool NeedsHome(Role role) => role is Role.CoreTeam or Role.Coordinator or Role.GoalOwner;

    internal static Decision? Here(Member member) =>
        Decision.Unless(member.Id != Guid.Empty, Refusals.Members.Unknown) ?? Decision.Unless(!member.HasLeft, Refusals.Members.Left);

    static Decision? Known(Programme programme, string municipality) =>
        Decision.Unless(programme.Has(municipality), Refusals.Programmes.MunicipalityUnknown, programme.MunicipalityNames);

    internal static Decision? MayGiveOut(Role role, Actor actor) =>
        Decision.Unless(Enum.IsDefined(role), Refusals.Members.RoleUnknown)
        ?? Decision.Unless(role != Role.Administrator || actor.Is(Role.Administrator), Refusals.Members.AdministratorsOnly);

    static Decision? LeadOrCoordinator(Actor actor, string municipality) => Decision.Unless(
        actor.Leads || (actor.Is(Role.Coordinator) && actor.Municipality == municipality), Refusals.Members.LeadOrCoordinator);
}

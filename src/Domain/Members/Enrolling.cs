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

/// <summary>Who takes part, in which roles. Nobody gives out more than they hold, and an administrator does not lock the door from outside.</summary>
public static class Enrolling
{
    /// <summary>Who left may be enrolled again.</summary>
    public static Decision Enrol(Member member, Programme programme, EnrolMember command, Actor actor, DateTimeOffset now) =>
        Lead.Only(actor, programme)
        ?? Decision.Unless(!member.IsHere, Refusals.Members.Exists)
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

    // Those who lead work for all municipalities, and some partners for none.
    static bool NeedsHome(Role role) => role is Role.CoreTeam or Role.Coordinator or Role.GoalOwner;

    static Decision? Here(Member member) =>
        Decision.Unless(member.Id != Guid.Empty, Refusals.Members.Unknown) ?? Decision.Unless(!member.HasLeft, Refusals.Members.Left);

    static Decision? Known(Programme programme, string municipality) =>
        Decision.Unless(programme.Has(municipality), Refusals.Programmes.MunicipalityUnknown, programme.MunicipalityNames);

    static Decision? MayGiveOut(Role role, Actor actor) =>
        Decision.Unless(Enum.IsDefined(role), Refusals.Members.RoleUnknown)
        ?? Decision.Unless(role != Role.Administrator || actor.Is(Role.Administrator), Refusals.Members.AdministratorsOnly);

    static Decision? LeadOrCoordinator(Actor actor, string municipality) => Decision.Unless(
        actor.Leads || (actor.Is(Role.Coordinator) && actor.Municipality == municipality), Refusals.Members.LeadOrCoordinator);
}

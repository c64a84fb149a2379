using Activation.Domain.Programmes;

namespace Activation.Domain.Members;

/// <param name="Roles">All of them from now on.</param>
public sealed record ChangeRoles(Role[] Roles, string Reason);

/// <summary>What somebody may do here changes, and the reason is kept with it.</summary>
public static class ChangingRoles
{
    public static Decision Change(Member member, ChangeRoles command, Actor actor, DateTimeOffset now) =>
        Lead.Only(actor)
        ?? Enrolling.Here(member)
        ?? Decision.Unless(command.Roles.Length > 0, Refusals.Members.RolesMissing)
        ?? Given(member, command).Concat(Taken(member, command)).Select(role => Enrolling.MayGiveOut(role, actor)).FirstOrDefault(refusal => refusal is not null)
        ?? Decision.Unless(
            member.Municipality.Length > 0 || !Given(member, command).Any(Enrolling.NeedsHome), Refusals.Members.HomeMissing)
        ?? Decision.Unless(
            member.Id != actor.Member || !Taken(member, command).Contains(Role.Administrator), Refusals.Members.AdministratorStays)
        ?? Text.Reason(command.Reason)
        ?? (member.Roles.SetEquals(command.Roles)
            ? Decision.Accept()
            : Decision.Accept(new RolesChanged(member.Id, [.. command.Roles.Distinct().Order()], Text.Body(command.Reason))));

    static IEnumerable<Role> Given(Member member, ChangeRoles command) => command.Roles.Where(role => !member.Roles.Contains(role));

    static IEnumerable<Role> Taken(Member member, ChangeRoles command) => member.Roles.Where(role => !command.Roles.Contains(role));
}

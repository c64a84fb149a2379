using Activation.Domain.Members;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Members;

/// <summary>Somebody who stands in for a coordinator, or may be asked to.</summary>
public sealed record Deputy(Guid Member, string Name, string Municipality);

/// <summary>Who answers in a municipality while its coordinator does not.</summary>
public sealed class Deputies(Views views)
{
    /// <summary>Those who stand in there.</summary>
    public Task<IReadOnlyList<Deputy>> Of(ProgrammeView here, string municipality) => Find(here, municipality, "@municipality = any(m.deputy_for)");

    /// <summary>
    /// Those whom its coordinator may choose: of the municipality itself whoever has a say, and coordinators of the others. Anybody else is for those who lead to appoint.
    /// </summary>
    public Task<IReadOnlyList<Deputy>> ToChooseFrom(ProgrammeView here, string municipality) => Find(
        here, municipality,
        """
        not @municipality = any(m.deputy_for) and not (m.municipality = @municipality and 'coordinator' = any(m.roles))
           and (m.municipality = @municipality and m.joins_in or 'coordinator' = any(m.roles))
        """);

    Task<IReadOnlyList<Deputy>> Find(ProgrammeView here, string municipality, string who) => views.Many<Deputy>(
        $"""
        select m.member, p.name, m.municipality from (
          select *, roles && array['pool_member', 'core_team', 'goal_owner', 'communicator', 'coordinator'] as joins_in from member) m
          join hub.person p on p.person = m.member
         where m.programme = @Id and not m."left" and {who} order by p.name, m.member
        """,
        new { here.Id, municipality });
}

using Activation.Domain.Members;
using Activation.Store;

namespace Activation.Web.Features.Chronicle;

/// <summary>A member was enrolled in a municipality.</summary>
/// <param name="Municipality">Empty for those who work for all of them.</param>
/// <param name="Joins">May do more than look.</param>
public sealed record MembershipSpell(
    Guid Programme, Guid Member, string Municipality, Role[] Roles, string[] DeputyFor, bool Joins, DateTimeOffset Since, DateTimeOffset Until)
    : ISpell<MembershipSpell>
{
    public MembershipSpell Within(DateTimeOffset since, DateTimeOffset until) => this with { Since = since, Until = until };
}

public sealed class MembershipProjection : IProjection
{
    public string Name => "memberships";

    public int Revision => 2;

    public IReadOnlyList<Table> Tables { get; } = [Table.Of<MembershipSpell>("membership", "programme", "member", "until")];

    public string Ddl => """
        create table membership (programme uuid not null, member uuid not null, municipality text not null, roles text[] not null,
          deputy_for text[] not null, joins boolean not null, since timestamptz not null, until timestamptz not null, primary key (programme, member, until));
        create index membership_until on membership (programme, until);
        """;

    public void Wants(Recorded recorded, Wanted wanted)
    {
        if (MemberOf(recorded.Data) is { } member) wanted.Row<MembershipSpell>(recorded.Tenant, member, Spells.Open);
    }

    public void Fold(Recorded recorded, Rows rows)
    {
        if (MemberOf(recorded.Data) is not { } member) return;
        var so = rows.Find<MembershipSpell>(recorded.Tenant, member, Spells.Open);
        // Who stands in for a coordinator acts, whatever else they are: the actor knows.
        var actor = After(so, member, recorded.Data);
        var next = actor is null ? null : new MembershipSpell(
            recorded.Tenant, member, actor.Municipality, [.. actor.Roles.Order()], [.. actor.DeputyFor.Order(StringComparer.Ordinal)], actor.Joins, recorded.At, Spells.Open);
        rows.Turn(recorded.At, next, recorded.Tenant, member);
    }

    /// <summary>The member's own rules say who they are after it.</summary>
    static Actor? After(MembershipSpell? so, Guid member, object data)
    {
        var before = so is null ? Member.None : new Member(member, so.Municipality, [.. so.Roles], [.. so.DeputyFor], HasLeft: false);
        return Member.Evolve(before, data).AsActor();
    }

    /// <summary>The member whose enrolment an event changes.</summary>
    internal static Guid? MemberOf(object data) => data switch
    {
        MemberEnrolled e => e.Member,
        MemberMoved e => e.Member,
        MemberLeft e => e.Member,
        RolesChanged e => e.Member,
        RoleGranted e => e.Member,
        RoleRevoked e => e.Member,
        DeputyAppointed e => e.Member,
        DeputyReleased e => e.Member,
        _ => null,
    };
}

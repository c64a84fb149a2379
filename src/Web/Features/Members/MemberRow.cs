using Activation.Domain.Members;
using Activation.Store;

namespace Activation.Web.Features.Members;

/// <summary>A member's place and rights in a programme. Names are in the person table, never here.</summary>
public sealed record MemberRow(Guid Programme, Guid Member, string Municipality, Role[] Roles, string[] DeputyFor, bool Left,
    DateOnly? AwayFrom = null, DateOnly? AwayTo = null, DateTimeOffset? LeftAt = null)
{
    public Actor ToActor() => new(Member, Municipality, Roles.ToHashSet(), DeputyFor.ToHashSet());
}

public sealed class MemberProjection : IProjection
{
    public string Name => "members";

    public int Revision => 1;

    public IReadOnlyList<Table> Tables { get; } = [Table.Of<MemberRow>("member", "programme", "member")];

    public string Ddl => """
        create table member (programme uuid not null, member uuid not null, municipality text not null, roles text[] not null,
          deputy_for text[] not null, "left" boolean not null, away_from date, away_to date, left_at timestamptz, primary key (programme, member));
        create index member_person on member (member);
        """;

    public void Wants(Recorded recorded, Wanted wanted)
    {
        if (MemberOf(recorded.Data) is { } member) wanted.Row<MemberRow>(recorded.Tenant, member);
    }

    public void Fold(Recorded recorded, Rows rows)
    {
        if (MemberOf(recorded.Data) is not { } member) return;
        var before = rows.Find<MemberRow>(recorded.Tenant, member);
        rows.Put(Evolve(before ?? new MemberRow(recorded.Tenant, member, "", [], [], false), recorded), recorded.Tenant, member);
    }

    static MemberRow Evolve(MemberRow row, Recorded recorded) => recorded.Data switch
    {
        MemberEnrolled e => row with { Municipality = e.Municipality, Roles = e.Roles, DeputyFor = [], Left = false, LeftAt = null },
        RoleGranted e => row with { Roles = [.. row.Roles.Append(e.Role).Distinct()] },
        RoleRevoked e => row with { Roles = [.. row.Roles.Where(role => role != e.Role)] },
        DeputyAppointed e => row with { DeputyFor = [.. row.DeputyFor.Append(e.Municipality).Distinct()] },
        DeputyReleased e => row with { DeputyFor = [.. row.DeputyFor.Where(place => place != e.Municipality)] },
        MemberMoved e => row with { Municipality = e.Municipality, DeputyFor = [.. row.DeputyFor.Where(place => place != e.Municipality)] },
        MemberLeft => row with { Left = true, LeftAt = recorded.At, AwayFrom = null, AwayTo = null },
        RolesChanged e => row with { Roles = e.Roles },
        AbsenceNoted e => row with { AwayFrom = e.From, AwayTo = e.To },
        AbsenceEnded => row with { AwayFrom = null, AwayTo = null },
        _ => row,
    };

    static Guid? MemberOf(object data) => data switch
    {
        MemberEnrolled e => e.Member,
        RoleGranted e => e.Member,
        RoleRevoked e => e.Member,
        DeputyAppointed e => e.Member,
        DeputyReleased e => e.Member,
        MemberMoved e => e.Member,
        MemberLeft e => e.Member,
        RolesChanged e => e.Member,
        AbsenceNoted e => e.Member,
        AbsenceEnded e => e.Member,
        _ => null,
    };
}

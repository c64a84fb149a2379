using Activation.Domain.Members;
using Activation.Store;

namespace Activation.Web.Features.Chronicle;

/// <summary>A member was enrolled in a municipality.</summary>
/// <param name="Municipality">Empty for those who work for all of them.</param>
public sealed record MembershipSpell(Guid Programme, Guid Member, string Municipality, DateTimeOffset Since, DateTimeOffset Until)
    : ISpell<MembershipSpell>
{
    public MembershipSpell Within(DateTimeOffset since, DateTimeOffset until) => this with { Since = since, Until = until };
}

public sealed class MembershipProjection : IProjection
{
    public string Name => "memberships";

    public int Revision => 1;

    public IReadOnlyList<Table> Tables { get; } = [Table.Of<MembershipSpell>("membership", "programme", "member", "until")];

    public string Ddl => """
        create table membership (programme uuid not null, member uuid not null, municipality text not null, since timestamptz not null,
          until timestamptz not null, primary key (programme, member, until));
        create index membership_until on membership (programme, until);
        """;

    public void Wants(Recorded recorded, Wanted wanted)
    {
        if (Moved(recorded.Data) is { } moved) wanted.Row<MembershipSpell>(recorded.Tenant, moved.Member, Spells.Open);
    }

    public void Fold(Recorded recorded, Rows rows)
    {
        if (Moved(recorded.Data) is not { } moved) return;
        var next = moved.To is { } home ? new MembershipSpell(recorded.Tenant, moved.Member, home, recorded.At, Spells.Open) : null;
        rows.Turn(recorded.At, next, recorded.Tenant, moved.Member);
    }

    static (Guid Member, string? To)? Moved(object data) => data switch
    {
        MemberEnrolled e => (e.Member, e.Municipality),
        MemberMoved e => (e.Member, e.Municipality),
        MemberLeft e => (e.Member, null),
        _ => null,
    };
}

using Activation.Domain.Initiatives;
using Activation.Store;

namespace Activation.Web.Features.Chronicle;

/// <summary>A member's grade of an activity stood.</summary>
public sealed record GradeSpell(
    Guid Programme, Guid Activity, Guid Member, RaterPart Part, int Grade, DateTimeOffset Since, DateTimeOffset Until) : ISpell<GradeSpell>
{
    public GradeSpell Within(DateTimeOffset since, DateTimeOffset until) => this with { Since = since, Until = until };
}

public sealed class GradeProjection : IProjection
{
    public string Name => "grades";

    public int Revision => 1;

    public IReadOnlyList<Table> Tables { get; } = [Table.Of<GradeSpell>("grade", "activity", "member", "until")];

    public string Ddl => """
        create table grade (programme uuid not null, activity uuid not null, member uuid not null, part text not null, grade int not null,
          since timestamptz not null, until timestamptz not null, primary key (activity, member, until));
        create index grade_since on grade (programme, since);
        create index grade_member on grade (member);
        """;

    public void Wants(Recorded recorded, Wanted wanted)
    {
        if (recorded.Data is OutcomeRated e) wanted.Row<GradeSpell>(e.Activity, e.Member, Spells.Open);
    }

    public void Fold(Recorded recorded, Rows rows)
    {
        if (recorded.Data is OutcomeRated e)
            rows.Turn(
                recorded.At, new GradeSpell(recorded.Tenant, e.Activity, e.Member, e.Part, e.Grade, recorded.At, Spells.Open), e.Activity, e.Member);
    }
}

using Activation.Domain.Programmes;
using Activation.Store;

namespace Activation.Web.Features.Chronicle;

/// <summary>Where a municipality wanted its score to be.</summary>
public sealed record AimSpell(Guid Programme, string Municipality, int Goal, DateTimeOffset Since, DateTimeOffset Until) : ISpell<AimSpell>
{
    public AimSpell Within(DateTimeOffset since, DateTimeOffset until) => this with { Since = since, Until = until };
}

public sealed class AimProjection : IProjection
{
    public string Name => "aims";

    public int Revision => 1;

    public IReadOnlyList<Table> Tables { get; } = [Table.Of<AimSpell>("aim", "programme", "municipality", "until")];

    public string Ddl => """
        create table aim (programme uuid not null, municipality text not null, goal int not null, since timestamptz not null,
          until timestamptz not null, primary key (programme, municipality, until));
        """;

    public void Wants(Recorded recorded, Wanted wanted)
    {
        if (recorded.Data is ScoreGoalSet e) wanted.Row<AimSpell>(recorded.Tenant, e.Municipality, Spells.Open);
    }

    public void Fold(Recorded recorded, Rows rows)
    {
        if (recorded.Data is not ScoreGoalSet e) return;
        var next = e.Goal is { } goal ? new AimSpell(recorded.Tenant, e.Municipality, goal, recorded.At, Spells.Open) : null;
        rows.Turn(recorded.At, next, recorded.Tenant, e.Municipality);
    }
}

using Activation.Domain.Baselines;
using Activation.Store;

namespace Activation.Web.Features.Baseline;

/// <summary>A time that all were asked.</summary>
/// <param name="Stage">The stage that it came after; 0 before the first.</param>
public sealed record WaveRow(Guid Programme, int Stage, DateOnly UntilOn, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt);

public sealed class WaveProjection : IProjection
{
    public string Name => "baseline";

    public int Revision => 1;

    public IReadOnlyList<Table> Tables { get; } = [Table.Of<WaveRow>("baseline_wave", "programme", "stage")];

    public string Ddl => """
        create table baseline_wave (programme uuid not null, stage int not null, until_on date not null, opened_at timestamptz not null,
          closed_at timestamptz, primary key (programme, stage));
        """;

    public void Wants(Recorded recorded, Wanted wanted)
    {
        if (recorded.Data is BaselineClosed e) wanted.Row<WaveRow>(recorded.Tenant, e.Stage);
    }

    public void Fold(Recorded recorded, Rows rows)
    {
        var programme = recorded.Tenant;
        switch (recorded.Data)
        {
            case BaselineOpened e:
                rows.Put(new WaveRow(programme, e.Stage, e.Until, recorded.At, null), programme, e.Stage);
                break;
            case BaselineClosed e:
                rows.Put(rows.Find<WaveRow>(programme, e.Stage)! with { ClosedAt = recorded.At }, programme, e.Stage);
                break;
        }
    }
}

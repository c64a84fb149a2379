using Activation.Domain.Initiatives;
using Activation.Store;

namespace Activation.Bench.Log.OnMarten;

/// <summary>How many stand behind an initiative, kept by us: what Marten's tally is beside.</summary>
sealed record SupportRow(Guid Initiative, int Support);

sealed class SupportProjection : IProjection
{
    public string Name => "support";

    public int Revision => 1;

    public IReadOnlyList<Table> Tables { get; } = [Table.Of<SupportRow>("support", "initiative")];

    public string Ddl => "create table support (initiative uuid primary key, support int not null);";

    public void Wants(Recorded recorded, Wanted wanted)
    {
        if (recorded.Data is VoteCast vote) wanted.Row<SupportRow>(vote.Initiative);
    }

    public void Fold(Recorded recorded, Rows rows)
    {
        if (recorded.Data is not VoteCast { Stance: Stance.Support } vote) return;
        var before = rows.Find<SupportRow>(vote.Initiative)?.Support ?? 0;
        rows.Put(new SupportRow(vote.Initiative, before + 1), vote.Initiative);
    }
}

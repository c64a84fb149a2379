using Activation.Domain.Programmes;
using Activation.Domain.Scoring;
using Activation.Store;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Privacy;

namespace Activation.Web.Features.Chronicle;

/// <summary>How a stage was planned, and whether it was open.</summary>
/// <param name="State">planned, open or closed.</param>
public sealed record StageSpell(
    Guid Programme, int Stage, string Theme, DateOnly FromOn, DateOnly ToOn, string? Value, string State, StageFigures? Figures, string? Definition,
    DateTimeOffset Since, DateTimeOffset Until) : ISpell<StageSpell>
{
    public StageSpell Within(DateTimeOffset since, DateTimeOffset until) => this with { Since = since, Until = until };

    public StageRow Row() => new(Programme, Stage, Theme, FromOn, ToOn, Value, State, Figures, Definition);
}

/// <summary>When a municipality came along.</summary>
public sealed record JoinRow(Guid Programme, string Municipality, DateTimeOffset At);

public sealed class TurningProjection : IProjection
{
    public string Name => "turnings";

    public int Revision => 2;

    public IReadOnlyList<Table> Tables { get; } =
        [Table.Of<StageSpell>("stage_spell", "programme", "stage", "until") with { OfOneStream = true }, Table.Of<JoinRow>("joined", "programme", "municipality")];

    public string Ddl => """
        create table stage_spell (programme uuid not null, stage int not null, theme text not null, from_on date not null, to_on date not null,
          value text, state text not null, figures jsonb, definition text, since timestamptz not null, until timestamptz not null,
          primary key (programme, stage, until));
        create table joined (programme uuid not null, municipality text not null, at timestamptz not null, primary key (programme, municipality));
        """;

    public void Wants(Recorded recorded, Wanted wanted)
    {
        if (StageOf(recorded.Data) is { } stage) wanted.Row<StageSpell>(recorded.Tenant, stage, Spells.Open);
    }

    public void Fold(Recorded recorded, Rows rows)
    {
        if (recorded.Data is MunicipalityJoined joined)
            rows.Put(new JoinRow(recorded.Tenant, joined.Municipality, recorded.At), recorded.Tenant, joined.Municipality);
        if (StageOf(recorded.Data) is not { } stage) return;
        var so = rows.Find<StageSpell>(recorded.Tenant, stage, Spells.Open);
        var next = recorded.Data switch
        {
            StagePlanned e => new StageSpell(recorded.Tenant, e.Stage, FreeTexts.Title(e.Theme), e.From, e.To, e.Value, "planned", null, null, recorded.At, Spells.Open),
            StageEndMoved e => so! with { ToOn = e.To },
            StageOpened => so! with { State = "open" },
            StageClosed e => so! with { State = "closed", Figures = e.Figures, Definition = e.Definition },
            _ => so,
        };
        rows.Turn(recorded.At, next, recorded.Tenant, stage);
    }

    static int? StageOf(object data) => data switch
    {
        StagePlanned e => e.Stage,
        StageEndMoved e => e.Stage,
        StageOpened e => e.Stage,
        StageClosed e => e.Stage,
        _ => null,
    };
}

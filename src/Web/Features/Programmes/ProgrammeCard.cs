using Activation.Domain.Programmes;
using Activation.Domain.Scoring;
using Activation.Store;
using Activation.Web.Platform.Privacy;

namespace Activation.Web.Features.Programmes;

/// <summary>A programme as its pages show it.</summary>
public sealed record ProgrammeCard(
    Guid Programme, string Slug, string Name, string Organisation, string TimeZone, string[] Languages, bool Public,
    string Vision, string VisionSource, int? Stage, int VotingDays, int? VoteBudget, int? QuietFrom, int? QuietTo);

public sealed record MunicipalityRow(
    Guid Programme, string Municipality, string Name, int RoutePlace, int Population, DateOnly PopulationOn,
    double Latitude, double Longitude, double LabelX, double LabelY, string LabelAnchor);

public sealed record CoreValueRow(Guid Programme, string Value, string Name, string Meaning, int Place);

public sealed record FocusAreaRow(Guid Programme, string FocusArea, string Name, int Flag, bool Assumed);

/// <param name="State">planned, open or closed.</param>
public sealed record StageRow(
    Guid Programme, int Stage, string Theme, DateOnly FromOn, DateOnly ToOn, string? Value, string State, StageFigures? Figures, string? Definition);

/// <summary>A version of the rules of scores and points. None is forgotten.</summary>
/// <param name="FromOn">The first day on which it holds.</param>
/// <param name="InsteadOf">The version that it postpones; null where it postpones none.</param>
public sealed record ScoringRulesRow(
    Guid Programme, long Position, string Version, DateOnly FromOn, ScoringRules Rules, string Reason, Guid By, DateTimeOffset At, string? InsteadOf = null);

public sealed record VisionRow(Guid Programme, long Position, string Text, string Source);

public sealed record NetworkRow(Guid Programme, int Network, string Name, bool TiedToPlan);

public sealed record ProjectRow(Guid Programme, long Position, string Name, string? Note);

/// <summary>Everything that is known of a programme itself: a handful of rows each.</summary>
public sealed class ProgrammeProjection : IProjection
{
    public string Name => "programmes";

    public int Revision => 5;

    public IReadOnlyList<Table> Tables { get; } =
    [
        Table.Of<ProgrammeCard>("programme", "programme"),
        Table.Of<MunicipalityRow>("municipality", "programme", "municipality"),
        Table.Of<CoreValueRow>("core_value", "programme", "value"),
        Table.Of<FocusAreaRow>("focus_area", "programme", "focus_area"),
        Table.Of<StageRow>("stage", "programme", "stage"),
        Table.Of<ScoringRulesRow>("scoring_rules", "programme", "position"),
        Table.Of<VisionRow>("vision", "programme", "position"),
        Table.Of<NetworkRow>("network", "programme", "network"),
        Table.Of<ProjectRow>("project", "programme", "position"),
    ];

    public string Ddl => """
        create table programme (programme uuid primary key, slug text not null unique, name text not null, organisation text not null,
          time_zone text not null, languages text[] not null, public boolean not null, vision text not null, vision_source text not null, stage int,
          voting_days int not null, vote_budget int, quiet_from int, quiet_to int);
        create table municipality (programme uuid not null, municipality text not null, name text not null, route_place int not null,
          population int not null, population_on date not null, latitude float8 not null, longitude float8 not null,
          label_x float8 not null, label_y float8 not null, label_anchor text not null, primary key (programme, municipality));
        create table core_value (programme uuid not null, value text not null, name text not null, meaning text not null, place int not null,
          primary key (programme, value));
        create table focus_area (programme uuid not null, focus_area text not null, name text not null, flag int not null,
          assumed boolean not null, primary key (programme, focus_area));
        create table stage (programme uuid not null, stage int not null, theme text not null, from_on date not null, to_on date not null,
          value text, state text not null, figures jsonb, definition text, primary key (programme, stage));
        create table scoring_rules (programme uuid not null, position bigint not null, version text not null, from_on date not null,
          rules jsonb not null, reason text not null, by uuid not null, at timestamptz not null, instead_of text, primary key (programme, position));
        create table vision (programme uuid not null, position bigint not null, text text not null, source text not null,
          primary key (programme, position));
        create table network (programme uuid not null, network int not null, name text not null, tied_to_plan boolean not null,
          primary key (programme, network));
        create table project (programme uuid not null, position bigint not null, name text not null, note text, primary key (programme, position));
        """;

    public void Wants(Recorded recorded, Wanted wanted)
    {
        switch (recorded.Data)
        {
            case VisionWritten:
            case CoreValueNamed:
            case ProgrammeDescribed:
            case RulesSet:
            case QuietWeeksSet:
                wanted.Row<ProgrammeCard>(recorded.Tenant);
                break;
            case StageOpened e:
                wanted.Row<ProgrammeCard>(recorded.Tenant);
                wanted.Row<StageRow>(recorded.Tenant, e.Stage);
                break;
            case StageClosed e:
                wanted.Row<StageRow>(recorded.Tenant, e.Stage);
                break;
            case StageEndMoved e:
                wanted.Row<StageRow>(recorded.Tenant, e.Stage);
                break;
            case MunicipalityMoved e:
                wanted.Row<MunicipalityRow>(recorded.Tenant, e.Municipality);
                break;
            case MunicipalityChanged e:
                wanted.Row<MunicipalityRow>(recorded.Tenant, e.Municipality);
                break;
        }
    }

    public void Fold(Recorded recorded, Rows rows)
    {
        var id = recorded.Tenant;
        switch (recorded.Data)
        {
            case ProgrammeStarted e:
                rows.Put(
                    new ProgrammeCard(
                        id, e.Slug, FreeTexts.Title(e.Name), FreeTexts.Title(e.Organisation), e.TimeZone, e.Languages, e.Public, "", "", null, VotingRules.Usual.VotingDays, null,
                        QuietWeeks.Usual.From, QuietWeeks.Usual.To),
                    id);
                break;
            case ProgrammeDescribed e:
                rows.Put(
                    rows.Find<ProgrammeCard>(id)! with { Name = FreeTexts.Title(e.Name), Organisation = FreeTexts.Title(e.Organisation), Languages = e.Languages, Public = e.Public }, id);
                break;
            case RulesSet e:
                rows.Put(rows.Find<ProgrammeCard>(id)! with { VotingDays = e.VotingDays, VoteBudget = e.VoteBudget }, id);
                break;
            case QuietWeeksSet e:
                rows.Put(rows.Find<ProgrammeCard>(id)! with { QuietFrom = e.From, QuietTo = e.To }, id);
                break;
            case MunicipalityChanged e:
                rows.Put(
                    rows.Find<MunicipalityRow>(id, e.Municipality)! with { Name = FreeTexts.Title(e.Name), Population = e.Population, PopulationOn = e.PopulationOn },
                    id, e.Municipality);
                break;
            case MunicipalityMoved e:
                rows.Put(rows.Find<MunicipalityRow>(id, e.Municipality)! with { Latitude = e.Latitude, Longitude = e.Longitude }, id, e.Municipality);
                break;
            case VisionWritten e:
                rows.Put(rows.Find<ProgrammeCard>(id)! with { Vision = e.Text, VisionSource = e.Source }, id);
                rows.Put(new VisionRow(id, recorded.Position, e.Text, e.Source), id, recorded.Position);
                break;
            case ScoringRulesSet e:
                rows.Add(new ScoringRulesRow(id, recorded.Position, e.Rules.Version, e.EffectiveFrom, e.Rules, e.Reason, e.By, recorded.At, e.InsteadOf));
                break;
            case MunicipalityJoined e:
                rows.Put(
                    new MunicipalityRow(id, e.Municipality, FreeTexts.Title(e.Name), e.RoutePlace, e.Population, e.PopulationOn, e.Latitude, e.Longitude,
                        e.Label.X, e.Label.Y, e.Label.Anchor),
                    id, e.Municipality);
                break;
            case CoreValueNamed e:
                rows.Put(new CoreValueRow(id, e.Value, FreeTexts.Title(e.Name), e.Meaning, recorded.Version), id, e.Value);
                break;
            case FocusAreaNamed e:
                rows.Put(new FocusAreaRow(id, e.FocusArea, FreeTexts.Title(e.Name), e.Flag, e.Assumed), id, e.FocusArea);
                break;
            case StagePlanned e:
                rows.Put(new StageRow(id, e.Stage, FreeTexts.Title(e.Theme), e.From, e.To, e.Value, "planned", null, null), id, e.Stage);
                break;
            case StageEndMoved e:
                rows.Put(rows.Find<StageRow>(id, e.Stage)! with { ToOn = e.To }, id, e.Stage);
                break;
            case StageOpened e:
                rows.Put(rows.Find<StageRow>(id, e.Stage)! with { State = "open" }, id, e.Stage);
                rows.Put(rows.Find<ProgrammeCard>(id)! with { Stage = e.Stage }, id);
                break;
            case StageClosed e:
                rows.Put(rows.Find<StageRow>(id, e.Stage)! with { State = "closed", Figures = e.Figures, Definition = e.Definition }, id, e.Stage);
                break;
            case NetworkListed e:
                rows.Put(new NetworkRow(id, e.Network, FreeTexts.Title(e.Name), e.TiedToPlan), id, e.Network);
                break;
            case ProjectArchived e:
                rows.Add(new ProjectRow(id, recorded.Position, FreeTexts.Title(e.Name), FreeTexts.Note(e.Note)));
                break;
        }
    }
}

using Activation.Domain.Goals;
using Activation.Store;
using Activation.Web.Platform.Privacy;

namespace Activation.Web.Features.Goals;

public sealed record GoalAreaRow(Guid Programme, int Area, string Name, string? Motto);

public sealed record GoalRow(Guid Programme, int Area, int Goal, string Text);

/// <param name="Place">Its place in print: area and number within it, so that 1.9 stands before 1.10.</param>
/// <param name="DefinedAt">When it came into the plan; its words may have been changed since.</param>
public sealed record MetricCard(
    Guid Programme, string Number, int Area, int Place, int Goal, string Text, string? SourceText, MetricKind Kind, string? Unit,
    double? Target, int? DueYear, TrackPoint[] Track, bool PerMunicipality, string[] Responsible, string[] CoResponsible, string? Strategy, DateTimeOffset DefinedAt);

/// <summary>One value as it was written down; of a period and place the newest stands.</summary>
/// <param name="Reason">Why it corrects the one before it; null when it is the first.</param>
public sealed record MetricValueRow(
    long Position, Guid Programme, string Number, string? Municipality, int Year, DateOnly? Day, double Value, double? Comparison, string Source,
    string? Reason, Guid Member, DateTimeOffset At);

/// <summary>When the metrics of a year are signed off.</summary>
public sealed record FollowUpRow(Guid Programme, int Year, DateOnly OpensOn, DateOnly ClosesOn)
{
    public bool IsOpen(DateOnly today) => SigningOff.IsOpen(new(OpensOn, ClosesOn), today);
}

/// <summary>A year of a metric as a municipality signed it; of a year and place the newest stands.</summary>
/// <param name="Value">What was measured then; null where nothing was.</param>
public sealed record SignOffRow(long Position, Guid Programme, string Number, int Year, string Municipality, double? Value, string? Comment, Guid Member, DateTimeOffset At);

public sealed class GoalProjection : IProjection
{
    public string Name => "goals";

    public int Revision => 4;

    public IReadOnlyList<Table> Tables { get; } =
    [
        Table.Of<GoalAreaRow>("goal_area", "programme", "area"),
        Table.Of<GoalRow>("goal", "programme", "area", "goal"),
        Table.Of<MetricCard>("metric", "programme", "number"),
        Table.Of<MetricValueRow>("metric_value", "position"),
        Table.Of<FollowUpRow>("follow_up", "programme", "year"),
        Table.Of<SignOffRow>("sign_off", "position"),
    ];

    public string Ddl => """
        create table goal_area (programme uuid not null, area int not null, name text not null, motto text, primary key (programme, area));
        create table goal (programme uuid not null, area int not null, goal int not null, text text not null, primary key (programme, area, goal));
        create table metric (programme uuid not null, number text not null, area int not null, place int not null, goal int not null,
          text text not null, source_text text, kind text not null, unit text, target float8, due_year int, track jsonb not null,
          per_municipality boolean not null, responsible text[] not null, co_responsible text[] not null, strategy text,
          defined_at timestamptz not null, primary key (programme, number));
        create table metric_value (position bigint primary key, programme uuid not null, number text not null, municipality text, year int not null,
          day date, value float8 not null, comparison float8, source text not null, reason text, member uuid not null, at timestamptz not null);
        create index metric_value_metric on metric_value (programme, number, position);
        create table follow_up (programme uuid not null, year int not null, opens_on date not null, closes_on date not null, primary key (programme, year));
        create table sign_off (position bigint primary key, programme uuid not null, number text not null, year int not null, municipality text not null,
          value float8, comment text, member uuid not null, at timestamptz not null);
        create index sign_off_metric on sign_off (programme, number, year, municipality, position);
        create index sign_off_member on sign_off (member, at);
        """;

    public void Wants(Recorded recorded, Wanted wanted)
    {
        // Every other event here writes a row of its own and needs to see none.
        if (recorded.Data is MetricDefined e) wanted.Row<MetricCard>(recorded.Tenant, e.Number);
    }

    public void Fold(Recorded recorded, Rows rows)
    {
        var id = recorded.Tenant;
        switch (recorded.Data)
        {
            case GoalAreaNamed e:
                rows.Put(new GoalAreaRow(id, e.Area, FreeTexts.Title(e.Name), FreeTexts.Note(e.Motto)), id, e.Area);
                break;
            case GoalSet e:
                rows.Put(new GoalRow(id, e.Area, e.Goal, FreeTexts.Title(e.Text)), id, e.Area, e.Goal);
                break;
            case MetricDefined e:
                rows.Put(
                    new MetricCard(id, e.Number, e.Area, PlaceOf(e.Number), e.Goal, FreeTexts.Title(e.Text), FreeTexts.Note(e.SourceText), e.Kind, e.Unit, e.Target, e.DueYear,
                        e.Track, e.PerMunicipality, e.Responsible, e.CoResponsible, FreeTexts.Note(e.Strategy), rows.Find<MetricCard>(id, e.Number)?.DefinedAt ?? recorded.At),
                    id, e.Number);
                break;
            case MetricValueRecorded e:
                rows.Add(new MetricValueRow(
                    recorded.Position, id, e.Number, e.Municipality, e.Year, e.On, e.Value, e.Comparison, e.Source, null, e.Member, recorded.At));
                break;
            case MetricValueCorrected e:
                rows.Add(new MetricValueRow(
                    recorded.Position, id, e.Number, e.Municipality, e.Year, e.On, e.Value, e.Comparison, e.Source, e.Reason, e.Member, recorded.At));
                break;
            case YearlyFollowUpSet e:
                rows.Put(new FollowUpRow(id, e.Year, e.OpensOn, e.ClosesOn), id, e.Year);
                break;
            case MetricSignedOff e:
                rows.Add(new SignOffRow(recorded.Position, id, e.Number, e.Year, e.Municipality, e.Value, e.Comment, e.Member, recorded.At));
                break;
        }
    }

    static int PlaceOf(string number) => int.Parse(number.AsSpan(number.IndexOf('.', StringComparison.Ordinal) + 1), System.Globalization.CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Text.RegularExpressions;
using Activation.Domain.Members;
using Activation.Domain.Programmes;

namespace Activation.Domain.Goals;

public sealed record NameGoalArea(int Area, string Name, string? Motto);

public sealed record SetGoal(int Area, int Goal, string Text);

/// <param name="Number">As printed, for example 1.18; it begins with the area.</param>
/// <param name="SourceText">The wording of the source where <paramref name="Text"/> mends it; else null.</param>
/// <param name="Strategy">The strategy it follows from; null when the source does not tell for certain.</param>
public sealed record DefineMetric(
    string Number, int Area, int Goal, string Text, string? SourceText, MetricKind Kind, string? Unit, double? Target, int? DueYear,
    TrackPoint[] Track, bool PerMunicipality, string[] Responsible, string[] CoResponsible, string? Strategy);

/// <summary>The plan is put in place: areas, their goals, and what tells whether they are reached. The newest wording is shown.</summary>
public static partial class SettingGoals
{
    public const int HighestNumber = 99;

    public const int FirstYear = 2000;

    public const int LastYear = 2100;

    public static Decision NameArea(Plan plan, NameGoalArea command, Actor actor, DateTimeOffset now) =>
        Lead.Only(actor)
        ?? Numbered(command.Area)
        ?? Text.Title(command.Name)
        ?? Text.Note(command.Motto)
        ?? Decision.Accept(new GoalAreaNamed(command.Area, Text.Line(command.Name), Text.BodyOrNull(command.Motto)));

    public static Decision SetGoal(Plan plan, SetGoal command, Actor actor, DateTimeOffset now) =>
        Lead.Only(actor)
        ?? Numbered(command.Goal)
        ?? Decision.Unless(plan.Areas.Contains(command.Area), Refusals.Goals.AreaUnknown)
        ?? Text.Needed(command.Text, Text.NoteLimit)
        ?? Decision.Accept(new GoalSet(command.Area, command.Goal, Text.Body(command.Text)));

    public static Decision DefineMetric(Plan plan, Programme programme, DefineMetric command, Actor actor, DateTimeOffset now) =>
        Lead.Only(actor, programme)
        ?? Decision.Unless(IsNumberOf(command.Area, command.Number), Refusals.Goals.MetricNumberShape, command.Area)
        ?? Decision.Unless(plan.Goals.Contains((command.Area, command.Goal)), Refusals.Goals.GoalUnknown)
        ?? Written(command)
        ?? Measured(command)
        ?? Answered(command, programme)
        ?? Decision.Accept(new MetricDefined(
            command.Number, command.Area, command.Goal, Text.Body(command.Text), Text.BodyOrNull(command.SourceText), command.Kind,
            Text.BodyOrNull(command.Unit), command.Target, command.DueYear, command.Track, command.PerMunicipality,
            [.. command.Responsible.Distinct()], [.. command.CoResponsible.Distinct()], Text.BodyOrNull(command.Strategy)));

    static Decision? Written(DefineMetric command) =>
        Text.Needed(command.Text, Text.NoteLimit)
        ?? Text.Note(command.SourceText)
        ?? Text.Fits(command.Unit, Text.TitleLimit)
        ?? Text.Note(command.Strategy);

    static Decision? Measured(DefineMetric command) =>
        Decision.Unless(command.Kind != MetricKind.Target || command.Target is not null, Refusals.Goals.TargetMissing)
        ?? Decision.Unless(command.Kind != MetricKind.Milestone || command.DueYear is not null, Refusals.Goals.YearMissing)
        ?? Decision.Unless(Years(command).All(y => y is >= FirstYear and <= LastYear), Refusals.Goals.YearRange, FirstYear, LastYear)
        ?? Decision.Unless(Rises(command.Track), Refusals.Goals.TrackDisorder)
        ?? Decision.Unless(
            command.Track.Select(t => t.Value).Append(command.Target ?? 0).All(double.IsFinite), Refusals.Goals.NumberNotFinite);

    static Decision? Answered(DefineMetric command, Programme programme) =>
        Decision.Unless(command.Responsible.Length > 0, Refusals.Goals.ResponsibleMissing)
        ?? Decision.Unless(
            command.Responsible.Concat(command.CoResponsible).All(programme.Has),
            Refusals.Programmes.MunicipalityUnknown, programme.MunicipalityNames);

    static IEnumerable<int> Years(DefineMetric command) =>
        command.Track.Select(t => t.Year).Concat(command.DueYear is { } due ? [due] : Array.Empty<int>());

    static bool Rises(TrackPoint[] track) => track.Zip(track.Skip(1)).All(pair => pair.First.Year < pair.Second.Year);

    static Decision? Numbered(int number) => Decision.Unless(number is >= 1 and <= HighestNumber, Refusals.Goals.NumberRange, HighestNumber);

    static bool IsNumberOf(int area, string? number) =>
        number is not null && NumberShape().IsMatch(number)
        && number.StartsWith(area.ToString(CultureInfo.InvariantCulture) + ".", StringComparison.Ordinal);

    [GeneratedRegex(@"\A[1-9][0-9]?\.[1-9][0-9]{0,2}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NumberShape();
}

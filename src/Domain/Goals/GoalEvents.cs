namespace Activation.Domain.Goals;

// A plan: goal areas, their goals, and the metrics that tell whether they are reached. One stream a programme.

public sealed record GoalAreaNamed(int Area, string Name, string? Motto);

public sealed record GoalSet(int Area, int Goal, string Text);

/// <param name="Number">As printed, for example 1.18.</param>
/// <param name="SourceText">The wording of the source where <paramref name="Text"/> mends it; else null.</param>
/// <param name="Unit">Of target and track; null when it is yes or no.</param>
/// <param name="Strategy">The strategy it follows from; null when the source does not tell for certain.</param>
public sealed record MetricDefined(
    string Number, int Area, int Goal, string Text, string? SourceText, MetricKind Kind, string? Unit, double? Target, int? DueYear,
    TrackPoint[] Track, bool PerMunicipality, string[] Responsible, string[] CoResponsible, string? Strategy);

/// <param name="Municipality">Whose value it is; null for all of them together.</param>
/// <param name="Year">The period that it is a value of; of <paramref name="On"/> when there is a day.</param>
/// <param name="Value">In the metric's unit; where it is yes or no: 1 for yes, 0 for not yet.</param>
/// <param name="Comparison">What it is compared with, in the same measure; null where nothing is.</param>
/// <param name="Source">Where the value can be found again.</param>
public sealed record MetricValueRecorded(
    string Number, string? Municipality, int Year, DateOnly? On, double Value, double? Comparison, string Source, Guid Member);

/// <summary>A value that stood is replaced by another for the same period; the first stays in the log.</summary>
public sealed record MetricValueCorrected(
    string Number, string? Municipality, int Year, DateOnly? On, double Value, double? Comparison, string Source, string Reason, Guid Member);

/// <summary>Between these days the plan's metrics of a year are signed off; said again, the days have moved.</summary>
public sealed record YearlyFollowUpSet(int Year, DateOnly OpensOn, DateOnly ClosesOn, Guid By);

/// <summary>A municipality that answers for a metric stands for how its year went.</summary>
/// <param name="Value">What was measured, when it was signed; null where nothing was.</param>
/// <param name="Comment">What is to be known of it, and what comes next; there when there is no value.</param>
public sealed record MetricSignedOff(string Number, int Year, string Municipality, double? Value, string? Comment, Guid Member);

/// <summary>Where the metric should be at the end of a year.</summary>
public sealed record TrackPoint(int Year, double Value);

public enum MetricKind
{
    Milestone,
    Increase,
    Decrease,
    Target,
    Count,
    AllMunicipalities,
    Benchmark,
    Baseline,
    Report,
}

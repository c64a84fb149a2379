using Activation.Domain.Members;
using Activation.Domain.Programmes;

namespace Activation.Domain.Goals;

/// <param name="Municipality">Whose value it is; null for all of them together.</param>
/// <param name="Year">The period; where the metric asks for a day it is left out.</param>
/// <param name="On">The day on which it was so, where the metric asks for one.</param>
/// <param name="Unit">What the sender takes the unit to be; null trusts the metric's own.</param>
/// <param name="Reason">Why an earlier value of the same period is corrected; else null.</param>
public sealed record RecordMetricValue(
    string Number, string? Municipality, int? Year, DateOnly? On, double? Value, double? Comparison, string? Unit, string? Source, string? Reason);

/// <summary>What was measured is written down with its source, by those who answer for it. What stood before is corrected with a reason, and stays readable.</summary>
public static class Measuring
{
    public static Decision Record(MetricValues values, Plan plan, Programme programme, RecordMetricValue command, Actor actor, DateTimeOffset now)
    {
        if (!plan.Metrics.TryGetValue(command.Number, out var metric)) return Decision.Refuse(Refusals.Goals.MetricUnknown);
        return ThoseWhoAnswer(metric, programme, actor)
            ?? Place(metric, programme, command)
            ?? When(metric, command, now)
            ?? Measured(metric, command)
            ?? Decision.Unless(Text.Body(command.Source).Length >= Text.ReasonAtLeast, Refusals.Goals.SourceMissing)
            ?? Text.Note(command.Source)
            ?? Standing(values, command, actor);
    }

    /// <summary>Goal owners of the municipalities that answer for the metric, and those who lead the programme.</summary>
    public static bool May(IEnumerable<string> answering, Actor actor) =>
        actor.Leads || (actor.Is(Role.GoalOwner) && answering.Contains(actor.Municipality));

    /// <summary>It is so or not yet so, on a day; there is nothing to count.</summary>
    public static bool IsYesOrNo(MetricKind kind) => kind is MetricKind.Milestone or MetricKind.AllMunicipalities or MetricKind.Report;

    static Decision? ThoseWhoAnswer(Metric metric, Programme programme, Actor actor) => May(metric.Answering, actor)
        ? null
        : Decision.Refuse(Refusals.Goals.ValueNotYours, string.Join(", ", metric.Answering.Select(programme.NameOf)));

    static Decision? Place(Metric metric, Programme programme, RecordMetricValue command) => command.Municipality switch
    {
        null => Decision.Unless(metric.Kind != MetricKind.AllMunicipalities, Refusals.Goals.ValueMunicipalityMissing),
        _ when !metric.PerMunicipality => Decision.Refuse(Refusals.Goals.ValueJointOnly),
        var place => Decision.Unless(programme.Has(place), Refusals.Programmes.MunicipalityUnknown, programme.MunicipalityNames),
    };

    static Decision? When(Metric metric, RecordMetricValue command, DateTimeOffset now)
    {
        if (IsYesOrNo(metric.Kind) && command.On is null) return Decision.Refuse(Refusals.Goals.ValueDateMissing);
        if (!IsYesOrNo(metric.Kind) && (command.Year is null || command.On is not null)) return Decision.Refuse(Refusals.Goals.ValueYearMissing);
        var year = YearOf(command);
        return Decision.Unless(year is >= SettingGoals.FirstYear and <= SettingGoals.LastYear, Refusals.Goals.YearRange, SettingGoals.FirstYear, SettingGoals.LastYear)
            ?? Decision.Unless(year <= now.Year && !(command.On > now.Today()), Refusals.Goals.ValueAhead);
    }

    static Decision? Measured(Metric metric, RecordMetricValue command) => command.Value is not { } value
        ? Decision.Refuse(Refusals.Goals.ValueMissing)
        : Decision.Unless(double.IsFinite(value) && double.IsFinite(command.Comparison ?? 0), Refusals.Goals.NumberNotFinite)
        ?? Decision.Unless(command.Unit is null || Text.Line(command.Unit) == (metric.Unit ?? ""), Refusals.Goals.ValueUnit, metric.Unit ?? "–")
        ?? Decision.Unless(!IsYesOrNo(metric.Kind) || value is 0 or 1, Refusals.Goals.ValueYesOrNo)
        ?? Decision.Unless(metric.Kind != MetricKind.Count || (value >= 0 && double.IsInteger(value)), Refusals.Goals.ValueWhole)
        ?? Decision.Unless(metric.Unit != "%" || value is >= 0 and <= 100, Refusals.Goals.ValueShare)
        ?? Decision.Unless(metric.Kind != MetricKind.Benchmark || command.Comparison is not null, Refusals.Goals.ComparisonMissing);

    static Decision Standing(MetricValues values, RecordMetricValue command, Actor actor)
    {
        var period = new Period(command.Municipality, YearOf(command), command.On);
        var value = new StandingValue(command.Value!.Value, command.Comparison, Text.Body(command.Source));
        if (!values.Standing.TryGetValue(period, out var before))
            return Decision.Accept(new MetricValueRecorded(
                command.Number, period.Municipality, period.Year, period.On, value.Value, value.Comparison, value.Source, actor.Member));
        if (before == value) return Decision.Accept();
        if (Text.BodyOrNull(command.Reason) is not { } reason)
            return Decision.Refuse(Refusals.Goals.ValueStands, before.Value);
        return Text.Reason(reason) ?? Decision.Accept(new MetricValueCorrected(
            command.Number, period.Municipality, period.Year, period.On, value.Value, value.Comparison, value.Source, reason, actor.Member));
    }

    static int YearOf(RecordMetricValue command) => command.On?.Year ?? command.Year ?? 0;
}

using Activation.Domain.Members;
using Activation.Domain.Programmes;

namespace Activation.Domain.Goals;

/// <param name="Year">The year that is followed up.</param>
/// <param name="ClosesOn">The last day on which a metric is signed off.</param>
public sealed record SetYearlyFollowUp(int Year, DateOnly OpensOn, DateOnly ClosesOn);

/// <param name="Comment">What is to be known of the year, and what comes next; needed where nothing was measured.</param>
/// <param name="Seen">The value that was shown to whoever signs; null when they were shown that there is none.</param>
public sealed record SignOffMetric(string Number, int Year, string? Comment, double? Seen);

/// <summary>Once a year each metric is followed up: its values stand, and the municipality that answers for it signs.</summary>
public static class SigningOff
{
    public const int LongestMonths = 6;

    public static Decision Set(Plan plan, Programme programme, SetYearlyFollowUp command, Actor actor, DateTimeOffset now) =>
        Lead.Only(actor, programme)
        ?? Decision.Unless(command.Year >= SettingGoals.FirstYear && command.OpensOn.Year <= SettingGoals.LastYear, Refusals.Goals.YearRange, SettingGoals.FirstYear, SettingGoals.LastYear)
        ?? Decision.Unless(command.OpensOn.Year >= command.Year, Refusals.Goals.FollowUpTooEarly)
        ?? Decision.Unless(IsSpan(command, now.Today()), Refusals.Goals.FollowUpSpan, LongestMonths)
        ?? (plan.FollowUps.GetValueOrDefault(command.Year) == new FollowUpDays(command.OpensOn, command.ClosesOn)
            ? Decision.Accept()
            : Decision.Accept(new YearlyFollowUpSet(command.Year, command.OpensOn, command.ClosesOn, actor.Member)));

    public static Decision SignOff(MetricValues values, Plan plan, Programme programme, SignOffMetric command, Actor actor, DateTimeOffset now)
    {
        if (!plan.Metrics.TryGetValue(command.Number, out var metric)) return Decision.Refuse(Refusals.Goals.MetricUnknown);
        return Decision.Unless(May(metric.Responsible, actor), Refusals.Goals.SignOffNotYours, string.Join(", ", metric.Responsible.Select(programme.NameOf)))
            ?? Decision.Unless(IsOpen(plan.FollowUps.GetValueOrDefault(command.Year), now.Today()), Refusals.Goals.FollowUpShut, command.Year)
            ?? Text.Note(command.Comment)
            ?? Signed(values, metric, command, actor);
    }

    /// <summary>Goal owners, each for their own municipality: who leads the programme answers for none of them.</summary>
    public static bool May(IEnumerable<string> responsible, Actor actor) => actor.Is(Role.GoalOwner) && responsible.Contains(actor.Municipality);

    public static bool IsOpen(FollowUpDays? days, DateOnly today) => days is not null && days.OpensOn <= today && today <= days.ClosesOn;

    /// <summary>A value counts in its own year, and what is there once, in those after it: that it was not there yet is no answer for a later year.</summary>
    public static bool Counts(MetricKind kind, int year, int measured, double value) => measured == year || (Measuring.IsYesOrNo(kind) && measured < year && value >= 1);

    static bool IsSpan(SetYearlyFollowUp command, DateOnly today) =>
        command.ClosesOn > command.OpensOn && command.ClosesOn >= today && command.ClosesOn <= command.OpensOn.AddMonths(LongestMonths);

    static Decision Signed(MetricValues values, Metric metric, SignOffMetric command, Actor actor)
    {
        var signature = new Signature(Measured(values, metric.Kind, command.Year, actor.Municipality), Text.BodyOrNull(command.Comment));
        return Decision.Unless(signature.Value == command.Seen, Refusals.Goals.SignOffChanged, command.Year)
            ?? Decision.Unless(signature.Value is not null || signature.Comment?.Length >= Text.ReasonAtLeast, Refusals.Goals.SignOffUnexplained, command.Year)
            ?? (values.Signed.GetValueOrDefault((command.Year, actor.Municipality)) == signature
                ? Decision.Accept()
                : Decision.Accept(new MetricSignedOff(command.Number, command.Year, actor.Municipality, signature.Value, signature.Comment, actor.Member)));
    }

    /// <summary>The municipality's own value of the year before that of all together; what is there once stays there.</summary>
    public static double? Measured(MetricValues values, MetricKind kind, int year, string municipality) => values.Standing
        .Where(one => one.Key.Municipality is not { } place || place == municipality)
        .Where(one => Counts(kind, year, one.Key.Year, one.Value.Value))
        .OrderBy(one => one.Key.Year).ThenBy(one => one.Key.Municipality is not null).ThenBy(one => one.Key.On)
        .Select(one => (double?)one.Value.Value).LastOrDefault();
}

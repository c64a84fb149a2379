using Activation.Domain.Members;

namespace Activation.Domain.Initiatives;

/// <param name="Responsible">A person or unit, in words.</param>
public sealed record ScheduleActivity(Guid Activity, string Responsible, DateOnly DueOn, string Place);

public sealed record CancelActivity(Guid Activity, string Reason);

/// <summary>A yes gets a responsible, a date and a place; a new date replaces the old one.</summary>
public static class Scheduling
{
    /// <summary>Further ahead than this nobody can promise anything.</summary>
    public const int YearsAhead = 5;

    public static Decision Schedule(Initiative initiative, ScheduleActivity command, Actor actor, DateTimeOffset now)
    {
        var activity = initiative.Activity(command.Activity);
        var scheduled = new ActivityScheduled(
            initiative.Id, command.Activity, Text.Line(command.Responsible), command.DueOn, Text.Line(command.Place));
        return MayTouch(initiative, activity, actor, ActivityStatus.Approved, ActivityStatus.Scheduled)
            ?? Text.Needed(scheduled.Responsible, Text.TitleLimit)
            ?? Text.Needed(scheduled.Place, Text.NoteLimit)
            ?? Ahead(command.DueOn, now)
            ?? (activity!.Schedule == scheduled ? Decision.Accept() : Decision.Accept(scheduled));
    }

    public static Decision Cancel(Initiative initiative, CancelActivity command, Actor actor, DateTimeOffset now) =>
        MayTouch(
            initiative, initiative.Activity(command.Activity), actor,
            ActivityStatus.Draft, ActivityStatus.Submitted, ActivityStatus.Returned, ActivityStatus.Approved, ActivityStatus.Scheduled)
        ?? Text.Reason(command.Reason)
        ?? Decision.Accept(new ActivityCancelled(initiative.Id, command.Activity, actor.Member, Text.Body(command.Reason)));

    /// <summary>The schedule that a plan already holds; null when it lacks who, when or where, or its date has passed.</summary>
    internal static ActivityScheduled? FromPlan(Initiative initiative, Activity activity, DateTimeOffset now) =>
        activity.Plan is { Responsible.Length: > 0, Place.Length: > 0, DueOn: { } due } plan && Ahead(due, now) is null
            ? new(initiative.Id, activity.Id, plan.Responsible, due, plan.Place)
            : null;

    static Decision? MayTouch(Initiative initiative, Activity? activity, Actor actor, params ReadOnlySpan<ActivityStatus> statuses) =>
        Only.GoingOn(initiative) ?? Only.When(activity, statuses) ?? Only.ThoseBehind(activity!, initiative, actor);

    static Decision? Ahead(DateOnly due, DateTimeOffset now) =>
        Decision.Unless(due >= now.Today(), Refusals.Activities.DatePassed, now.Today())
        ?? Decision.Unless(due <= now.Today().AddYears(YearsAhead), Refusals.Activities.DateTooFar, now.Today().AddYears(YearsAhead));
}

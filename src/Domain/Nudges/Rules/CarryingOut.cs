namespace Activation.Domain.Nudges.Rules;

/// <summary>An approved activity that is not carried out.</summary>
/// <param name="DueOn">Null while nobody has said when.</param>
/// <param name="HeardAt">When anything was last told about it.</param>
/// <param name="Coordinators">Who coordinates where it is.</param>
/// <param name="Pledges">How many are in.</param>
/// <param name="AnsweredAt">When somebody last said that it is on track; null when nobody did.</param>
/// <param name="NeedsHelp">Help is asked for, and nobody has said since that it goes on.</param>
/// <param name="Deputies">Who stands in there.</param>
/// <param name="FirstSaidAt">When the owner was first told that this day has passed; null when they were not.</param>
/// <param name="OldKeys">Under which they were told when the day was not in the key yet: what was told keeps its own.</param>
public sealed record Undertaking(
    Guid Activity, Guid Owner, string Municipality, DateTimeOffset DecidedAt, DateOnly? DueOn, DateTimeOffset HeardAt, Guid[] Coordinators, int Pledges = 0, DateTimeOffset? AnsweredAt = null,
    bool NeedsHelp = false, Guid[]? Deputies = null, DateTimeOffset? FirstSaidAt = null, string[]? OldKeys = null);

/// <summary>N6 to N9: from a yes to a deed. First the owner, twice; then a human who talks to them.</summary>
public static class CarryingOut
{
    public const int PlanAfter = 3, SoonBefore = 7, SoonSilent = 14, FirstOverdue = 3, SecondOverdue = 7, DaysBetween = 3, TalkOverdue = 14, Over = 120, PlanWithin = 30;

    /// <summary>A yes three days ago and no plan: when and where is the first step?</summary>
    public static DueNudge? NoPlanYet(Undertaking one, NudgeTime time) =>
        one.DueOn is not null || !time.IsPast(one.DecidedAt, PlanAfter) || time.IsOver(one.DecidedAt, PlanWithin, one.Owner) ? null
        : ToOwner(NudgeKind.NoPlanYet, one, NudgeArg.Day(time.DayOf(one.DecidedAt)), time.After(one.DecidedAt, PlanWithin, one.Owner), [NudgeArg.Title], NudgeAct.Schedule);

    /// <summary>A week left and nothing heard for two: on track, help, or another date?</summary>
    public static DueNudge? DueSoon(Undertaking one, NudgeTime time) =>
        DaysLeft(one, time) is not (>= 0 and <= SoonBefore) || !time.IsPast(one.HeardAt, SoonSilent) ? null
        : ToOwner(NudgeKind.DueSoon, one, NudgeArg.Day(one.DueOn!.Value), EndOf(one.DueOn.Value, time), [NudgeArg.Title, NudgeArg.Day(one.DueOn.Value), NudgeArg.Number(one.Pledges)], NudgeAct.TellHow);

    /// <summary>Three days late, and seven, with days between: move the date, ask for help, or end it. It goes on for two weeks of days on which the owner can be asked.</summary>
    public static DueNudge? Overdue(Undertaking one, NudgeTime time) =>
        -DaysLeft(one, time) is not >= FirstOverdue || DaysOver(one, time) >= TalkOverdue || IsAnswered(one.DueOn, one.AnsweredAt, one.NeedsHelp, time) ? null
        : ToOwner(
            NudgeKind.Overdue, one, KeyOf(one, IsSecond(one, time) ? 2 : 1), EndOf(time.After(one.DueOn!.Value, TalkOverdue, one.Owner), time),
            [NudgeArg.Title, NudgeArg.Day(one.DueOn.Value)], NudgeAct.TellHow);

    /// <summary>
    /// Two weeks late: each week a list of those who need a talk, to whoever coordinates there and is not behind them, and where that is nobody to those who stand
    /// in; one list for each of them, in however many municipalities.
    /// </summary>
    public static IEnumerable<DueNudge> NeedTalk(IEnumerable<Undertaking> all, NudgeTime time) => all
        .Where(one => DaysOver(one, time) is >= TalkOverdue and <= Over)
        .SelectMany(OthersThere, (one, coordinator) => (one, coordinator))
        .GroupBy(pair => pair.coordinator)
        .Select(group => (Reader: group.Key, Oldest: group.MinBy(pair => pair.one.DueOn).one, Count: group.Count()))
        .Select(list => new DueNudge(
            NudgeKind.NeedsTalk, list.Reader, NudgeObject.Member(time.Programme), time.Week, list.Oldest.Municipality,
            time.Now.AddDays(7), [NudgeArg.Number(list.Count), NudgeArg.Title, NudgeArg.Day(list.Oldest.DueOn!.Value)], NudgeDeed.Look(list.Oldest.Activity)));

    /// <summary>Who has said since the day that it goes on, or waits for help, has answered.</summary>
    public static bool IsAnswered(DateOnly? dueOn, DateTimeOffset? answeredAt, bool needsHelp, NudgeTime time) => needsHelp || (answeredAt is { } at && time.DayOf(at) >= dueOn);

    static DueNudge ToOwner(NudgeKind kind, Undertaking one, string period, DateTimeOffset until, string[] args, NudgeAct act) =>
        new(kind, one.Owner, NudgeObject.Activity(one.Activity), period, one.Municipality, until, args, new(act, one.Activity));

    static IEnumerable<Guid> OthersThere(Undertaking one)
    {
        Guid[] coordinators = [.. one.Coordinators.Where(coordinator => coordinator != one.Owner)];
        return coordinators.Length > 0 ? coordinators : (one.Deputies ?? []).Where(deputy => deputy != one.Owner);
    }

    static string KeyOf(Undertaking one, int turn) => one.OldKeys?.Contains(NudgeArg.Number(turn)) == true ? NudgeArg.Number(turn) : NudgePeriod.Turn(one.DueOn!.Value, turn);

    // Who could not be asked for a while gets the first before the second.
    static bool IsSecond(Undertaking one, NudgeTime time) => one.FirstSaidAt is { } said
        ? -DaysLeft(one, time) >= SecondOverdue && time.Today.DayNumber - time.DayOf(said).DayNumber >= DaysBetween
        : DaysOver(one, time) >= SecondOverdue;

    static int? DaysLeft(Undertaking one, NudgeTime time) => one.DueOn is { } due ? due.DayNumber - time.Today.DayNumber : null;

    static int? DaysOver(Undertaking one, NudgeTime time) => one.DueOn is { } due ? time.DaysSince(due, one.Owner) : null;

    static DateTimeOffset EndOf(DateOnly day, NudgeTime time) => new(day.AddDays(1).ToDateTime(default), time.Now.Offset);
}

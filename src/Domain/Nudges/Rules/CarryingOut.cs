namespace Activation.Domain.Nudges.Rules;

/// <summary>An approved activity that is not carried out.</summary>
/// <param name="DueOn">Null while nobody has said when.</param>
/// <param name="HeardAt">When anything was last told about it.</param>
/// <param name="Coordinators">Who coordinates where it is.</param>
/// <param name="Pledges">How many are in.</param>
/// <param name="AnsweredAt">When somebody last said that it is on track; null when nobody did.</param>
/// <param name="NeedsHelp">Help is asked for, and nobody has said since that it goes on.</param>
public sealed record Undertaking(
    Guid Activity, Guid Owner, string Municipality, DateTimeOffset DecidedAt, DateOnly? DueOn, DateTimeOffset HeardAt, Guid[] Coordinators, int Pledges = 0, DateTimeOffset? AnsweredAt = null,
    bool NeedsHelp = false);

/// <summary>N6 to N9: from a yes to a deed. First the owner, twice; then a human who talks to them.</summary>
public static class CarryingOut
{
    public const int PlanAfter = 3, SoonBefore = 7, SoonSilent = 14, FirstOverdue = 3, SecondOverdue = 7, TalkOverdue = 14, Over = 120;

    /// <summary>A yes three days ago and no plan: when and where is the first step?</summary>
    public static DueNudge? NoPlanYet(Undertaking one, NudgeTime time) =>
        one.DueOn is not null || !time.IsPast(one.DecidedAt, PlanAfter) ? null
        : ToOwner(NudgeKind.NoPlanYet, one, "1", one.DecidedAt.AddDays(30), [NudgeArg.Title], NudgeAct.Schedule);

    /// <summary>A week left and nothing heard for two: on track, help, or another date?</summary>
    public static DueNudge? DueSoon(Undertaking one, NudgeTime time) =>
        DaysOver(one, time) is not (>= -SoonBefore and <= 0) || !time.IsPast(one.HeardAt, SoonSilent) ? null
        : ToOwner(NudgeKind.DueSoon, one, NudgeArg.Day(one.DueOn!.Value), EndOf(one.DueOn.Value, time), [NudgeArg.Title, NudgeArg.Day(one.DueOn.Value), NudgeArg.Number(one.Pledges)], NudgeAct.TellHow);

    /// <summary>Three days late, and seven: move the date, ask for help, or end it.</summary>
    public static DueNudge? Overdue(Undertaking one, NudgeTime time) =>
        DaysOver(one, time) is not (>= FirstOverdue and < TalkOverdue) || IsAnswered(one, time) ? null
        : ToOwner(
            NudgeKind.Overdue, one, DaysOver(one, time) >= SecondOverdue ? "2" : "1", EndOf(one.DueOn!.Value.AddDays(TalkOverdue), time),
            [NudgeArg.Title, NudgeArg.Day(one.DueOn.Value)], NudgeAct.TellHow);

    /// <summary>Two weeks late: each week a list of those who need a talk, to whoever coordinates there and is not behind them.</summary>
    public static IEnumerable<DueNudge> NeedTalk(IEnumerable<Undertaking> all, NudgeTime time) => all
        .Where(one => DaysOver(one, time) is >= TalkOverdue and <= Over)
        .SelectMany(one => one.Coordinators.Where(coordinator => coordinator != one.Owner), (one, coordinator) => (one, coordinator))
        .GroupBy(pair => (pair.coordinator, pair.one.Municipality))
        .Select(group => (group.Key, Oldest: group.MinBy(pair => pair.one.DueOn).one, Count: group.Count()))
        .Select(list => new DueNudge(
            NudgeKind.NeedsTalk, list.Key.coordinator, NudgeObject.Municipality(time.Programme, list.Key.Municipality), time.Week, list.Key.Municipality,
            time.Now.AddDays(7), [NudgeArg.Number(list.Count), NudgeArg.Title, NudgeArg.Day(list.Oldest.DueOn!.Value)], NudgeDeed.Look(list.Oldest.Activity)));

    static DueNudge ToOwner(NudgeKind kind, Undertaking one, string period, DateTimeOffset until, string[] args, NudgeAct act) =>
        new(kind, one.Owner, NudgeObject.Activity(one.Activity), period, one.Municipality, until, args, new(act, one.Activity));

    // Who has said since the day that it goes on, or waits for help, has answered.
    static bool IsAnswered(Undertaking one, NudgeTime time) => one.NeedsHelp || (one.AnsweredAt is { } at && time.DayOf(at) >= one.DueOn);

    static int? DaysOver(Undertaking one, NudgeTime time) => one.DueOn is { } due ? time.Today.DayNumber - due.DayNumber : null;

    static DateTimeOffset EndOf(DateOnly day, NudgeTime time) => new(day.AddDays(1).ToDateTime(default), time.Now.Offset);
}

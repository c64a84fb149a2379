using Activation.Domain.Scoring;

namespace Activation.Domain.Nudges.Rules;

/// <summary>Somebody who took part in what was carried out, and has not said what came of it.</summary>
public sealed record Participant(Guid Activity, Guid Member, string Municipality, DateTimeOffset CarriedOutAt);

/// <summary>What was carried out and rated.</summary>
public sealed record Ratings(Guid Activity, Guid Owner, string Municipality, DateTimeOffset CarriedOutAt, GradeSums Grades);

/// <param name="Recipient">Owned it, or wished for it and received it.</param>
/// <param name="On">The day it was done.</param>
/// <param name="AnsweredOn">When anybody last said whether it lives; null when nobody has.</param>
/// <param name="IsGone">They said that it does not.</param>
public sealed record LongDone(Guid Activity, Guid Recipient, string Municipality, DateOnly On, DateOnly? AnsweredOn = null, bool IsGone = false);

/// <summary>N11, N12 and N21: what came of it, and whether it lives.</summary>
public static class Outcomes
{
    public const int AskAfter = 10, AskAgainAfter = 20, Over = 40, KnownWithin = 120, AliveWithinDays = 30;

    /// <summary>Ten days after: what came of it, 1 to 5? Once more after twenty.</summary>
    public static DueNudge? Rate(Participant one, NudgeTime time) =>
        !time.IsPast(one.CarriedOutAt, AskAfter) || time.IsOver(one.CarriedOutAt, Over, one.Member) ? null
        : new DueNudge(
            NudgeKind.RateOutcome, one.Member, NudgeObject.Activity(one.Activity), time.IsPast(one.CarriedOutAt, AskAgainAfter) ? "2" : "1", one.Municipality,
            time.After(one.CarriedOutAt, Over, one.Member), [NudgeArg.Title, NudgeArg.Day(time.DayOf(one.CarriedOutAt))], new(NudgeAct.Rate, one.Activity));

    /// <summary>So many have said what came of it that it is shown: the owner hears, once, what everybody reads.</summary>
    public static DueNudge? Known(Ratings one, ScoringRules rules, NudgeTime time) =>
        !one.Grades.IsPublished(rules) || time.IsOver(one.CarriedOutAt, KnownWithin, one.Owner) ? null
        : new DueNudge(
            NudgeKind.OutcomeKnown, one.Owner, NudgeObject.Activity(one.Activity), "1", one.Municipality, time.After(one.CarriedOutAt, KnownWithin, one.Owner),
            [NudgeArg.Title, NudgeArg.Grade(one.Grades.Shown(rules)), NudgeArg.Number(one.Grades.Participants + one.Grades.Coordinators)], NudgeDeed.Look(one.Activity));

    /// <summary>Half a year and a year after: does it live? Both who did it and who wished for it are asked, until one of them has said; not again of what does not.</summary>
    public static DueNudge? Alive(LongDone one, NudgeTime time)
    {
        if (one.IsGone) return null;
        foreach (var months in (int[])[12, 6])
        {
            var from = one.On.AddMonths(months);
            var until = time.After(from, AliveWithinDays, one.Recipient);
            if (time.Today >= from && time.Today <= until && !(one.AnsweredOn >= from))
                return new DueNudge(
                    NudgeKind.StillAlive, one.Recipient, NudgeObject.Activity(one.Activity), NudgeArg.Number(months) + "m", one.Municipality,
                    new(until.AddDays(1).ToDateTime(default), time.Now.Offset), [NudgeArg.Title, NudgeArg.Day(one.On)], new(NudgeAct.StillAlive, one.Activity));
        }

        return null;
    }
}

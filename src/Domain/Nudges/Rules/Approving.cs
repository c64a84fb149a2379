namespace Activation.Domain.Nudges.Rules;

/// <summary>What waits for an answer, as one of those who may answer sees it.</summary>
/// <param name="IsDeputy">Stands in for the coordinator, and is asked later.</param>
/// <param name="Waiting">How many, without those that somebody else must answer.</param>
/// <param name="Oldest">The activity that has waited longest.</param>
public sealed record Unanswered(Guid Recipient, bool IsDeputy, string Municipality, int Waiting, Guid Oldest, DateTimeOffset OldestAt);

/// <param name="By">Who answered.</param>
/// <param name="IsOver">It was called off since, or what it belongs to was: the answer tells nobody anything any more.</param>
public sealed record Answer(Guid Activity, Guid Recipient, string Municipality, string Decision, DateTimeOffset At, Guid? By, bool IsOver = false);

/// <param name="Initiative">One's own.</param>
/// <param name="Fate">merged: it goes on in another; grew: another goes on in it.</param>
/// <param name="By">Who merged them.</param>
public sealed record MergedIdea(Guid Initiative, Guid Recipient, string Municipality, string Fate, DateTimeOffset At, Guid? By);

/// <summary>N4 and N5: nobody waits for long, and who asked is told.</summary>
public static class Approving
{
    public const int CoordinatorAfter = 5, DeputyAfter = 8, ToldWithin = 14;

    /// <summary>
    /// The oldest has waited five working days, for deputies eight: once in each half of a week, and one batch for each who may answer, in however many
    /// municipalities they may.
    /// </summary>
    public static IEnumerable<DueNudge> Asked(IEnumerable<Unanswered> queues, NudgeTime time) => queues
        .Where(queue => queue.Waiting > 0 && time.Workdays(queue.OldestAt) >= (queue.IsDeputy ? DeputyAfter : CoordinatorAfter))
        .GroupBy(queue => queue.Recipient)
        .Select(own => (Waiting: own.Sum(queue => queue.Waiting), First: own.MinBy(queue => queue.OldestAt)!))
        .Select(all => new DueNudge(
            NudgeKind.WaitingApproval, all.First.Recipient, NudgeObject.Member(time.Programme), HalfWeek(time), all.First.Municipality,
            time.Now.AddDays(3), [NudgeArg.Number(all.Waiting), NudgeArg.Title, NudgeArg.Day(time.DayOf(all.First.OldestAt))],
            new(NudgeAct.Answer, all.First.Oldest)));

    /// <summary>Approved, returned or declined, to those behind it; never to the one who answered. It keeps for as long as they are away or put things off.</summary>
    public static DueNudge? Made(Answer answer) =>
        answer.Recipient == answer.By || answer.IsOver ? null
        : new DueNudge(
            NudgeKind.DecisionMade, answer.Recipient, NudgeObject.Activity(answer.Activity), PeriodOf(answer.At), answer.Municipality,
            null, [NudgeArg.Title, answer.Decision, NudgeArg.Reason], NudgeDeed.Look(answer.Activity));

    /// <summary>Two ideas were made one, to those behind either; never to the one who did it.</summary>
    public static DueNudge? Merged(MergedIdea idea) =>
        idea.Recipient == idea.By ? null
        : new DueNudge(
            NudgeKind.DecisionMade, idea.Recipient, NudgeObject.Initiative(idea.Initiative), PeriodOf(idea.At), idea.Municipality,
            null, [NudgeArg.Title, idea.Fate, NudgeArg.Reason], NudgeDeed.Look(idea.Initiative));

    /// <summary>Approved, or not now and why, to those who are in on it: once, and within their dose, since it is not their own. What came back is its owner's.</summary>
    public static DueNudge? Followed(Answer answer, NudgeTime time) =>
        answer.Decision is not ("approved" or "declined") || answer.Recipient == answer.By || answer.IsOver || time.IsOver(answer.At, ToldWithin, answer.Recipient) ? null
        : new DueNudge(
            NudgeKind.FollowedApproved, answer.Recipient, NudgeObject.Activity(answer.Activity), answer.Decision == "approved" ? "1" : PeriodOf(answer.At), answer.Municipality, time.After(answer.At, ToldWithin, answer.Recipient),
            [NudgeArg.Title, answer.Decision, NudgeArg.Reason], NudgeDeed.Look(answer.Activity));

    /// <summary>What they are in on goes on in another, where they count, to those who are in on it: as an answer is told to them.</summary>
    public static DueNudge? GoesOn(MergedIdea idea, NudgeTime time) =>
        idea.Recipient == idea.By || time.IsOver(idea.At, ToldWithin, idea.Recipient) ? null
        : new DueNudge(
            NudgeKind.FollowedApproved, idea.Recipient, NudgeObject.Initiative(idea.Initiative), PeriodOf(idea.At), idea.Municipality, time.After(idea.At, ToldWithin, idea.Recipient),
            [NudgeArg.Title, idea.Fate, NudgeArg.Reason], NudgeDeed.Look(idea.Initiative));

    /// <summary>Which of the answers to one activity it is: the moment at which it was given.</summary>
    public static string PeriodOf(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyyMMdd'T'HHmmssfff", System.Globalization.CultureInfo.InvariantCulture);

    static string HalfWeek(NudgeTime time) => time.Week + (time.Today.DayOfWeek is DayOfWeek.Monday or DayOfWeek.Tuesday or DayOfWeek.Wednesday ? "a" : "b");
}

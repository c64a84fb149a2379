using Activation.Domain.Initiatives;
using Activation.Domain.Scoring;

namespace Activation.Domain.Nudges.Rules;

/// <summary>A plan that is not submitted.</summary>
/// <param name="ChangedAt">When it was last written in, or came back.</param>
public sealed record PlanInWork(Guid Activity, Guid Initiative, Guid Owner, string Municipality, ActivityPlan Plan, DateTimeOffset ChangedAt);

/// <summary>N2 and N3: from an idea to something that can be approved.</summary>
public static class Proposing
{
    public const int IdleWorkdays = 5, ReadyDays = 3, Over = 60;

    /// <summary>The level is high enough, and three days have gone: submit it, or let somebody read it first?</summary>
    public static DueNudge? Ready(PlanInWork plan, NudgeTime time) =>
        IsReady(plan, time) && time.IsPast(plan.ChangedAt, ReadyDays) ? About(plan, NudgeKind.ReadyDraft, [NudgeArg.Title, NudgeArg.Number(Level(plan, time).K)], time) : null;

    /// <summary>Nobody has written in it for five working days, and something is missing: what, and how far it is.</summary>
    public static DueNudge? Idle(PlanInWork plan, NudgeTime time) =>
        IsReady(plan, time) || time.Workdays(plan.ChangedAt) < IdleWorkdays ? null
        : About(plan, NudgeKind.IdleDraft, [NudgeArg.Title, NudgeArg.Number(Level(plan, time).Level), Missing(plan, time)], time);

    /// <summary>An idea that nobody else has seen yet, and that nobody has written in for five working days: how far its plan is, and what is missing.</summary>
    public static DueNudge? Unsent(PlanInWork draft, NudgeTime time) =>
        time.Workdays(draft.ChangedAt) < IdleWorkdays || About(draft, NudgeKind.IdleDraft, [NudgeArg.Title, NudgeArg.Number(Level(draft, time).Level), Missing(draft, time)], time) is not { } due ? null
        : due with { Object = NudgeObject.Initiative(draft.Initiative), Deed = new(NudgeAct.Plan, draft.Initiative) };

    static bool IsReady(PlanInWork plan, NudgeTime time) => Level(plan, time).IsEnoughToSubmit;

    static Concretisation Level(PlanInWork plan, NudgeTime time) => Concretisation.Of(plan.Plan, time.Today);

    /// <summary>The two questions whose answers would lift it most; none when all are answered.</summary>
    static string Missing(PlanInWork plan, NudgeTime time) => string.Join(',', Level(plan, time).Missing.Take(2).Select(answer => answer.Question));

    // Each time that it lies still is an occasion of its own, of which one is told (Catalogue): what was written in before its turn came does not use it up.
    static DueNudge? About(PlanInWork plan, NudgeKind kind, string[] args, NudgeTime time) =>
        time.IsOver(plan.ChangedAt, Over, plan.Owner) ? null
        : new(kind, plan.Owner, NudgeObject.Activity(plan.Activity), NudgeArg.Day(time.DayOf(plan.ChangedAt)), plan.Municipality, time.After(plan.ChangedAt, Over, plan.Owner), args, new(NudgeAct.Plan, plan.Activity));
}

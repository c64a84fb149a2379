namespace Activation.Domain.Nudges.Rules;

/// <summary>Something new in what somebody takes part in or follows, gathered since they last looked.</summary>
/// <param name="Thing">The initiative or the story.</param>
/// <param name="How">What weighs most of it: hidden, upheld, shown, mention, answer or comment, where somebody was spoken to; outcome, story or comment, where what they follow moved.</param>
/// <param name="FirstAt">When the first of it came.</param>
/// <param name="NewestAt">When the newest of it came.</param>
/// <param name="Open">The period under which they were told of the first, and have not looked since; null when they have.</param>
public sealed record Stirring(Guid Thing, Guid Recipient, string Municipality, string How, DateTimeOffset FirstAt, DateTimeOffset NewestAt, string? Open);

/// <summary>N5, for what is said and for what one follows: told once, however much is said until somebody looks. It keeps for two weeks of days on which one could be told.</summary>
public static class Talking
{
    public const int ToldWithin = 14;

    /// <summary>Somebody answered, or wrote about what is one's own.</summary>
    public static DueNudge? SpokenTo(Stirring one, NudgeTime time) => Due(NudgeKind.SpokenTo, one, time);

    /// <summary>What one follows has moved: within the dose, since it is not one's own.</summary>
    public static DueNudge? Moved(Stirring one, NudgeTime time) => Due(NudgeKind.FollowedMoved, one, time);

    /// <summary>Something was decided about words of one's own: there may be a time to appeal in.</summary>
    public static bool IsVerdict(DueNudge nudge) => nudge is { Kind: NudgeKind.SpokenTo, Args: [_, "hidden" or "upheld" or "shown"] };

    static DueNudge? Due(NudgeKind kind, Stirring one, NudgeTime time) =>
        time.IsOver(one.NewestAt, ToldWithin, one.Recipient) ? null
        : new DueNudge(
            kind, one.Recipient, NudgeObject.Talk(one.Thing), one.Open ?? Approving.PeriodOf(one.FirstAt), one.Municipality, time.After(one.NewestAt, ToldWithin, one.Recipient),
            [NudgeArg.Title, one.How], NudgeDeed.Look(one.Thing));
}

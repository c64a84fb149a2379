namespace Activation.Domain.Nudges.Rules;

/// <summary>Something new in what somebody takes part in or follows, gathered since they last looked.</summary>
/// <param name="Thing">The initiative or the story.</param>
/// <param name="Since">All of it, in any order; what is over for this reader is not told.</param>
/// <param name="Open">The period under which they were told of the first, and have not looked since; null when they have.</param>
public sealed record Stirring(Guid Thing, Guid Recipient, string Municipality, IReadOnlyList<Stir> Since, string? Open);

/// <summary>One thing that was said, decided or done.</summary>
/// <param name="Weight">The least weighs most.</param>
/// <param name="How">hidden, upheld, shown, mention, answer or comment, where somebody was spoken to; outcome, story or comment, where what they follow moved.</param>
public sealed record Stir(DateTimeOffset At, int Weight, string How);

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

    static DueNudge? Due(NudgeKind kind, Stirring one, NudgeTime time)
    {
        var news = one.Since.Where(stir => !time.IsOver(stir.At, ToldWithin, one.Recipient)).ToList();
        if (news.Count == 0) return null;
        return new DueNudge(
            kind, one.Recipient, NudgeObject.Talk(one.Thing), one.Open ?? Approving.PeriodOf(news.Min(stir => stir.At)), one.Municipality,
            time.After(news.Max(stir => stir.At), ToldWithin, one.Recipient), [NudgeArg.Title, news.MinBy(stir => stir.Weight)!.How], NudgeDeed.Look(one.Thing));
    }
}

namespace Activation.Domain.Challenges;

/// <summary>What one municipality has done that counts for a challenge: another than its owner has confirmed it.</summary>
/// <param name="Initiatives">Of which at least one activity was carried out there.</param>
public sealed record Share(string Municipality, int Initiatives, int Participants);

/// <summary>How far all have come.</summary>
/// <param name="Shares">Of every municipality of the programme, also of those that have done nothing yet.</param>
/// <param name="Last">Where the deed was done that was confirmed last.</param>
public sealed record Standing(IReadOnlyList<Share> Shares, string? Last)
{
    public int Initiatives => Shares.Sum(share => share.Initiatives);

    public int Participants => Shares.Sum(share => share.Participants);

    /// <summary>So many of so many: municipalities that have arrived, initiatives or participants, never more than the goal.</summary>
    public Progress Of(ChallengeAim aim) => aim.Measure switch
    {
        ChallengeMeasure.InitiativesEverywhere => new(Shares.Count(share => HasArrived(share, aim)), Shares.Count),
        ChallengeMeasure.InitiativesTogether => new(Initiatives, aim.Target),
        _ => new(Participants, aim.Target),
    };

    /// <summary>The highest number that would be reached already: what every one has done, or all together.</summary>
    public int ReachedUpTo(ChallengeMeasure measure) => measure switch
    {
        ChallengeMeasure.InitiativesEverywhere => Shares.Select(share => share.Initiatives).DefaultIfEmpty().Min(),
        ChallengeMeasure.InitiativesTogether => Initiatives,
        _ => Participants,
    };

    /// <summary>The municipality has done its part: all that is asked of each, or anything at all where they count together.</summary>
    public static bool HasArrived(Share share, ChallengeAim aim) => aim.Measure switch
    {
        ChallengeMeasure.InitiativesEverywhere => share.Initiatives >= aim.Target,
        ChallengeMeasure.InitiativesTogether => share.Initiatives > 0,
        _ => share.Participants > 0,
    };
}

/// <param name="Done">May be more than the goal: what was done beyond it is not hidden.</param>
public sealed record Progress(int Done, int Goal)
{
    /// <summary>Nobody reaches a goal of nothing.</summary>
    public bool IsReached => Goal > 0 && Done >= Goal;

    /// <summary>0–1, full when the goal is reached.</summary>
    public double Share => Goal == 0 ? 0 : Math.Min(1, (double)Done / Goal);
}

namespace Activation.Domain.Challenges;

// What all of a programme want to reach together within a stage: set, perhaps changed, reached once, or dropped.

/// <param name="Stage">Whose initiatives count.</param>
/// <param name="Text">What it is about, in a sentence.</param>
/// <param name="Until">The last day that counts.</param>
public sealed record ChallengeSet(Guid Challenge, int Stage, string Title, string Text, ChallengeAim Aim, DateOnly Until);

/// <summary>Said better, or aimed otherwise: how far it is counts anew from the same deeds.</summary>
public sealed record ChallengeChanged(Guid Challenge, string Title, string Text, ChallengeAim Aim, DateOnly Until);

/// <summary>All have arrived. It stays so, whatever happens later.</summary>
/// <param name="Last">The municipality whose deed was the one that was missing; null where that cannot be told.</param>
/// <param name="Initiatives">How many initiatives were carried out for it.</param>
/// <param name="Participants">How many took part in them.</param>
public sealed record ChallengeReached(Guid Challenge, string? Last, int Initiatives, int Participants);

public sealed record ChallengeDropped(Guid Challenge, string Reason);

/// <summary>What has to be true, for all of them or all together.</summary>
/// <param name="Value">Only initiatives that show this core value count; null for any.</param>
/// <param name="FocusArea">Only initiatives in this focus area count; null for any.</param>
/// <param name="Target">How many, 1 or more.</param>
public sealed record ChallengeAim(ChallengeMeasure Measure, string? Value, string? FocusArea, int Target);

public enum ChallengeMeasure
{
    /// <summary>Every municipality has carried out so many initiatives.</summary>
    InitiativesEverywhere,

    /// <summary>So many initiatives are carried out in all; one that is carried out in two municipalities counts in both.</summary>
    InitiativesTogether,

    /// <summary>So many people have taken part in all.</summary>
    ParticipantsTogether,
}

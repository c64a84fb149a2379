namespace Activation.Domain.Nudges;

/// <summary>How much somebody wants to be spoken to, by what they did and not by what they chose.</summary>
public enum Attention
{
    Full,

    /// <summary>Told that we go quiet, and silent since: one a month.</summary>
    Monthly,

    /// <summary>Eight more weeks without an answer: none.</summary>
    Silent,
}

/// <summary>Nobody answers for eight weeks of days on which they could be asked: then we say less, and then nothing.</summary>
public static class Fading
{
    public const int Weeks = 8;

    /// <summary>Asks that must have gone unanswered before silence means anything.</summary>
    public const int AsksAtLeast = 3;

    /// <param name="fadedAt">When the person was told that we go quiet; null when never.</param>
    /// <param name="heardAt">When the person last looked at a nudge, chose something, or did anything at all.</param>
    public static Attention Of(DateTimeOffset? fadedAt, DateTimeOffset? heardAt, Guid person, NudgeTime time) =>
        fadedAt is not { } faded || heardAt > faded ? Attention.Full
        : !time.IsOver(faded, 7 * Weeks, person) ? Attention.Monthly
        : Attention.Silent;
}

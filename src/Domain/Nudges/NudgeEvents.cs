namespace Activation.Domain.Nudges;

// What became of a nudge, in the order in which it happens. One stream a nudge; nobody decides by these, they are there to be counted.

/// <summary>A rule found it to be due; it waits for its turn.</summary>
public sealed record NudgeFellDue(Guid Nudge, NudgeKind Kind, Guid Recipient, string Object, string Period);

/// <summary>Its turn came, and chance kept it back, so that it is seen what happens without it.</summary>
public sealed record NudgeHeldOut(Guid Nudge, NudgeKind Kind, Guid Recipient);

/// <summary>It is in the bell, or a mail server has taken it.</summary>
public sealed record NudgeSent(Guid Nudge, NudgeKind Kind, Guid Recipient, NudgeVia Via);

/// <summary>It was not sent, and will not be.</summary>
public sealed record NudgeSkipped(Guid Nudge, NudgeKind Kind, Guid Recipient, NudgeReason Reason);

/// <summary>The mail server fell silent while it was handed over: it may have it or not. Nothing sends it again by itself.</summary>
public sealed record NudgeInDoubt(Guid Nudge, NudgeKind Kind, Guid Recipient);

/// <summary>The mail server will not have it.</summary>
public sealed record NudgeFailed(Guid Nudge, NudgeKind Kind, Guid Recipient);

/// <summary>An administrator has looked into it: it did arrive, or it is sent again.</summary>
public sealed record NudgeDoubtSettled(Guid Nudge, NudgeKind Kind, Guid Recipient, bool Arrived, Guid By);

public sealed record NudgeSeen(Guid Nudge, NudgeKind Kind, Guid Recipient);

/// <summary>What it asked for was done, within the days that count.</summary>
public sealed record NudgeActedOn(Guid Nudge, NudgeKind Kind, Guid Recipient);

// What people choose. One stream a member.

/// <param name="Until">Null when it is taken back.</param>
public sealed record NudgesSnoozed(Guid Member, DateTimeOffset? Until);

/// <param name="Dose">Single nudges in seven days: 0, 1, 2 or 5.</param>
public sealed record NudgeDoseChosen(Guid Member, int Dose);

/// <summary>None at all, by the link of a letter of this kind: a no to it as well.</summary>
public sealed record NudgesRefused(Guid Member, NudgeKind Kind);

public sealed record NudgeKindMuted(Guid Member, NudgeKind Kind);

public sealed record NudgeKindUnmuted(Guid Member, NudgeKind Kind);

// Whether a kind goes out at all. One stream a programme and kind.

/// <param name="By">Null when it paused itself.</param>
/// <param name="Sent">How many had been sent, and of how many people the figures are.</param>
/// <param name="OptOuts">How many have said no to the kind in the last 30 days.</param>
public sealed record NudgeKindPaused(NudgeKind Kind, PauseReason Reason, Guid? By, int Sent, int OptOuts);

public sealed record NudgeKindResumed(NudgeKind Kind, Guid By);

public enum NudgeVia
{
    Bell,
    Mail,
    Digest,
}

/// <summary>Why a nudge waits, or was not sent.</summary>
public enum NudgeReason
{
    /// <summary>It is night, a weekend, a holiday, or the weeks in which nobody is asked.</summary>
    OutsideWindow,

    /// <summary>The person is away.</summary>
    Away,

    /// <summary>The person has put everything off until a day.</summary>
    Snoozed,

    /// <summary>The person has heard enough in these seven days.</summary>
    DoseSpent,

    /// <summary>Three things that the person was asked are open still.</summary>
    OpenAsks,

    /// <summary>Something was sent about the same thing today.</summary>
    SameDay,

    /// <summary>The kind is paused.</summary>
    Paused,

    /// <summary>The person has answered little for long: one a month.</summary>
    Fading,

    /// <summary>The mail server does not answer; later.</summary>
    MailServer,

    /// <summary>It is not true any more.</summary>
    NoLongerTrue,

    /// <summary>The person was at it within the last two days.</summary>
    ActedLately,

    /// <summary>The person wants none of this kind.</summary>
    Muted,

    /// <summary>The person wants none at all.</summary>
    WantsNone,

    /// <summary>It was said twice; now a human should.</summary>
    SaidTwice,

    /// <summary>It came too late to be of use.</summary>
    TooLate,

    /// <summary>The person has left, or was erased.</summary>
    Gone,

    /// <summary>There was nothing to tell.</summary>
    NothingToTell,

    /// <summary>Its feature is not there yet.</summary>
    ComesLater,

    /// <summary>It stands in the digest of the week.</summary>
    InDigest,
}

public enum PauseReason
{
    /// <summary>More than one in a hundred said no within thirty days.</summary>
    OptOuts,

    /// <summary>After five hundred it does not show that it helps.</summary>
    NoEffect,

    /// <summary>An administrator wished it.</summary>
    ByHand,
}

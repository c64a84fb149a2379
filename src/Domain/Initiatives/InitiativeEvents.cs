namespace Activation.Domain.Initiatives;

// The whole process, in the order in which it usually happens. Votes, pledges and ratings have streams of their own,
// so that a thousand people never collide; they stand at the end. What is said about it stands in Comments/CommentEvents.cs.

/// <param name="Partners">Other municipalities in it from the start.</param>
/// <param name="Stage">The stage that was open when it was proposed.</param>
/// <param name="Parent">The initiative it was borrowed from.</param>
/// <param name="Involvement">The level that is intended for those whom it is about; null where nobody said, as before it was asked.</param>
public sealed record InitiativeProposed(
    Guid Initiative, Guid Proposer, string Municipality, string[] Partners, int Stage, string Title, string Description,
    string[] FocusAreas, ValueShown[] Values, MetricLink[] Metrics, DateTimeOffset VotingUntil, Guid? Parent, int? Involvement = null);

/// <summary>Which core value it shows, and how.</summary>
public sealed record ValueShown(string Value, string How);

/// <summary>Which metric it should move, and by what mechanism. A claim, never a measured effect.</summary>
public sealed record MetricLink(string Metric, string Mechanism);

/// <summary>The text was changed; those who voted are told and may vote again.</summary>
/// <param name="Involvement">Null leaves what was said before; 0 takes it back.</param>
public sealed record InitiativeReworded(
    Guid Initiative, string Title, string Description, string[] FocusAreas, ValueShown[] Values, MetricLink[] Metrics, int? Involvement = null);

/// <summary>Votes after this position do not count.</summary>
public sealed record VotingClosed(Guid Initiative);

public sealed record VotingReopened(Guid Initiative, DateTimeOffset VotingUntil);

/// <summary>An activity begins as a draft.</summary>
/// <param name="By">Who wrote the plan, and so may not approve it.</param>
public sealed record ActivityPlanned(Guid Initiative, Guid Activity, Guid Owner, string Municipality, ActivityPlan Plan, Guid By);

/// <param name="By">Who had a hand in the plan, and so may not approve it.</param>
public sealed record ActivityPlanChanged(Guid Initiative, Guid Activity, ActivityPlan Plan, Guid By);

/// <param name="Level">Concretisation K at that moment, 0–100.</param>
public sealed record ActivitySubmitted(Guid Initiative, Guid Activity, int Level);

/// <param name="Level">Concretisation K as the coordinator sees it, 0–100.</param>
public sealed record ConcretisationCorrected(Guid Initiative, Guid Activity, Guid By, int Level, string Reason);

public sealed record ActivityApproved(Guid Initiative, Guid Activity, Guid By, string? Reason);

public sealed record ActivityReturned(Guid Initiative, Guid Activity, Guid By, string Reason);

public sealed record ActivityDeclined(Guid Initiative, Guid Activity, Guid By, string Reason);

/// <param name="Responsible">A person or unit, in words.</param>
public sealed record ActivityScheduled(Guid Initiative, Guid Activity, string Responsible, DateOnly DueOn, string Place);

/// <param name="Participants">A count, never names.</param>
public sealed record ActivityCarriedOut(Guid Initiative, Guid Activity, Guid By, DateOnly On, int Participants, string Note);

/// <summary>Before its day, those behind it have said that it stands.</summary>
public sealed record ActivityOnTrack(Guid Initiative, Guid Activity, Guid By);

/// <param name="Note">What with.</param>
public sealed record HelpAsked(Guid Initiative, Guid Activity, Guid By, string Note);

/// <summary>What it looked like before, or after; it takes the place of the one that there was of that.</summary>
/// <param name="Alt">What somebody sees who does not see it.</param>
/// <param name="Width">In pixels, as it is kept; with <paramref name="Height"/>, so that a page need not jump.</param>
public sealed record ActivityPictured(Guid Initiative, Guid Activity, Guid By, Guid Picture, Moment Moment, string Alt, int Width, int Height);

public sealed record ActivityPictureRemoved(Guid Initiative, Guid Activity, Guid By, Guid Picture);

public sealed record ActivityCancelled(Guid Initiative, Guid Activity, Guid By, string Reason);

/// <summary>Half a year or a year later: does it live?</summary>
public sealed record ActivityFollowedUp(Guid Initiative, Guid Activity, Guid By, Aliveness Alive);

/// <summary>Others were shown it as an example, and it is not for them.</summary>
public sealed record ExampleDeclined(Guid Initiative, string Municipality, Guid By);

public sealed record InitiativeCompleted(Guid Initiative, Guid By);

public sealed record InitiativeParked(Guid Initiative, Guid By, string Reason);

public sealed record InitiativeResumed(Guid Initiative, Guid By);

public sealed record InitiativeWithdrawn(Guid Initiative, Guid By, string Reason);

/// <summary>Room was made for a duplicate: said first, so that of two merges at the same moment one knows of the other. What never came frees it again.</summary>
/// <param name="Duplicate">Which one is to be merged into this one.</param>
/// <param name="At">When.</param>
public sealed record DuplicateTakenIn(Guid Initiative, Guid Duplicate, Guid By, DateTimeOffset At);

/// <summary>That duplicate stands for itself again, or never came.</summary>
public sealed record DuplicateLetGo(Guid Initiative, Guid Duplicate, Guid By);

/// <summary>It was the same idea: from here on its votes and those who are in count at the other, each person once.</summary>
/// <param name="Into">Where it goes on.</param>
public sealed record InitiativeMerged(Guid Initiative, Guid Into, Guid By, string Reason);

/// <summary>It was another idea after all: everything is as it was, and what came to the other meanwhile stays there.</summary>
/// <param name="From">The one it had been merged into.</param>
public sealed record MergeUndone(Guid Initiative, Guid From, Guid By);

/// <summary>It was a part of another, which held two ideas. Votes stay with the other.</summary>
public sealed record InitiativeSplitOff(Guid Initiative, Guid From, Guid By, string Reason);

/// <summary>It is a part of the other again.</summary>
public sealed record SplitUndone(Guid Initiative, Guid From, Guid By);

/// <param name="Replaces">The stance of the same member that this vote takes the place of.</param>
public sealed record VoteCast(Guid Initiative, Guid Member, string Municipality, Stance Stance, Stance? Replaces);

public sealed record VoteWithdrawn(Guid Initiative, Guid Member, Stance Stance);

/// <summary>Where supports are dosed, one is set aside before the vote is cast: two votes at the same moment meet here.</summary>
/// <param name="At">When: a vote that never came after it frees it again.</param>
public sealed record SupportReserved(Guid Initiative, Guid Member, DateTimeOffset At);

/// <summary>The member may give that support to another initiative.</summary>
public sealed record SupportReleased(Guid Initiative, Guid Member);

/// <summary>"Jag är med."</summary>
public sealed record PledgeMade(Guid Initiative, Guid Member, string Municipality, string? Offer);

public sealed record PledgeWithdrawn(Guid Initiative, Guid Member, string Municipality);

/// <param name="Grade">1–5, with anchors.</param>
/// <param name="Replaces">The earlier grade of the same member.</param>
public sealed record OutcomeRated(Guid Initiative, Guid Activity, Guid Member, RaterPart Part, int Grade, int? Replaces, string? Note);

/// <summary>Words of somebody were taken out of the log; the events around it stay.</summary>
/// <param name="Texts">How many of them.</param>
public sealed record TextRemoved(Guid Initiative, Guid By, int Texts, string Reason);

/// <summary>Of which side of the deed a picture is.</summary>
public enum Moment
{
    Before,
    After,
}

public enum Aliveness
{
    Yes,
    Partly,
    No,
}

public enum Stance
{
    Support,
    NotNow,
}

/// <summary>In what part somebody rates: the owner's own grade is shown apart and never counted.</summary>
public enum RaterPart
{
    Participant,
    Coordinator,
    Owner,
}

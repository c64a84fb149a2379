using Activation.Domain.Comments;
using Activation.Domain.Courses;
using Activation.Domain.Initiatives;
using Activation.Domain.Nudges;
using Activation.Domain.Points;
using Activation.Domain.Walks;
using Activation.Store;

namespace Activation.Web.Platform.Privacy;

/// <summary>Events that are between a person and the hub: no audit, no program that reads the log and no webhook tells of them, whoever asks.</summary>
public static class PrivateEvents
{
    /// <summary>Whether somebody collects points and what they have earned, what they are told and how they like it, what they follow, what they report, where they come along, and what they hand in there and are answered.</summary>
    public static bool Holds(object data) => data is PointsChosen or BadgeAwarded or WalkJoined or WalkLeft or CourseQueueJoined or CourseSeatGiven or WorkSubmitted or WorkChosen
        or WorkDeclined or WorkWithdrawn or TopicFollowed or TopicUnfollowed or CommentReported || IsOfOneNudge(data);

    /// <summary>What of a stream one who takes words out is shown: everything but what others reported of a comment of theirs.</summary>
    public static IEnumerable<Recorded> ShownTo(Guid reader, IReadOnlyList<Recorded> stream) => stream.Any(recorded => recorded.Data is CommentPosted posted && posted.Author == reader)
        ? stream.Where(recorded => recorded.Data is not CommentReported)
        : stream;

    // What an administrator does about a kind of nudge is everybody's business.
    static bool IsOfOneNudge(object data) =>
        data.GetType().Namespace == typeof(NudgeSent).Namespace && data is not (NudgeKindPaused or NudgeKindResumed or NudgeDoubtSettled);
}

/// <summary>Events that everybody may know of and nobody joins to a person: how somebody voted, what they thought of an outcome, and to what they reacted.</summary>
public static class SecretBallots
{
    /// <summary>Their streams are named after who it was: what is masked there is secret too.</summary>
    public static bool Holds(Recorded recorded) => recorded.Data is VoteCast or VoteWithdrawn or SupportReserved or SupportReleased or OutcomeRated or ReactionGiven or ReactionTakenBack
        || (recorded.Data is EventMasked && recorded.Stream.StartsWith("rating-", StringComparison.Ordinal));
}

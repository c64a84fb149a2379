using Activation.Domain.Comments;
using Activation.Domain.Initiatives;
using Activation.Domain.Stories;

namespace Activation.Web.Features.Initiatives;

/// <summary>Which initiative and activity an event is about: asked by every projection and by the live push.</summary>
public static class InitiativeEvent
{
    public static Guid? IdOf(object data) => data switch
    {
        // Most events are votes: asked first.
        VoteCast e => e.Initiative,
        VoteWithdrawn e => e.Initiative,
        InitiativeProposed e => e.Initiative,
        InitiativeReworded e => e.Initiative,
        VotingClosed e => e.Initiative,
        VotingReopened e => e.Initiative,
        ActivityPlanned e => e.Initiative,
        ActivityPlanChanged e => e.Initiative,
        ActivitySubmitted e => e.Initiative,
        ConcretisationCorrected e => e.Initiative,
        ActivityApproved e => e.Initiative,
        ActivityReturned e => e.Initiative,
        ActivityDeclined e => e.Initiative,
        ActivityScheduled e => e.Initiative,
        ActivityCarriedOut e => e.Initiative,
        ActivityCancelled e => e.Initiative,
        ActivityPictured e => e.Initiative,
        ActivityPictureRemoved e => e.Initiative,
        ActivityOnTrack e => e.Initiative,
        HelpAsked e => e.Initiative,
        ActivityFollowedUp e => e.Initiative,
        InitiativeCompleted e => e.Initiative,
        InitiativeParked e => e.Initiative,
        InitiativeResumed e => e.Initiative,
        InitiativeWithdrawn e => e.Initiative,
        DuplicateTakenIn e => e.Initiative,
        DuplicateLetGo e => e.Initiative,
        InitiativeMerged e => e.Initiative,
        MergeUndone e => e.Initiative,
        InitiativeSplitOff e => e.Initiative,
        SplitUndone e => e.Initiative,
        PledgeMade e => e.Initiative,
        PledgeWithdrawn e => e.Initiative,
        OutcomeRated e => e.Initiative,
        CommentPosted e => e.Initiative,
        CommentRemoved e => e.Initiative,
        TextRemoved e => e.Initiative,
        StoryPublished e => e.Initiative,
        _ => null,
    };

    /// <summary>Somebody has voted on an initiative, joined it or written about it.</summary>
    public static bool IsAnswer(object data, Guid initiative) => data is VoteCast or PledgeMade or CommentPosted { Story: null } && IdOf(data) == initiative;

    /// <summary>Every initiative whose figures an event moves: a merge moves those of two.</summary>
    public static IReadOnlyList<Guid> AllOf(object data) => data switch
    {
        InitiativeMerged e => [e.Initiative, e.Into],
        MergeUndone e => [e.Initiative, e.From],
        _ => IdOf(data) is { } initiative ? [initiative] : [],
    };

    public static Guid? ActivityOf(object data) => data switch
    {
        ActivityPlanned e => e.Activity,
        ActivityPlanChanged e => e.Activity,
        ActivitySubmitted e => e.Activity,
        ConcretisationCorrected e => e.Activity,
        ActivityApproved e => e.Activity,
        ActivityReturned e => e.Activity,
        ActivityDeclined e => e.Activity,
        ActivityScheduled e => e.Activity,
        ActivityCarriedOut e => e.Activity,
        ActivityCancelled e => e.Activity,
        ActivityPictured e => e.Activity,
        ActivityPictureRemoved e => e.Activity,
        ActivityOnTrack e => e.Activity,
        HelpAsked e => e.Activity,
        ActivityFollowedUp e => e.Activity,
        OutcomeRated e => e.Activity,
        CommentPosted e => e.Activity,
        StoryPublished e => e.Activity,
        _ => null,
    };

    /// <summary>Why, in the words of the one who decided.</summary>
    public static string? ReasonOf(object data) => data switch
    {
        ActivityApproved e => e.Reason,
        ActivityReturned e => e.Reason,
        ActivityDeclined e => e.Reason,
        ConcretisationCorrected e => e.Reason,
        ActivityCancelled e => e.Reason,
        InitiativeParked e => e.Reason,
        InitiativeWithdrawn e => e.Reason,
        InitiativeMerged e => e.Reason,
        InitiativeSplitOff e => e.Reason,
        ActivityCarriedOut e => e.Note,
        HelpAsked e => e.Note,
        TextRemoved e => e.Reason,
        _ => null,
    };
}

using System.Text.Json.Serialization;
using Activation.Domain.Baselines;
using Activation.Domain.Challenges;
using Activation.Domain.Comments;
using Activation.Domain.Consents;
using Activation.Domain.Courses;
using Activation.Domain.Goals;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Domain.Nudges;
using Activation.Domain.Points;
using Activation.Domain.Programmes;
using Activation.Domain.Retention;
using Activation.Domain.Statements;
using Activation.Domain.Stories;
using Activation.Domain.Walks;
using Activation.Domain.Webhooks;
using Activation.Store;

namespace Activation.Web.Platform;

/// <summary>Every stored event name. A name is for ever: a changed shape gets a new name and the old one is upcast here.</summary>
public static class EventNames
{
    public static EventTypes All() => new EventTypes()
        // Programmes
        .Add("programme-started", EventJson.Default.ProgrammeStarted)
        .Add("programme-described", EventJson.Default.ProgrammeDescribed)
        .Add("quiet-weeks-set", EventJson.Default.QuietWeeksSet)
        .Add("rules-set", EventJson.Default.RulesSet)
        .Add("scoring-rules-set", EventJson.Default.ScoringRulesSet)
        .Add("score-goal-set", EventJson.Default.ScoreGoalSet)
        .Add("municipality-changed", EventJson.Default.MunicipalityChanged)
        .Add("municipality-moved", EventJson.Default.MunicipalityMoved)
        .Add("words-removed", EventJson.Default.WordsRemoved)
        .Add("vision-written", EventJson.Default.VisionWritten)
        .Add("municipality-joined", EventJson.Default.MunicipalityJoined)
        .Add("core-value-named", EventJson.Default.CoreValueNamed)
        .Add("focus-area-named", EventJson.Default.FocusAreaNamed)
        .Add("stage-planned", EventJson.Default.StagePlanned)
        .Add("stage-end-moved", EventJson.Default.StageEndMoved)
        .Add("stage-opened", EventJson.Default.StageOpened)
        .Add("stage-closed", EventJson.Default.StageClosed)
        .Add("network-listed", EventJson.Default.NetworkListed)
        .Add("project-archived", EventJson.Default.ProjectArchived)
        // Challenges
        .Add("challenge-set", EventJson.Default.ChallengeSet)
        .Add("challenge-changed", EventJson.Default.ChallengeChanged)
        .Add("challenge-reached", EventJson.Default.ChallengeReached)
        .Add("challenge-dropped", EventJson.Default.ChallengeDropped)
        // Walks
        .Add("walk-planned", EventJson.Default.WalkPlanned)
        .Add("walk-moved", EventJson.Default.WalkMoved)
        .Add("walk-cancelled", EventJson.Default.WalkCancelled)
        .Add("walk-joined", EventJson.Default.WalkJoined)
        .Add("walk-left", EventJson.Default.WalkLeft)
        // Courses, and what is made there
        .Add("course-offered", EventJson.Default.CourseOffered)
        .Add("course-seats-set", EventJson.Default.CourseSeatsSet)
        .Add("course-queue-joined", EventJson.Default.CourseQueueJoined)
        .Add("course-seat-given", EventJson.Default.CourseSeatGiven)
        .Add("work-submitted", EventJson.Default.WorkSubmitted)
        .Add("work-chosen", EventJson.Default.WorkChosen)
        .Add("work-declined", EventJson.Default.WorkDeclined)
        .Add("work-withdrawn", EventJson.Default.WorkWithdrawn)
        // Baselines
        .Add("baseline-opened", EventJson.Default.BaselineOpened)
        .Add("baseline-closed", EventJson.Default.BaselineClosed)
        // Members
        .Add("member-enrolled", EventJson.Default.MemberEnrolled)
        .Add("role-granted", EventJson.Default.RoleGranted)
        .Add("role-revoked", EventJson.Default.RoleRevoked)
        .Add("deputy-appointed", EventJson.Default.DeputyAppointed)
        .Add("deputy-released", EventJson.Default.DeputyReleased)
        .Add("member-moved", EventJson.Default.MemberMoved)
        .Add("member-left", EventJson.Default.MemberLeft)
        .Add("roles-changed", EventJson.Default.RolesChanged)
        .Add("absence-noted", EventJson.Default.AbsenceNoted)
        .Add("absence-ended", EventJson.Default.AbsenceEnded)
        .Add("member-erased", EventJson.Default.MemberErased)
        .Add("member-shut-out", EventJson.Default.MemberShutOut)
        .Add("member-let-in", EventJson.Default.MemberLetIn)
        .Add("member-signed-out", EventJson.Default.MemberSignedOut)
        .Add("member-key-taken-back", EventJson.Default.MemberKeyTakenBack)
        // Webhooks
        .Add("webhook-added", EventJson.Default.WebhookAdded)
        .Add("webhook-changed", EventJson.Default.WebhookChanged)
        .Add("webhook-secret-renewed", EventJson.Default.WebhookSecretRenewed)
        .Add("webhook-stopped", EventJson.Default.WebhookStopped)
        .Add("webhook-resumed", EventJson.Default.WebhookResumed)
        .Add("webhook-removed", EventJson.Default.WebhookRemoved)
        // Points
        .Add("points-chosen", EventJson.Default.PointsChosen)
        .Add("badge-awarded", EventJson.Default.BadgeAwarded)
        // Goals
        .Add("goal-area-named", EventJson.Default.GoalAreaNamed)
        .Add("goal-set", EventJson.Default.GoalSet)
        .Add("metric-defined", EventJson.Default.MetricDefined)
        .Add("metric-value-recorded", EventJson.Default.MetricValueRecorded)
        .Add("metric-value-corrected", EventJson.Default.MetricValueCorrected)
        .Add("yearly-follow-up-set", EventJson.Default.YearlyFollowUpSet)
        .Add("metric-signed-off", EventJson.Default.MetricSignedOff)
        // Initiatives
        .Add("initiative-proposed", EventJson.Default.InitiativeProposed)
        .Add("initiative-reworded", EventJson.Default.InitiativeReworded)
        .Add("voting-closed", EventJson.Default.VotingClosed)
        .Add("voting-reopened", EventJson.Default.VotingReopened)
        .Add("activity-planned", EventJson.Default.ActivityPlanned)
        .Add("activity-plan-changed", EventJson.Default.ActivityPlanChanged)
        .Add("activity-submitted", EventJson.Default.ActivitySubmitted)
        .Add("concretisation-corrected", EventJson.Default.ConcretisationCorrected)
        .Add("activity-approved", EventJson.Default.ActivityApproved)
        .Add("activity-returned", EventJson.Default.ActivityReturned)
        .Add("activity-declined", EventJson.Default.ActivityDeclined)
        .Add("activity-scheduled", EventJson.Default.ActivityScheduled)
        .Add("activity-carried-out", EventJson.Default.ActivityCarriedOut)
        .Add("activity-cancelled", EventJson.Default.ActivityCancelled)
        .Add("activity-pictured", EventJson.Default.ActivityPictured)
        .Add("activity-picture-removed", EventJson.Default.ActivityPictureRemoved)
        .Add("activity-on-track", EventJson.Default.ActivityOnTrack)
        .Add("help-asked", EventJson.Default.HelpAsked)
        .Add("activity-followed-up", EventJson.Default.ActivityFollowedUp)
        .Add("example-declined", EventJson.Default.ExampleDeclined)
        .Add("initiative-completed", EventJson.Default.InitiativeCompleted)
        .Add("initiative-parked", EventJson.Default.InitiativeParked)
        .Add("initiative-resumed", EventJson.Default.InitiativeResumed)
        .Add("initiative-withdrawn", EventJson.Default.InitiativeWithdrawn)
        .Add("duplicate-taken-in", EventJson.Default.DuplicateTakenIn)
        .Add("duplicate-let-go", EventJson.Default.DuplicateLetGo)
        .Add("initiative-merged", EventJson.Default.InitiativeMerged)
        .Add("merge-undone", EventJson.Default.MergeUndone)
        .Add("initiative-split-off", EventJson.Default.InitiativeSplitOff)
        .Add("split-undone", EventJson.Default.SplitUndone)
        .Add("vote-cast", EventJson.Default.VoteCast)
        .Add("vote-withdrawn", EventJson.Default.VoteWithdrawn)
        .Add("support-reserved", EventJson.Default.SupportReserved)
        .Add("support-released", EventJson.Default.SupportReleased)
        .Add("pledge-made", EventJson.Default.PledgeMade)
        .Add("pledge-withdrawn", EventJson.Default.PledgeWithdrawn)
        .Add("outcome-rated", EventJson.Default.OutcomeRated)
        .Add("text-removed", EventJson.Default.TextRemoved)
        // Comments
        .Add("comment-posted", EventJson.Default.CommentPosted)
        .Add("comment-removed", EventJson.Default.CommentRemoved)
        .Add("comment-reported", EventJson.Default.CommentReported)
        .Add("reports-set-aside", EventJson.Default.ReportsSetAside)
        .Add("comment-hidden", EventJson.Default.CommentHidden)
        .Add("hiding-appealed", EventJson.Default.HidingAppealed)
        .Add("hiding-upheld", EventJson.Default.HidingUpheld)
        .Add("comment-shown-again", EventJson.Default.CommentShownAgain)
        .Add("reaction-given", EventJson.Default.ReactionGiven)
        .Add("reaction-taken-back", EventJson.Default.ReactionTakenBack)
        .Add("topic-followed", EventJson.Default.TopicFollowed)
        .Add("topic-unfollowed", EventJson.Default.TopicUnfollowed)
        // Nudges
        .Add("nudge-fell-due", EventJson.Default.NudgeFellDue)
        .Add("nudge-held-out", EventJson.Default.NudgeHeldOut)
        .Add("nudge-sent", EventJson.Default.NudgeSent)
        .Add("nudge-skipped", EventJson.Default.NudgeSkipped)
        .Add("nudge-in-doubt", EventJson.Default.NudgeInDoubt)
        .Add("nudge-failed", EventJson.Default.NudgeFailed)
        .Add("nudge-doubt-settled", EventJson.Default.NudgeDoubtSettled)
        .Add("nudge-seen", EventJson.Default.NudgeSeen)
        .Add("nudge-acted-on", EventJson.Default.NudgeActedOn)
        .Add("nudges-snoozed", EventJson.Default.NudgesSnoozed)
        .Add("nudge-dose-chosen", EventJson.Default.NudgeDoseChosen)
        .Add("nudges-refused", EventJson.Default.NudgesRefused)
        .Add("nudge-kind-muted", EventJson.Default.NudgeKindMuted)
        .Add("nudge-kind-unmuted", EventJson.Default.NudgeKindUnmuted)
        .Add("nudge-kind-paused", EventJson.Default.NudgeKindPaused)
        .Add("nudge-kind-resumed", EventJson.Default.NudgeKindResumed)
        // Privacy
        .Add("retention-rule-set", EventJson.Default.RetentionRuleSet)
        .Add("consent-given", EventJson.Default.ConsentGiven)
        .Add("consent-withdrawn", EventJson.Default.ConsentWithdrawn)
        .Add("privacy-statement-written", EventJson.Default.PrivacyStatementWritten)
        .Add("accessibility-statement-written", EventJson.Default.AccessibilityStatementWritten)
        // Stories
        .Add("story-review-set", EventJson.Default.StoryReviewSet)
        .Add("story-drafted", EventJson.Default.StoryDrafted)
        .Add("story-declined", EventJson.Default.StoryDeclined)
        .Add("story-written", EventJson.Default.StoryWritten)
        .Add("story-lesson-written", EventJson.Default.StoryLessonWritten)
        .Add("story-pictured", EventJson.Default.StoryPictured)
        .Add("story-picture-changed", EventJson.Default.StoryPictureChanged)
        .Add("story-picture-removed", EventJson.Default.StoryPictureRemoved)
        .Add("story-film-set", EventJson.Default.StoryFilmSet)
        .Add("story-film-removed", EventJson.Default.StoryFilmRemoved)
        .Add("story-person-named", EventJson.Default.StoryPersonNamed)
        .Add("story-person-removed", EventJson.Default.StoryPersonRemoved)
        .Add("story-consent-recorded", EventJson.Default.StoryConsentRecorded)
        .Add("story-consent-withdrawn", EventJson.Default.StoryConsentWithdrawn)
        .Add("story-submitted", EventJson.Default.StorySubmitted)
        .Add("story-approved", EventJson.Default.StoryApproved)
        .Add("story-returned", EventJson.Default.StoryReturned)
        .Add("story-scheduled", EventJson.Default.StoryScheduled)
        .Add("story-published", EventJson.Default.StoryPublished)
        .Add("story-unpublished", EventJson.Default.StoryUnpublished);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ProgrammeStarted))]
[JsonSerializable(typeof(ProgrammeDescribed))]
[JsonSerializable(typeof(QuietWeeksSet))]
[JsonSerializable(typeof(RulesSet))]
[JsonSerializable(typeof(ScoringRulesSet))]
[JsonSerializable(typeof(ScoreGoalSet))]
[JsonSerializable(typeof(MunicipalityChanged))]
[JsonSerializable(typeof(MunicipalityMoved))]
[JsonSerializable(typeof(WordsRemoved))]
[JsonSerializable(typeof(StageEndMoved))]
[JsonSerializable(typeof(VisionWritten))]
[JsonSerializable(typeof(MunicipalityJoined))]
[JsonSerializable(typeof(CoreValueNamed))]
[JsonSerializable(typeof(FocusAreaNamed))]
[JsonSerializable(typeof(StagePlanned))]
[JsonSerializable(typeof(StageOpened))]
[JsonSerializable(typeof(StageClosed))]
[JsonSerializable(typeof(NetworkListed))]
[JsonSerializable(typeof(ProjectArchived))]
[JsonSerializable(typeof(ChallengeSet))]
[JsonSerializable(typeof(ChallengeChanged))]
[JsonSerializable(typeof(ChallengeReached))]
[JsonSerializable(typeof(ChallengeDropped))]
[JsonSerializable(typeof(BaselineOpened))]
[JsonSerializable(typeof(BaselineClosed))]
[JsonSerializable(typeof(MemberEnrolled))]
[JsonSerializable(typeof(RoleGranted))]
[JsonSerializable(typeof(RoleRevoked))]
[JsonSerializable(typeof(DeputyAppointed))]
[JsonSerializable(typeof(DeputyReleased))]
[JsonSerializable(typeof(MemberMoved))]
[JsonSerializable(typeof(MemberLeft))]
[JsonSerializable(typeof(RolesChanged))]
[JsonSerializable(typeof(AbsenceNoted))]
[JsonSerializable(typeof(AbsenceEnded))]
[JsonSerializable(typeof(MemberErased))]
[JsonSerializable(typeof(MemberShutOut))]
[JsonSerializable(typeof(MemberLetIn))]
[JsonSerializable(typeof(MemberSignedOut))]
[JsonSerializable(typeof(MemberKeyTakenBack))]
[JsonSerializable(typeof(WebhookAdded))]
[JsonSerializable(typeof(WebhookChanged))]
[JsonSerializable(typeof(WebhookSecretRenewed))]
[JsonSerializable(typeof(WebhookStopped))]
[JsonSerializable(typeof(WebhookResumed))]
[JsonSerializable(typeof(WebhookRemoved))]
[JsonSerializable(typeof(PointsChosen))]
[JsonSerializable(typeof(BadgeAwarded))]
[JsonSerializable(typeof(GoalAreaNamed))]
[JsonSerializable(typeof(GoalSet))]
[JsonSerializable(typeof(MetricDefined))]
[JsonSerializable(typeof(MetricValueRecorded))]
[JsonSerializable(typeof(MetricValueCorrected))]
[JsonSerializable(typeof(YearlyFollowUpSet))]
[JsonSerializable(typeof(MetricSignedOff))]
[JsonSerializable(typeof(InitiativeProposed))]
[JsonSerializable(typeof(InitiativeReworded))]
[JsonSerializable(typeof(VotingClosed))]
[JsonSerializable(typeof(VotingReopened))]
[JsonSerializable(typeof(ActivityPlanned))]
[JsonSerializable(typeof(ActivityPlanChanged))]
[JsonSerializable(typeof(ActivitySubmitted))]
[JsonSerializable(typeof(ConcretisationCorrected))]
[JsonSerializable(typeof(ActivityApproved))]
[JsonSerializable(typeof(ActivityReturned))]
[JsonSerializable(typeof(ActivityDeclined))]
[JsonSerializable(typeof(ActivityScheduled))]
[JsonSerializable(typeof(ActivityCarriedOut))]
[JsonSerializable(typeof(ActivityCancelled))]
[JsonSerializable(typeof(ActivityPictured))]
[JsonSerializable(typeof(ActivityPictureRemoved))]
[JsonSerializable(typeof(ActivityOnTrack))]
[JsonSerializable(typeof(HelpAsked))]
[JsonSerializable(typeof(ActivityFollowedUp))]
[JsonSerializable(typeof(ExampleDeclined))]
[JsonSerializable(typeof(InitiativeCompleted))]
[JsonSerializable(typeof(InitiativeParked))]
[JsonSerializable(typeof(InitiativeResumed))]
[JsonSerializable(typeof(InitiativeWithdrawn))]
[JsonSerializable(typeof(DuplicateTakenIn))]
[JsonSerializable(typeof(DuplicateLetGo))]
[JsonSerializable(typeof(InitiativeMerged))]
[JsonSerializable(typeof(MergeUndone))]
[JsonSerializable(typeof(InitiativeSplitOff))]
[JsonSerializable(typeof(SplitUndone))]
[JsonSerializable(typeof(VoteCast))]
[JsonSerializable(typeof(VoteWithdrawn))]
[JsonSerializable(typeof(SupportReserved))]
[JsonSerializable(typeof(SupportReleased))]
[JsonSerializable(typeof(PledgeMade))]
[JsonSerializable(typeof(PledgeWithdrawn))]
[JsonSerializable(typeof(OutcomeRated))]
[JsonSerializable(typeof(CommentPosted))]
[JsonSerializable(typeof(CommentRemoved))]
[JsonSerializable(typeof(CommentReported))]
[JsonSerializable(typeof(ReportsSetAside))]
[JsonSerializable(typeof(CommentHidden))]
[JsonSerializable(typeof(HidingAppealed))]
[JsonSerializable(typeof(HidingUpheld))]
[JsonSerializable(typeof(CommentShownAgain))]
[JsonSerializable(typeof(ReactionGiven))]
[JsonSerializable(typeof(ReactionTakenBack))]
[JsonSerializable(typeof(TopicFollowed))]
[JsonSerializable(typeof(TopicUnfollowed))]
[JsonSerializable(typeof(TextRemoved))]
[JsonSerializable(typeof(NudgeFellDue))]
[JsonSerializable(typeof(NudgeHeldOut))]
[JsonSerializable(typeof(NudgeSent))]
[JsonSerializable(typeof(NudgeSkipped))]
[JsonSerializable(typeof(NudgeInDoubt))]
[JsonSerializable(typeof(NudgeFailed))]
[JsonSerializable(typeof(NudgeDoubtSettled))]
[JsonSerializable(typeof(NudgeSeen))]
[JsonSerializable(typeof(NudgeActedOn))]
[JsonSerializable(typeof(NudgesSnoozed))]
[JsonSerializable(typeof(NudgeDoseChosen))]
[JsonSerializable(typeof(NudgesRefused))]
[JsonSerializable(typeof(NudgeKindMuted))]
[JsonSerializable(typeof(NudgeKindUnmuted))]
[JsonSerializable(typeof(NudgeKindPaused))]
[JsonSerializable(typeof(NudgeKindResumed))]
[JsonSerializable(typeof(RetentionRuleSet))]
[JsonSerializable(typeof(ConsentGiven))]
[JsonSerializable(typeof(ConsentWithdrawn))]
[JsonSerializable(typeof(PrivacyStatementWritten))]
[JsonSerializable(typeof(AccessibilityStatementWritten))]
[JsonSerializable(typeof(WalkPlanned))]
[JsonSerializable(typeof(WalkMoved))]
[JsonSerializable(typeof(WalkCancelled))]
[JsonSerializable(typeof(WalkJoined))]
[JsonSerializable(typeof(WalkLeft))]
[JsonSerializable(typeof(CourseOffered))]
[JsonSerializable(typeof(CourseSeatsSet))]
[JsonSerializable(typeof(CourseQueueJoined))]
[JsonSerializable(typeof(CourseSeatGiven))]
[JsonSerializable(typeof(WorkSubmitted))]
[JsonSerializable(typeof(WorkChosen))]
[JsonSerializable(typeof(WorkDeclined))]
[JsonSerializable(typeof(WorkWithdrawn))]
[JsonSerializable(typeof(StoryReviewSet))]
[JsonSerializable(typeof(StoryDrafted))]
[JsonSerializable(typeof(StoryDeclined))]
[JsonSerializable(typeof(StoryWritten))]
[JsonSerializable(typeof(StoryLessonWritten))]
[JsonSerializable(typeof(StoryPictured))]
[JsonSerializable(typeof(StoryPictureChanged))]
[JsonSerializable(typeof(StoryPictureRemoved))]
[JsonSerializable(typeof(StoryFilmSet))]
[JsonSerializable(typeof(StoryFilmRemoved))]
[JsonSerializable(typeof(StoryPersonNamed))]
[JsonSerializable(typeof(StoryPersonRemoved))]
[JsonSerializable(typeof(StoryConsentRecorded))]
[JsonSerializable(typeof(StoryConsentWithdrawn))]
[JsonSerializable(typeof(StorySubmitted))]
[JsonSerializable(typeof(StoryApproved))]
[JsonSerializable(typeof(StoryReturned))]
[JsonSerializable(typeof(StoryScheduled))]
[JsonSerializable(typeof(StoryPublished))]
[JsonSerializable(typeof(StoryUnpublished))]
sealed partial class EventJson : JsonSerializerContext;

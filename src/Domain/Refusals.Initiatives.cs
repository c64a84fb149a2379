namespace Activation.Domain;

// Ideas and what is done about them, and what is said of them.
public static partial class Refusals
{
    public static class Initiatives
    {
        public const string Unknown = "initiatives.unknown";
        public const string Exists = "initiatives.exists";
        public const string Parked = "initiatives.parked";
        public const string Completed = "initiatives.completed";
        public const string Withdrawn = "initiatives.withdrawn";
        public const string NotParked = "initiatives.not-parked";
        public const string ValueMissing = "initiatives.value-missing";
        public const string ValueUnknown = "initiatives.value-unknown";
        public const string FocusAreaMissing = "initiatives.focus-area-missing";
        public const string FocusAreaUnknown = "initiatives.focus-area-unknown";
        public const string MetricUnknown = "initiatives.metric-unknown";
        public const string InvolvementRange = "initiatives.involvement-range";
        public const string PartnerUnknown = "initiatives.partner-unknown";
        public const string VotingSpan = "initiatives.voting-span";
        public const string VotingClosed = "initiatives.voting-closed";
        public const string VotingIsOpen = "initiatives.voting-is-open";
        public const string BudgetSpent = "initiatives.budget-spent";
        public const string OwnVote = "initiatives.own-vote";
        public const string StanceUnknown = "initiatives.stance-unknown";
        public const string OwnPledge = "initiatives.own-pledge";
        public const string ProposerOnly = "initiatives.proposer-only";
        public const string ProposerOrCoordinator = "initiatives.proposer-or-coordinator";
        public const string CoordinatorOnly = "initiatives.coordinator-only";
        public const string CoordinatorsElsewhere = "initiatives.coordinators-elsewhere";
        public const string NothingCarriedOut = "initiatives.nothing-carried-out";
        public const string ActivitiesOpen = "initiatives.activities-open";
        public const string CarriedOutSoComplete = "initiatives.carried-out-so-complete";
        public const string CommentUnknown = "initiatives.comment-unknown";
        public const string CommentNotYours = "initiatives.comment-not-yours";
        public const string TextMissing = "initiatives.text-missing";
        public const string Merged = "initiatives.merged";
        public const string NotMerged = "initiatives.not-merged";
        public const string MergeItself = "initiatives.merge-itself";
        public const string MergeIntoMerged = "initiatives.merge-into-merged";
        public const string MergeIntoResting = "initiatives.merge-into-resting";
        public const string MergeOfMany = "initiatives.merge-of-many";
        public const string MergeApproved = "initiatives.merge-approved";
        public const string MergeUnanswered = "initiatives.merge-unanswered";
        public const string MergeMissed = "initiatives.merge-missed";
        public const string MergeCoordinatorsOnly = "initiatives.merge-coordinators-only";
        public const string NotSplit = "initiatives.not-split";
        public const string SplitAnswered = "initiatives.split-answered";
    }

    public static class Activities
    {
        public const string Unknown = "activities.unknown";
        public const string Exists = "activities.exists";
        public const string Draft = "activities.draft";
        public const string Submitted = "activities.submitted";
        public const string Returned = "activities.returned";
        public const string Declined = "activities.declined";
        public const string Approved = "activities.approved";
        public const string Scheduled = "activities.scheduled";
        public const string CarriedOut = "activities.carried-out";
        public const string Cancelled = "activities.cancelled";
        public const string OutsideMunicipalities = "activities.outside-municipalities";
        public const string OwnersOnly = "activities.owners-only";
        public const string TooVague = "activities.too-vague";
        public const string OtherMunicipality = "activities.other-municipality";
        public const string FourEyes = "activities.four-eyes";
        public const string LevelRange = "activities.level-range";
        public const string DatePassed = "activities.date-passed";
        public const string DateTooFar = "activities.date-too-far";
        public const string NotYetDone = "activities.not-yet-done";
        public const string DoneTooLongAgo = "activities.done-too-long-ago";
        public const string ParticipantsRange = "activities.participants-range";
        public const string AlivenessUnknown = "activities.aliveness-unknown";
        public const string PictureNotYours = "activities.picture-not-yours";
    }

    public static class Ratings
    {
        public const string GradeRange = "ratings.grade-range";
        public const string OnlyThoseWhoTookPart = "ratings.only-those-who-took-part";
        public const string NotCarriedOut = "ratings.not-carried-out";
    }

    public static class Comments
    {
        public const string StoryNotShown = "comments.story-not-shown";
        public const string AnsweredGone = "comments.answered-gone";
        public const string MentionsTooMany = "comments.mentions-too-many";
        public const string OwnReaction = "comments.own-reaction";
        public const string ReactionUnknown = "comments.reaction-unknown";
        public const string OwnReport = "comments.own-report";
        public const string WhyUnknown = "comments.why-unknown";
        public const string ModeratorsOnly = "comments.moderators-only";
        public const string OwnComment = "comments.own-comment";
        public const string AuthorOnly = "comments.author-only";
        public const string NotHidden = "comments.not-hidden";
        public const string AppealedOnce = "comments.appealed-once";
        public const string NoAppeal = "comments.no-appeal";
        public const string FourEyes = "comments.four-eyes";
    }
}

namespace Activation.Domain;

/// <summary>Every refusal there is, by feature. The text of each, in every language, says what is allowed now.</summary>
public static class Refusals
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

    public static class Ratings
    {
        public const string GradeRange = "ratings.grade-range";
        public const string OnlyThoseWhoTookPart = "ratings.only-those-who-took-part";
        public const string NotCarriedOut = "ratings.not-carried-out";
    }

    public static class Members
    {
        public const string Unknown = "members.unknown";
        public const string Exists = "members.exists";
        public const string Left = "members.left";
        public const string ViewersLook = "members.viewers-look";
        public const string PartnersJoin = "members.partners-join";
        public const string LeadsOnly = "members.leads-only";
        public const string AdministratorsOnly = "members.administrators-only";
        public const string RolesMissing = "members.roles-missing";
        public const string RoleUnknown = "members.role-unknown";
        public const string HomeMissing = "members.home-missing";
        public const string LastRole = "members.last-role";
        public const string AdministratorStays = "members.administrator-stays";
        public const string DeputyHome = "members.deputy-home";
        public const string LeadOrCoordinator = "members.lead-or-coordinator";
        public const string Erased = "members.erased";
        public const string HereAgain = "members.here-again";
        public const string AbsenceSpan = "members.absence-span";
        public const string ElsewhereToo = "members.elsewhere-too";
        public const string AccountElsewhereToo = "members.account-elsewhere-too";
        public const string NotOneself = "members.not-oneself";
    }

    public static class Webhooks
    {
        public const string Unknown = "webhooks.unknown";
        public const string TooMany = "webhooks.too-many";
        public const string KindsMissing = "webhooks.kinds-missing";
        public const string KindUnknown = "webhooks.kind-unknown";
    }

    public static class Programmes
    {
        public const string Unknown = "programmes.unknown";
        public const string Exists = "programmes.exists";
        public const string SlugShape = "programmes.slug-shape";
        public const string KeyShape = "programmes.key-shape";
        public const string TimeZoneUnknown = "programmes.time-zone-unknown";
        public const string LanguageUnknown = "programmes.language-unknown";
        public const string MunicipalityUnknown = "programmes.municipality-unknown";
        public const string MunicipalityExists = "programmes.municipality-exists";
        public const string RoutePlaceTaken = "programmes.route-place-taken";
        public const string PopulationRange = "programmes.population-range";
        public const string PositionRange = "programmes.position-range";
        public const string FlagRange = "programmes.flag-range";
        public const string FlagTaken = "programmes.flag-taken";
        public const string ValueUnknown = "programmes.value-unknown";
        public const string StageUnknown = "programmes.stage-unknown";
        public const string StageExists = "programmes.stage-exists";
        public const string StageBackwards = "programmes.stage-backwards";
        public const string StagesOverlap = "programmes.stages-overlap";
        public const string StageIsOpen = "programmes.stage-is-open";
        public const string StageNotOpen = "programmes.stage-not-open";
        public const string StageClosed = "programmes.stage-closed";
        public const string StageFrozen = "programmes.stage-frozen";
        public const string StageEndPast = "programmes.stage-end-past";
        public const string ChallengesOutside = "programmes.challenges-outside";
        public const string VotingDaysRange = "programmes.voting-days-range";
        public const string QuietWeeksSpan = "programmes.quiet-weeks-span";
        public const string BudgetRange = "programmes.budget-range";
        public const string NetworkExists = "programmes.network-exists";
    }

    public static class Scoring
    {
        public const string WeightsSum = "scoring.weights-sum";
        public const string NumberRange = "scoring.number-range";
        public const string ChangedMeanwhile = "scoring.changed-meanwhile";
        public const string FromTooEarly = "scoring.from-too-early";
        public const string FromTooLate = "scoring.from-too-late";
        public const string Unchanged = "scoring.unchanged";
        public const string GoalRange = "scoring.goal-range";
    }

    public static class Challenges
    {
        public const string Unknown = "challenges.unknown";
        public const string Exists = "challenges.exists";
        public const string Reached = "challenges.reached";
        public const string ReachedAlready = "challenges.reached-already";
        public const string ReachedByEach = "challenges.reached-by-each";
        public const string Dropped = "challenges.dropped";
        public const string UntilRange = "challenges.until-range";
        public const string MeasureUnknown = "challenges.measure-unknown";
        public const string TargetRange = "challenges.target-range";
    }

    public static class Walks
    {
        public const string Unknown = "walks.unknown";
        public const string Exists = "walks.exists";
        public const string KindUnknown = "walks.kind-unknown";
        public const string StartsRange = "walks.starts-range";
        public const string SeatsRange = "walks.seats-range";
        public const string GuidesOnly = "walks.guides-only";
        public const string LeaderOnly = "walks.leader-only";
        public const string Cancelled = "walks.cancelled";
        public const string Over = "walks.over";
        public const string Full = "walks.full";
    }

    public static class Courses
    {
        public const string Unknown = "courses.unknown";
        public const string Exists = "courses.exists";
        public const string OrganisersOnly = "courses.organisers-only";
        public const string NotYours = "courses.not-yours";
        public const string NotAgreed = "courses.not-agreed";
        public const string SeatsRange = "courses.seats-range";
        public const string JoinByRange = "courses.join-by-range";
        public const string JoinByPassed = "courses.join-by-passed";
        public const string OthersWait = "courses.others-wait";
        public const string MakesMissing = "courses.makes-missing";
    }

    public static class Works
    {
        public const string Unknown = "works.unknown";
        public const string ParticipantsOnly = "works.participants-only";
        public const string NotYet = "works.not-yet";
        public const string TooLate = "works.too-late";
        public const string BeingTold = "works.being-told";
        public const string Empty = "works.empty";
        public const string LicenceUnknown = "works.licence-unknown";
        public const string NameMissing = "works.name-missing";
        public const string ConsentMissing = "works.consent-missing";
        public const string TermsChanged = "works.terms-changed";
        public const string NotWaiting = "works.not-waiting";
        public const string Changed = "works.changed";
        public const string Newer = "works.newer";
    }

    public static class Points
    {
        public const string AudienceUnknown = "points.audience-unknown";
    }

    public static class Baselines
    {
        public const string StageNotBegun = "baselines.stage-not-begun";
        public const string FirstStageHasBegun = "baselines.first-stage-has-begun";
        public const string AskedAlready = "baselines.asked-already";
        public const string OneAtATime = "baselines.one-at-a-time";
        public const string UntilRange = "baselines.until-range";
        public const string NotAsked = "baselines.not-asked";
        public const string EachOneToFive = "baselines.each-one-to-five";
    }

    public static class Goals
    {
        public const string NumberRange = "goals.number-range";
        public const string AreaUnknown = "goals.area-unknown";
        public const string GoalUnknown = "goals.goal-unknown";
        public const string MetricNumberShape = "goals.metric-number-shape";
        public const string TargetMissing = "goals.target-missing";
        public const string YearMissing = "goals.year-missing";
        public const string YearRange = "goals.year-range";
        public const string TrackDisorder = "goals.track-disorder";
        public const string ResponsibleMissing = "goals.responsible-missing";
        public const string NumberNotFinite = "goals.number-not-finite";
        public const string MetricUnknown = "goals.metric-unknown";
        public const string ValueNotYours = "goals.value-not-yours";
        public const string ValueJointOnly = "goals.value-joint-only";
        public const string ValueMunicipalityMissing = "goals.value-municipality-missing";
        public const string ValueYearMissing = "goals.value-year-missing";
        public const string ValueDateMissing = "goals.value-date-missing";
        public const string ValueAhead = "goals.value-ahead";
        public const string ValueMissing = "goals.value-missing";
        public const string ValueYesOrNo = "goals.value-yes-or-no";
        public const string ValueWhole = "goals.value-whole";
        public const string ValueShare = "goals.value-share";
        public const string ValueUnit = "goals.value-unit";
        public const string ComparisonMissing = "goals.comparison-missing";
        public const string SourceMissing = "goals.source-missing";
        public const string ValueStands = "goals.value-stands";
        public const string FollowUpTooEarly = "goals.follow-up-too-early";
        public const string FollowUpSpan = "goals.follow-up-span";
        public const string FollowUpShut = "goals.follow-up-shut";
        public const string SignOffNotYours = "goals.sign-off-not-yours";
        public const string SignOffChanged = "goals.sign-off-changed";
        public const string SignOffUnexplained = "goals.sign-off-unexplained";
    }

    public static class Nudges
    {
        public const string DoseRange = "nudges.dose-range";
        public const string SnoozeRange = "nudges.snooze-range";
        public const string KindUnknown = "nudges.kind-unknown";
        public const string KindOwed = "nudges.kind-owed";
    }

    public static class Retention
    {
        public const string KindUnknown = "retention.kind-unknown";
        public const string MustEnd = "retention.must-end";
        public const string MonthsRange = "retention.months-range";
    }

    public static class Consents
    {
        public const string PurposeUnknown = "consents.purpose-unknown";
        public const string OwnOnly = "consents.own-only";
        public const string QuestionChanged = "consents.question-changed";
    }

    public static class Statements
    {
        public const string TestAhead = "statements.test-ahead";
    }

    public static class Stories
    {
        public const string Unknown = "stories.unknown";
        public const string Begun = "stories.begun";
        public const string TellersOnly = "stories.tellers-only";
        public const string NotCarriedOut = "stories.not-carried-out";
        public const string LanguageUnknown = "stories.language-unknown";
        public const string TextMissing = "stories.text-missing";
        public const string TextUnfinished = "stories.text-unfinished";
        public const string PicturesFull = "stories.pictures-full";
        public const string PictureUnknown = "stories.picture-unknown";
        public const string AltMissing = "stories.alt-missing";
        public const string FilmAddress = "stories.film-address";
        public const string FilmCaptions = "stories.film-captions";
        public const string PeopleFull = "stories.people-full";
        public const string PersonUnknown = "stories.person-unknown";
        public const string TextChanged = "stories.text-changed";
        public const string TermsChanged = "stories.terms-changed";
        public const string ConsentMissing = "stories.consent-missing";
        public const string StillTold = "stories.still-told";
        public const string FourEyes = "stories.four-eyes";
        public const string NotSubmitted = "stories.not-submitted";
        public const string ReviewFirst = "stories.review-first";
        public const string DayPassed = "stories.day-passed";
        public const string DayTooFar = "stories.day-too-far";
    }

    public static class Texts
    {
        public const string TitleMissing = "texts.title-missing";
        public const string Missing = "texts.missing";
        public const string ReasonMissing = "texts.reason-missing";
        public const string TooLong = "texts.too-long";
        public const string ForbiddenCharacter = "texts.forbidden-character";
    }
}

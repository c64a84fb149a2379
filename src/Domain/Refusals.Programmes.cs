namespace Activation.Domain;

// A programme, what it is to reach, and how that is measured.
public static partial class Refusals
{
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
        public const string NotPlanned = "scoring.not-planned";
        public const string NotLater = "scoring.not-later";
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
}

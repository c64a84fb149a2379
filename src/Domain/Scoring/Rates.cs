namespace Activation.Domain.Scoring;

/// <summary>What the rates need to know about one activity.</summary>
/// <param name="FirstDecidedOn">The day of its first answer of any kind: it places the activity in a stage, for ever.</param>
/// <param name="WasApproved">Stays true when it is cancelled later.</param>
/// <param name="DueOn">The date agreed last; null while nobody has promised one.</param>
/// <param name="PromisedOn">The same, except that a date set after the one before had passed is no promise: then that one stands.</param>
/// <param name="ToldOn">The day on which it was said that it is carried out; null where that is not known.</param>
public sealed record ActivityFacts(
    DateOnly FirstDecidedOn, bool WasApproved, bool WasDeclined, DateOnly? DueOn, DateOnly? CarriedOutOn, bool WasCancelled, Outcome Outcome,
    DateOnly? PromisedOn = null, DateOnly? ToldOn = null);

/// <summary>What became of a stage's activities. Each rate names its own whole, so that a low one shows where things stop.</summary>
public static class Rates
{
    /// <summary>Stored beside frozen figures; raised when any definition here changes.</summary>
    public const string Definition = "rates-4";

    /// <summary>As many as the score looks back.</summary>
    public const int DaysToTell = MunicipalityScore.WindowDays;

    /// <summary>The activities first answered within the stage, both days included.</summary>
    public static IEnumerable<ActivityFacts> Cohort(IEnumerable<ActivityFacts> all, DateOnly from, DateOnly to) =>
        all.Where(a => a.FirstDecidedOn >= from && a.FirstDecidedOn <= to);

    /// <param name="cohort">The activities of one stage.</param>
    /// <param name="asOf">The day on which an agreed date counts as passed or not.</param>
    /// <param name="rules">How many raters make an outcome.</param>
    public static StageFigures Of(IReadOnlyCollection<ActivityFacts> cohort, DateOnly asOf, ScoringRules rules) => new(
        Feasibility(cohort), Commitment(cohort), Completion(cohort, asOf), OnTime(cohort), TopOutcome(cohort, rules), RatedShare(cohort, rules),
        cohort.Count(a => IsNotYetDue(a, asOf)));

    /// <summary>Of the activities that got a yes or a no, the share that got a yes. 0–1.</summary>
    public static Estimate Feasibility(IReadOnlyCollection<ActivityFacts> cohort) =>
        Wilson.Share(cohort.Count(a => a.WasApproved), cohort.Count(a => a.WasApproved || a.WasDeclined));

    /// <summary>Of the approved activities, the share that somebody has promised a date for. 0–1.</summary>
    public static Estimate Commitment(IReadOnlyCollection<ActivityFacts> cohort) =>
        Wilson.Share(cohort.Count(a => a.WasApproved && a.DueOn is not null), cohort.Count(a => a.WasApproved));

    /// <summary>Of the approved activities whose date has passed or that came to an end, the share that was carried out. 0–1.</summary>
    public static Estimate Completion(IReadOnlyCollection<ActivityFacts> cohort, DateOnly asOf) => Wilson.Share(
        cohort.Count(IsCarriedOut), cohort.Count(a => IsCarriedOut(a) || IsOverdue(a, asOf) || (a.WasApproved && a.WasCancelled)));

    /// <summary>Of the activities carried out, the share that kept the date promised, and of which that was said while it could still be seen. 0–1.</summary>
    public static Estimate OnTime(IReadOnlyCollection<ActivityFacts> cohort) => Wilson.Share(
        cohort.Count(a => a is { CarriedOutOn: { } on } && (a.PromisedOn ?? a.DueOn) is { } promised && IsInTime(promised, on, a.ToldOn ?? on)), cohort.Count(IsCarriedOut));

    /// <summary>Done by the day promised, and said at most <see cref="DaysToTell"/> days after it: what is said later may be dated back, and is not known to have been in time.</summary>
    public static bool IsInTime(DateOnly promised, DateOnly on, DateOnly told) => on <= promised && told <= promised.AddDays(DaysToTell);

    /// <summary>Of the activities rated by enough, the share whose middle grade is 5. 0–1.</summary>
    public static Estimate TopOutcome(IReadOnlyCollection<ActivityFacts> cohort, ScoringRules rules) => Wilson.Share(
        cohort.Count(a => IsRated(a, rules) && a.Outcome.RoundedMedian() == Outcome.TopGrade), cohort.Count(a => IsRated(a, rules)));

    /// <summary>Of the activities carried out, the share rated by enough. 0–1.</summary>
    public static Estimate RatedShare(IReadOnlyCollection<ActivityFacts> cohort, ScoringRules rules) =>
        Wilson.Share(cohort.Count(a => IsRated(a, rules)), cohort.Count(IsCarriedOut));

    /// <summary>Approved, still open, and its date has not passed or was never set: in no completion rate, and shown beside it.</summary>
    public static bool IsNotYetDue(ActivityFacts a, DateOnly asOf) => IsWaiting(a) && !IsOverdue(a, asOf);

    /// <summary>Approved, still open, and the day promised is over: a date that is moved after it had passed takes nothing back.</summary>
    public static bool IsOverdue(ActivityFacts a, DateOnly asOf) => IsWaiting(a) && (a.PromisedOn ?? a.DueOn) < asOf;

    static bool IsWaiting(ActivityFacts a) => a.WasApproved && !a.WasCancelled && !IsCarriedOut(a);

    static bool IsCarriedOut(ActivityFacts a) => a.CarriedOutOn is not null;

    static bool IsRated(ActivityFacts a, ScoringRules rules) => IsCarriedOut(a) && a.Outcome.IsPublished(rules);
}

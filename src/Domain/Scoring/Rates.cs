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
/// <param name="asOf">The day on which an agreed date counts as passed or not.</param>
/// <param name="rules">How many raters make an outcome.</param>
public sealed class Rates(DateOnly asOf, ScoringRules rules)
{
    /// <summary>Stored beside frozen figures; raised when any definition here changes.</summary>
    public const string Definition = "rates-4";

    /// <summary>As many as the score looks back.</summary>
    public const int DaysToTell = MunicipalityScore.WindowDays;

    int answered, approved, promised, over, carriedOut, inTime, rated, top, notYetDue;

    /// <summary>The activities first answered within the stage, both days included.</summary>
    public static IEnumerable<ActivityFacts> Cohort(IEnumerable<ActivityFacts> all, DateOnly from, DateOnly to) =>
        all.Where(a => a.FirstDecidedOn >= from && a.FirstDecidedOn <= to);

    public static StageFigures Of(IEnumerable<ActivityFacts> cohort, DateOnly asOf, ScoringRules rules)
    {
        var rates = new Rates(asOf, rules);
        foreach (var activity in cohort) rates.Add(activity);
        return rates.Figures;
    }

    public StageFigures Figures => new(Feasibility, Commitment, Completion, OnTime, TopOutcome, RatedShare, notYetDue);

    /// <summary>Of the activities that got a yes or a no, the share that got a yes. 0–1.</summary>
    Estimate Feasibility => Wilson.Share(approved, answered);

    /// <summary>Of the approved activities, the share that somebody has promised a date for. 0–1.</summary>
    Estimate Commitment => Wilson.Share(promised, approved);

    /// <summary>Of the approved activities whose date has passed or that came to an end, the share that was carried out. 0–1.</summary>
    Estimate Completion => Wilson.Share(carriedOut, over);

    /// <summary>Of the activities carried out, the share that kept the date promised, and of which that was said while it could still be seen. 0–1.</summary>
    Estimate OnTime => Wilson.Share(inTime, carriedOut);

    /// <summary>Of the activities rated by enough, the share whose middle grade is 5. 0–1.</summary>
    Estimate TopOutcome => Wilson.Share(top, rated);

    /// <summary>Of the activities carried out, the share rated by enough. 0–1.</summary>
    Estimate RatedShare => Wilson.Share(rated, carriedOut);

    /// <param name="a">An activity of the stage.</param>
    /// <param name="times">1; or −1 for one that was added as it no longer is.</param>
    public void Add(ActivityFacts a, int times = 1)
    {
        Count(ref answered, a.WasApproved || a.WasDeclined);
        Count(ref approved, a.WasApproved);
        Count(ref promised, a.WasApproved && a.DueOn is not null);
        Count(ref over, IsCarriedOut(a) || IsOverdue(a) || (a.WasApproved && a.WasCancelled));
        Count(ref carriedOut, IsCarriedOut(a));
        Count(ref inTime, a is { CarriedOutOn: { } on } && (a.PromisedOn ?? a.DueOn) is { } day && IsInTime(day, on, a.ToldOn ?? on));
        Count(ref rated, IsRated(a));
        Count(ref top, IsRated(a) && a.Outcome.RoundedMedian() == Outcome.TopGrade);
        Count(ref notYetDue, IsWaiting(a) && !IsOverdue(a));

        void Count(ref int all, bool isOne) => all += isOne ? times : 0;
    }

    /// <summary>Done by the day promised, and said at most <see cref="DaysToTell"/> days after it: what is said later may be dated back, and is not known to have been in time.</summary>
    public static bool IsInTime(DateOnly promised, DateOnly on, DateOnly told) => on <= promised && told <= promised.AddDays(DaysToTell);

    // Approved, still open, and the day promised is over: a date that is moved after it had passed takes nothing back.
    bool IsOverdue(ActivityFacts a) => IsWaiting(a) && (a.PromisedOn ?? a.DueOn) < asOf;

    static bool IsWaiting(ActivityFacts a) => a.WasApproved && !a.WasCancelled && !IsCarriedOut(a);

    static bool IsCarriedOut(ActivityFacts a) => a.CarriedOutOn is not null;

    bool IsRated(ActivityFacts a) => IsCarriedOut(a) && a.Outcome.IsPublished(rules);
}

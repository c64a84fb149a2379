namespace Activation.Domain.Scoring;

/// <summary>What a deed is worth to whoever did it, and what keeps points from being collected. Looking, voting, liking, commenting and inviting earn nothing.</summary>
/// <param name="Approved">One's initiative got its first yes.</param>
/// <param name="CompletedOnTime">One's activity was carried out by the day agreed, and another says so.</param>
/// <param name="GoodOutcome">One's activity reached <paramref name="GoodOutcomeFrom"/>, rated by as many as it takes to be shown.</param>
/// <param name="ExamplePublished">What one did is shown as a good example.</param>
/// <param name="ExampleLent">Somebody elsewhere took up one's example and completed it, and another confirmed it.</param>
/// <param name="ExampleAdopted">One took up an example from elsewhere and completed it, and another confirmed it.</param>
/// <param name="HelpGiven">One's help was confirmed by who asked for it.</param>
/// <param name="Rated">One rated an outcome or answered a pulse.</param>
/// <param name="DecisionInTime">One answered an activity in time and with a reason: the same for yes and for no.</param>
/// <param name="GoodOutcomeFrom">The outcome, 1–5, that counts as good.</param>
/// <param name="DecisionWithinDays">Working days within which an answer is in time.</param>
/// <param name="HelpAMonth">How many helps of a calendar month earn points.</param>
/// <param name="RatedAMonth">How many ratings and answers of a calendar month earn points.</param>
/// <param name="WeekCap">The most that a week, Monday to Sunday, can bring.</param>
/// <param name="DampingDays">Within so many days the next of the same kind is worth less.</param>
/// <param name="Damping">The n-th of a kind is worth 1 ÷ (1 + damping · (n − 1)).</param>
/// <param name="MutualFree">So often two may vouch for each other in a stage before it weighs less.</param>
/// <param name="HalfLifeDays">After so many days a point is worth half of what it was: 2^(−days ÷ half-life).</param>
public sealed record PointRules(
    decimal Approved, decimal CompletedOnTime, decimal GoodOutcome, decimal ExamplePublished, decimal ExampleLent, decimal ExampleAdopted,
    decimal HelpGiven, decimal Rated, decimal DecisionInTime,
    double GoodOutcomeFrom, int DecisionWithinDays, int HelpAMonth, int RatedAMonth,
    decimal WeekCap, int DampingDays, decimal Damping, int MutualFree, int HalfLifeDays)
{
    /// <summary>What every programme starts with.</summary>
    public static PointRules AtStart { get; } = new(
        Approved: 10, CompletedOnTime: 20, GoodOutcome: 10, ExamplePublished: 10, ExampleLent: 15, ExampleAdopted: 15,
        HelpGiven: 5, Rated: 2, DecisionInTime: 3,
        GoodOutcomeFrom: 4, DecisionWithinDays: 5, HelpAMonth: 4, RatedAMonth: 6,
        WeekCap: 40, DampingDays: 7, Damping: 0.5m, MutualFree: 2, HalfLifeDays: 90);
}

namespace Activation.Domain.Scoring;

/// <summary>Within what a number of the rules may move.</summary>
/// <param name="Name">Of the property, <c>Weights.Breadth</c> for one within another.</param>
/// <param name="Sign">How formulas write it; empty for what stands in none.</param>
public sealed record RuleBound(string Name, double Least, double Most, Func<ScoringRules, double> Of, string Sign = "")
{
    /// <summary>Also what is no number at all is outside.</summary>
    public bool Holds(ScoringRules rules) => Of(rules) is var value && value >= Least && value <= Most;
}

/// <summary>Every number of the rules with its bounds. The least of raters and of enrolled protect single people and cannot be lowered; what is
/// divided by is never nothing.</summary>
public static class RuleBounds
{
    const double MostPoints = 100;

    /// <summary>Weights are typed with two decimals: so far their sum may be from 1.</summary>
    public const double WeightsOff = 0.0005;

    public static IReadOnlyList<RuleBound> All { get; } =
    [
        new("Weights.Breadth", 0, 1, r => r.Weights.Breadth, "wB"),
        new("Weights.Doing", 0, 1, r => r.Weights.Doing, "wG"),
        new("Weights.Outcome", 0, 1, r => r.Weights.Outcome, "wO"),
        new("Weights.Reuse", 0, 1, r => r.Weights.Reuse, "wU"),
        new("Weights.Across", 0, 1, r => r.Weights.Across, "wX"),
        new("Shrinkage", 0.5, 100, r => r.Shrinkage, "k"),
        new("AdoptionsForTwoThirds", 0.5, 100, r => r.AdoptionsForTwoThirds, "c"),
        new("PooledBelow", 5, 50, r => r.PooledBelow),
        new("PublishedFrom", 3, 20, r => r.PublishedFrom),
        new("PriorWeight", 0.5, 50, r => r.PriorWeight, "C"),
        new("PriorMean", 1, 5, r => r.PriorMean, "m"),
        new("ParticipantWeight", 0.1, 5, r => r.ParticipantWeight, "u"),
        new("CoordinatorWeight", 0.1, 5, r => r.CoordinatorWeight, "u"),
        new("RankingZ", 0, 3, r => r.RankingZ, "z"),
        new("Points.Approved", 0, MostPoints, r => (double)r.Points.Approved),
        new("Points.CompletedOnTime", 0, MostPoints, r => (double)r.Points.CompletedOnTime),
        new("Points.GoodOutcome", 0, MostPoints, r => (double)r.Points.GoodOutcome),
        new("Points.ExamplePublished", 0, MostPoints, r => (double)r.Points.ExamplePublished),
        new("Points.ExampleLent", 0, MostPoints, r => (double)r.Points.ExampleLent),
        new("Points.ExampleAdopted", 0, MostPoints, r => (double)r.Points.ExampleAdopted),
        new("Points.HelpGiven", 0, MostPoints, r => (double)r.Points.HelpGiven),
        new("Points.Rated", 0, MostPoints, r => (double)r.Points.Rated),
        new("Points.DecisionInTime", 0, MostPoints, r => (double)r.Points.DecisionInTime),
        new("Points.GoodOutcomeFrom", 1, 5, r => r.Points.GoodOutcomeFrom),
        new("Points.DecisionWithinDays", 1, 30, r => r.Points.DecisionWithinDays),
        new("Points.HelpAMonth", 0, 50, r => r.Points.HelpAMonth),
        new("Points.RatedAMonth", 0, 50, r => r.Points.RatedAMonth),
        new("Points.WeekCap", 1, 1000, r => (double)r.Points.WeekCap),
        new("Points.DampingDays", 1, 31, r => r.Points.DampingDays),
        new("Points.Damping", 0, 5, r => (double)r.Points.Damping),
        new("Points.MutualFree", 0, 20, r => r.Points.MutualFree),
        new("Points.HalfLifeDays", 7, 3650, r => r.Points.HalfLifeDays, "h"),
    ];
}

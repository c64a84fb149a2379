namespace Activation.Domain.Scoring;

/// <summary>The numbers that scores rest on: data of the programme, in force from a date, and never changed silently.</summary>
/// <param name="Version">Named beside every figure that was computed by it.</param>
/// <param name="RankingZ">z of the ranking's lower bound; 1.2816 is passed by one in ten by luck.</param>
/// <param name="PriorWeight">C: how many raters' worth of average an outcome starts with.</param>
/// <param name="PriorMean">m: the grade an outcome starts from, 1–5. A number of the rules, set by those who lead, and nobody's mean: one that moved
/// with every grade would move every outcome and every points line with it.</param>
/// <param name="ParticipantWeight">u of a participant's grade.</param>
/// <param name="CoordinatorWeight">u of a coordinator's grade. The owner's weighs nothing.</param>
/// <param name="PublishedFrom">How many raters it takes before an outcome is shown.</param>
/// <param name="Shrinkage">k: how many people's worth of the programme's mean a municipality starts with.</param>
/// <param name="AdoptionsForTwoThirds">How many adoptions in or out bring the re-use part to 63 %.</param>
/// <param name="PooledBelow">With fewer enrolled than this a municipality is shown together with others.</param>
/// <param name="Points">What a deed is worth to whoever did it.</param>
public sealed record ScoringRules(
    string Version, double RankingZ, double PriorWeight, double PriorMean, double ParticipantWeight, double CoordinatorWeight,
    int PublishedFrom, double Shrinkage, double AdoptionsForTwoThirds, int PooledBelow, ScoreWeights Weights, PointRules Points)
{
    /// <summary>What every programme starts with.</summary>
    public static ScoringRules AtStart { get; } = new(
        "1", RankingZ: 1.2816, PriorWeight: 5, PriorMean: 3.4, ParticipantWeight: 1, CoordinatorWeight: 1.5,
        PublishedFrom: 3, Shrinkage: 8, AdoptionsForTwoThirds: 3, PooledBelow: 5, new(0.30, 0.30, 0.20, 0.10, 0.10), PointRules.AtStart);
}

/// <summary>What each part of a municipality's score weighs; they sum to 1.</summary>
public sealed record ScoreWeights(double Breadth, double Doing, double Outcome, double Reuse, double Across)
{
    public double Sum => Breadth + Doing + Outcome + Reuse + Across;
}

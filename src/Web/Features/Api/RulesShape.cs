using Activation.Domain.Scoring;
using Activation.Web.Features.Scores;

namespace Activation.Web.Features.Api;

/// <summary>What the scores of a day are counted by: with a municipality's counts anybody can count its score anew.</summary>
/// <param name="From">The first day on which they hold, as it was decided; null for what every programme starts with.</param>
/// <param name="Means">μ, what small municipalities are drawn towards; null where nobody is shown.</param>
public sealed record RulesShape(string Version, DateOnly? From, NumbersShape Numbers, MeansShape? Means)
{
    public static RulesShape Of(NumbersInForce told) => new(
        told.Rules.Version, told.From, NumbersShape.Of(told.Rules), told.Means is { } means ? new(means.Breadth, means.Doing, means.Across) : null);
}

/// <summary>Every number of the rules.</summary>
/// <param name="Weights">w: what each component weighs.</param>
/// <param name="Shrinkage">k.</param>
/// <param name="AdoptionsForTwoThirds">c.</param>
/// <param name="PooledBelow">With fewer enrolled than this a municipality is shown together with others.</param>
/// <param name="PublishedFrom">How many raters it takes before an outcome is shown.</param>
/// <param name="PriorWeight">C.</param>
/// <param name="PriorMean">m: the grade, 1–5, that an outcome starts from.</param>
/// <param name="ParticipantWeight">u of a participant's grade.</param>
/// <param name="CoordinatorWeight">u of a coordinator's grade.</param>
/// <param name="RankingZ">z.</param>
/// <param name="Points">What a deed is worth to whoever did it.</param>
public sealed record NumbersShape(
    ComponentsShape Weights, double Shrinkage, double AdoptionsForTwoThirds, int PooledBelow, int PublishedFrom, double PriorWeight, double PriorMean,
    double ParticipantWeight, double CoordinatorWeight, double RankingZ, PointRules Points)
{
    public static NumbersShape Of(ScoringRules rules) => new(
        new(rules.Weights.Breadth, rules.Weights.Doing, rules.Weights.Outcome, rules.Weights.Reuse, rules.Weights.Across), rules.Shrinkage,
        rules.AdoptionsForTwoThirds, rules.PooledBelow, rules.PublishedFrom, rules.PriorWeight, rules.PriorMean, rules.ParticipantWeight,
        rules.CoordinatorWeight, rules.RankingZ, rules.Points);
}

/// <summary>Shares of all municipalities together, each 0–1.</summary>
public sealed record MeansShape(double Breadth, double Completion, double Cooperation);

/// <summary>What a municipality did in the 28 days.</summary>
/// <param name="Active">Of the enrolled.</param>
/// <param name="Due">Activities that were to be carried out.</param>
/// <param name="Done">Of those due, as far as another than their owner has confirmed it.</param>
/// <param name="Adoptions">Initiatives borrowed from other municipalities and by other municipalities.</param>
/// <param name="Initiatives">That something was done about.</param>
/// <param name="Shared">Of those, that two municipalities or more are in.</param>
public sealed record CountsShape(int Active, int Due, int Done, int Adoptions, int Initiatives, int Shared)
{
    public static CountsShape Of(MunicipalityFacts facts) => new(facts.Active, facts.Due, facts.Done, facts.Adoptions, facts.Initiatives, facts.Across);
}

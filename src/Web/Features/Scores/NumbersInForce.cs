using Activation.Domain.Scoring;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Programmes;

namespace Activation.Web.Features.Scores;

/// <summary>The numbers that a day's scores are counted by, and what was usual on it: with what a municipality rests on, anybody can count its score anew.</summary>
/// <param name="From">The first day on which they hold, as it was decided; null for what every programme starts with.</param>
/// <param name="Means">Null where nobody is shown.</param>
public sealed record NumbersInForce(ScoringRules Rules, DateOnly? From, ProgrammeMeans? Means)
{
    const string OfPoints = "Points.";

    public static NumbersInForce On(ProgrammeView here, DateOnly day, ProgrammeMeans? means)
    {
        var rules = here.RulesThen(day);
        return new(rules, here.RulesSet.LastOrDefault(set => set.Version == rules.Version)?.FromOn, means);
    }

    /// <summary>What the scores of municipalities and the order of ideas are counted by.</summary>
    public static IEnumerable<RuleBound> OfScores => RuleBounds.All.Where(bound => !IsOfPoints(bound));

    /// <summary>What a person's points are counted by.</summary>
    public static IEnumerable<RuleBound> OfPeople => RuleBounds.All.Where(IsOfPoints);

    static bool IsOfPoints(RuleBound bound) => bound.Name.StartsWith(OfPoints, StringComparison.Ordinal);
}

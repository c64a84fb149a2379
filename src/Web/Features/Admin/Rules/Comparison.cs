using Activation.Domain;
using Activation.Domain.Scoring;
using Activation.Web.Features.Initiatives;

namespace Activation.Web.Features.Admin.Rules;

/// <summary>What other rules would make of the same history, beside what those make of it that they would replace: municipalities by name, people only as numbers.</summary>
/// <param name="Outcomes">With the places: null in what was tried before they were compared.</param>
public sealed record Comparison(
    IReadOnlyList<MunicipalityChange> Municipalities, PointsChange? Points, OutcomesChange? Outcomes = null, PlacesChange? Places = null);

/// <summary>Of all outcomes that anybody has rated: how many are shown, and how many are good.</summary>
/// <param name="Appear">Shown by the new rules only.</param>
/// <param name="Disappear">Shown by the old rules only.</param>
public sealed record OutcomesChange(int Rated, int OldShown, int NewShown, int Appear, int Disappear, int OldGood, int NewGood)
{
    public static OutcomesChange Of(IReadOnlyCollection<GradeSums> rated, ScoringRules old, ScoringRules tried) => new(
        rated.Count, rated.Count(one => one.IsPublished(old)), rated.Count(one => one.IsPublished(tried)),
        rated.Count(one => one.IsPublished(tried) && !one.IsPublished(old)), rated.Count(one => one.IsPublished(old) && !one.IsPublished(tried)),
        rated.Count(one => one.IsGood(old)), rated.Count(one => one.IsGood(tried)));
}

/// <summary>Of all initiatives whose voting is over: how many would stand elsewhere in the list.</summary>
/// <param name="Farthest">The most places that one of them moves.</param>
public sealed record PlacesChange(int Initiatives, int Moved, int Farthest)
{
    public static PlacesChange Of(IReadOnlyCollection<Ranked> over, ScoringRules old, ScoringRules tried)
    {
        var before = Lineup.Of(over, old.RankingZ).Under("all", "").Items.Index().ToDictionary(one => one.Item.Initiative, one => one.Index);
        int[] moves = [.. Lineup.Of(over, tried.RankingZ).Under("all", "").Items.Index().Select(one => Math.Abs(one.Index - before[one.Item.Initiative]))];
        return new(moves.Length, moves.Count(places => places > 0), moves.DefaultIfEmpty().Max());
    }
}

/// <param name="Key">The municipality, or those too small to be shown alone.</param>
/// <param name="Members">How many municipalities the row stands for.</param>
/// <param name="OldPlace">Its place in today's ranking by the rules that would be replaced, from 1.</param>
/// <param name="Weeks">How many of the last weeks it was ranked in both ways.</param>
/// <param name="Rose">In how many of them it would surely have stood higher.</param>
/// <param name="IsSure">Both places are: no other interval touches its own, by the one rules nor by the other.</param>
public sealed record MunicipalityChange(string Key, string Name, int Members, Estimate? Old, Estimate? New, int? OldPlace, int? NewPlace,
    int Weeks, int Rose, int Fell, bool IsSure = false);

/// <summary>How everybody's points would change, together.</summary>
/// <param name="People">How many are counted.</param>
/// <param name="Moved">How many would have more, fewer and as many; null where so few that it would tell of somebody.</param>
/// <param name="OldBins">How many have 0, up to 20, 40, 80, 160, 320 and more points, small numbers hidden.</param>
public sealed record PointsChange(
    int People, decimal OldTotal, decimal NewTotal, decimal OldMedian, decimal NewMedian, IReadOnlyList<int?> Moved,
    IReadOnlyList<int?> OldBins, IReadOnlyList<int?> NewBins)
{
    /// <summary>Where the bins end; the last has no end.</summary>
    public static readonly IReadOnlyList<int> Edges = [0, 20, 40, 80, 160, 320];

    /// <param name="totals">Each person's total by the old rules and by the new.</param>
    public static PointsChange? Of(IReadOnlyList<(decimal Old, decimal New)> totals) => totals.Count < SmallNumbers.ShownFrom ? null : new(
        totals.Count, totals.Sum(one => one.Old), totals.Sum(one => one.New), Median(totals.Select(one => one.Old)), Median(totals.Select(one => one.New)),
        SmallNumbers.Hidden([totals.Count(one => one.New > one.Old), totals.Count(one => one.New < one.Old), totals.Count(one => one.New == one.Old)]),
        Bins(totals.Select(one => one.Old)), Bins(totals.Select(one => one.New)));

    static decimal Median(IEnumerable<decimal> values)
    {
        decimal[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    static IReadOnlyList<int?> Bins(IEnumerable<decimal> values)
    {
        var bins = new int[Edges.Count + 1];
        foreach (var value in values) bins[Edges.TakeWhile(edge => value > edge).Count()]++;
        return SmallNumbers.Hidden(bins);
    }
}

using Activation.Domain;
using Activation.Domain.Scoring;

namespace Activation.Web.Features.Admin.Rules;

/// <summary>What other rules would make of the same history: municipalities by name, people only as numbers.</summary>
public sealed record Comparison(IReadOnlyList<MunicipalityChange> Municipalities, PointsChange? Points);

/// <param name="Key">The municipality, or those too small to be shown alone.</param>
/// <param name="Members">How many municipalities the row stands for.</param>
/// <param name="OldPlace">Its place in the ranking today, from 1.</param>
/// <param name="Weeks">How many of the last weeks it was ranked in both ways.</param>
/// <param name="Rose">In how many of them it would have stood higher.</param>
public sealed record MunicipalityChange(string Key, string Name, int Members, Estimate? Old, Estimate? New, int? OldPlace, int? NewPlace,
    int Weeks, int Rose, int Fell);

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

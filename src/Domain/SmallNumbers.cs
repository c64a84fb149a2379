namespace Activation.Domain;

/// <summary>Counts of people as others may see them: a small one says more about somebody than about all.</summary>
public static class SmallNumbers
{
    public const int ShownFrom = 5;

    /// <summary>Each count, or null where it is hidden. Whoever knows the whole can subtract what is shown: the next smallest goes along until those
    /// hidden are enough together and more than one each. That nobody is there tells of nobody, and is shown while there is another way.</summary>
    public static IReadOnlyList<int?> Hidden(IReadOnlyList<int> counts)
    {
        var order = counts.Index().OrderBy(one => one.Item == 0).ThenBy(one => one.Item).ToList();
        var hide = order.Count(one => one.Item is > 0 and < ShownFrom);
        while (hide > 0 && hide < order.Count && TellsThemApart(order.Take(hide).Sum(one => one.Item), hide)) hide++;
        var hidden = order.Take(hide).Select(one => one.Index).ToHashSet();
        return [.. counts.Select((count, i) => hidden.Contains(i) ? (int?)null : count)];
    }

    static bool TellsThemApart(int sum, int hidden) => sum < ShownFrom || sum == hidden;
}

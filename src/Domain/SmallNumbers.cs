namespace Activation.Domain;

/// <summary>Counts of people as others may see them: a small one says more about somebody than about all.</summary>
public static class SmallNumbers
{
    public const int ShownFrom = 5;

    /// <summary>Each count, or null where it is hidden. Where only one is hidden the next smallest goes with it: it could be subtracted from the
    /// whole. That nobody is there tells of nobody, and is shown.</summary>
    public static IReadOnlyList<int?> Hidden(IReadOnlyList<int> counts)
    {
        var hidden = counts.Index().Where(one => one.Item is > 0 and < ShownFrom).Select(one => one.Index).ToHashSet();
        if (hidden.Count == 1)
            hidden.UnionWith(counts.Index().Where(one => one.Item >= ShownFrom).OrderBy(one => one.Item).Take(1).Select(one => one.Index));
        return [.. counts.Select((count, i) => hidden.Contains(i) ? (int?)null : count)];
    }
}

namespace Activation.Domain.Scoring;

/// <summary>Which groups may be shown alone, so that nobody is recognised in one, nor by taking the others from the whole.</summary>
public static class SmallGroups
{
    /// <summary>Fewer than so many are never shown alone.</summary>
    public const int AtLeast = 5;

    /// <summary>
    /// The groups that stand alone. Those with too few are put together; where even together they are too few, the next smallest joins them,
    /// because the whole less what is shown would be they. Zero is nobody, and needs no hiding.
    /// </summary>
    /// <param name="sizes">How many there are in each; one without a name is what was put together before, and never stands alone.</param>
    public static IReadOnlySet<string> Shown(IReadOnlyDictionary<string, int> sizes, int atLeast = AtLeast)
    {
        var shown = sizes.Where(group => group.Key.Length > 0 && group.Value >= atLeast)
            .OrderBy(group => group.Value).ThenBy(group => group.Key, StringComparer.Ordinal).ToList();
        var together = sizes.Values.Sum() - shown.Sum(group => group.Value);
        while (together > 0 && together < atLeast && shown.Count > 0)
        {
            together += shown[0].Value;
            shown.RemoveAt(0);
        }

        return shown.Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
    }
}

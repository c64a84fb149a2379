using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Activation.Web.Features.Initiatives;

/// <summary>The orders that readers were given of what can be voted on; good for as long as it is the same initiatives.</summary>
/// <param name="most">Readers at the same time; more only have theirs drawn anew.</param>
sealed class Shuffles(int most = 500)
{
    readonly ConcurrentDictionary<(string Tab, string Reader), ImmutableArray<int>> drawn = [];

    /// <summary>Numbers.</summary>
    public ImmutableArray<int> Of(IEnumerable<Ranked> open, string tab, string reader)
    {
        if (drawn.TryGetValue((tab, reader), out var order)) return order;
        if (drawn.Count >= most) drawn.Clear();
        return drawn[(tab, reader)] = [.. FairOrder.Of(open.Where(i => i.IsUnder(tab)), reader).Select(i => i.Number)];
    }
}

using System.Runtime.InteropServices;

namespace Activation.Domain.Scoring;

/// <summary>How many there are of each, as they come and go.</summary>
public sealed class Bag<T> where T : notnull
{
    readonly Dictionary<T, int> counts = [];

    /// <summary>Those of which there is one at least; it goes on changing.</summary>
    public IReadOnlyDictionary<T, int> All => counts;

    public int this[T one] => counts.GetValueOrDefault(one);

    /// <param name="one">Any.</param>
    /// <param name="times">Below 0 where so many go.</param>
    public void Add(T one, int times)
    {
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, one, out _);
        count += times;
        if (count == 0) counts.Remove(one);
    }
}

namespace Activation.Domain.Scoring;

/// <summary>Values that come and go, the least first.</summary>
public sealed class SortedValues<T> where T : IComparable<T>
{
    readonly List<T> values = [];
    bool isSorted;

    /// <summary>As they are now.</summary>
    public IReadOnlyList<T> All => Sorted();

    /// <param name="value">Any.</param>
    /// <param name="times">1; or −1 to take one like it away again.</param>
    /// <exception cref="ArgumentException">There is none to take away.</exception>
    public void Add(T value, int times = 1)
    {
        // Many that come before anybody looks are put in order once.
        if (times > 0 && !isSorted) values.Add(value);
        else if (Sorted().BinarySearch(value) is var at && times > 0) values.Insert(at < 0 ? ~at : at, value);
        else if (at >= 0) values.RemoveAt(at);
        else throw new ArgumentException($"{value} was never added", nameof(value));
    }

    List<T> Sorted()
    {
        if (!isSorted) values.Sort();
        isSorted = true;
        return values;
    }
}

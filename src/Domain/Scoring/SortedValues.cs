namespace Activation.Domain.Scoring;

/// <summary>Values that come and go, the least first.</summary>
public sealed class SortedValues<T> where T : IComparable<T>
{
    readonly List<T> values = [];
    bool isSorted;

    /// <summary>It goes on changing.</summary>
    public IReadOnlyList<T> All => Sorted();

    /// <param name="value">Any.</param>
    /// <param name="times">How many like it come; below 0, how many go.</param>
    /// <exception cref="ArgumentException">There are not so many to take away.</exception>
    public void Add(T value, int times)
    {
        for (; times > 0; times--) Add(value);
        for (; times < 0; times++) Remove(value);
    }

    void Add(T value)
    {
        // Many that come before anybody looks are put in order once.
        var at = isSorted ? values.BinarySearch(value) : values.Count;
        values.Insert(at < 0 ? ~at : at, value);
    }

    void Remove(T value)
    {
        var at = Sorted().BinarySearch(value);
        if (at < 0) throw new ArgumentException($"{value} was never added", nameof(value));
        values.RemoveAt(at);
    }

    List<T> Sorted()
    {
        if (!isSorted) values.Sort();
        isSorted = true;
        return values;
    }
}

namespace Activation.Store;

/// <summary>A read-model table: one record type, its columns the record's properties in snake case.</summary>
/// <param name="Name">Of the table, not qualified.</param>
/// <param name="Row">The record type of a row.</param>
/// <param name="Key">The key columns, in the order in which keys are given.</param>
public sealed record Table(string Name, Type Row, IReadOnlyList<string> Key)
{
    /// <summary>
    /// Each row comes of the events of one stream alone, in their order, such as how something stood from when until when. Mended after a blanking it is
    /// folded from nothing, since its last state says too little about those before it; and where words are in its key it goes, or comes, with them.
    /// </summary>
    public bool OfOneStream { get; init; }

    /// <summary>The table of a row type.</summary>
    public static Table Of<TRow>(string name, params string[] key) => new(name, typeof(TRow), key);
}

/// <summary>The rows that a page of events needs, collected before any of them is folded.</summary>
public sealed class Wanted
{
    readonly Dictionary<Type, HashSet<RowKey>> keys = [];
    readonly Dictionary<Type, HashSet<RowKey>> starts = [];

    /// <summary>Asks for one row by its key, given in the order of <see cref="Table.Key"/>.</summary>
    public void Row<TRow>(params object[] key)
    {
        if (!keys.TryGetValue(typeof(TRow), out var set)) keys[typeof(TRow)] = set = [];
        set.Add(new RowKey(key));
    }

    /// <summary>Asks for all rows whose key begins so: for the rare event that turns a whole group of them. As many are held in memory.</summary>
    public void Rows<TRow>(params object[] start)
    {
        if (!starts.TryGetValue(typeof(TRow), out var set)) starts[typeof(TRow)] = set = [];
        set.Add(new RowKey(start));
    }

    internal bool IsEmpty => starts.Count == 0 && keys.Values.All(set => set.Count == 0);

    /// <summary>Forgets everything, for the next page, and keeps what it was held in.</summary>
    internal void Clear()
    {
        foreach (var set in keys.Values) set.Clear();
        starts.Clear();
    }

    /// <summary>What of it is not loaded yet.</summary>
    internal Wanted Beside(Rows rows)
    {
        var left = new Wanted();
        foreach (var (type, set) in keys)
            if (set.Where(key => !rows.IsLoaded(type, key)).ToHashSet() is { Count: > 0 } missing) left.keys[type] = missing;
        foreach (var (type, set) in starts)
            if (set.Where(start => !rows.AreLoaded(type, start)).ToHashSet() is { Count: > 0 } missing) left.starts[type] = missing;
        return left;
    }

    /// <summary>Beginnings of keys that only one of the two asks for.</summary>
    internal Wanted StartsUnlike(Wanted other)
    {
        var unlike = new Wanted();
        foreach (var type in starts.Keys.Union(other.starts.Keys))
        {
            var set = new HashSet<RowKey>(starts.GetValueOrDefault(type) ?? []);
            set.SymmetricExceptWith(other.starts.GetValueOrDefault(type) ?? []);
            if (set.Count > 0) unlike.starts[type] = set;
        }

        return unlike;
    }

    internal IReadOnlyDictionary<Type, HashSet<RowKey>> Keys => keys;

    /// <summary>Beginnings of keys.</summary>
    internal IReadOnlyDictionary<Type, HashSet<RowKey>> Starts => starts;
}

/// <summary>A key with the equality of its parts. Asked for in several tables of a page: its hash is made once.</summary>
readonly record struct RowKey(object[] Parts)
{
    readonly int hash = HashOf(Parts);

    public bool Equals(RowKey other) => hash == other.hash && Parts.AsSpan().SequenceEqual(other.Parts);

    public override int GetHashCode() => hash;

    static int HashOf(object[] parts)
    {
        var code = new HashCode();
        foreach (var part in parts) code.Add(part);
        return code.ToHashCode();
    }

    public bool Begins(RowKey start) => Parts.Length >= start.Parts.Length && Parts.AsSpan(0, start.Parts.Length).SequenceEqual(start.Parts);
}

namespace Activation.Store;

/// <summary>The rows of one page of events: loaded once, folded in memory, written once. What is not here was not asked for.</summary>
public sealed class Rows
{
    /// <summary>What has held more rows of a table than this is not used again for the next page: a whole group of rows is rare, and may be most of the table.</summary>
    const int MostReused = 20_000;

    readonly Dictionary<Type, Dictionary<RowKey, Slot>> loaded = [];
    readonly Dictionary<Type, List<(RowKey Key, Slot Slot)>> changed = [];
    readonly Dictionary<Type, List<object>> added = [];
    readonly HashSet<(Type, RowKey)> starts = [];

    /// <summary>The row with this key, or null when there is none.</summary>
    /// <exception cref="InvalidOperationException">The projection did not ask for it in <see cref="IProjection.Wants"/>.</exception>
    public TRow? Find<TRow>(params object[] key) where TRow : class
    {
        var wanted = new RowKey(key);
        if (loaded.TryGetValue(typeof(TRow), out var rows) && rows.TryGetValue(wanted, out var slot)) return (TRow?)slot.Row;
        // Of a group that is loaded as a whole, what is not here is nowhere.
        return starts.Any(start => start.Item1 == typeof(TRow) && wanted.Begins(start.Item2))
            ? null
            : throw new InvalidOperationException($"{typeof(TRow).Name} {string.Join(", ", key)} was not wanted");
    }

    /// <summary>The row with this key as far as it is loaded: null also when nobody has asked for it yet.</summary>
    public TRow? Known<TRow>(params object[] key) where TRow : class =>
        loaded.TryGetValue(typeof(TRow), out var rows) && rows.TryGetValue(new RowKey(key), out var slot) ? (TRow?)slot.Row : null;

    /// <summary>All rows whose key begins so, as they are by now in this page, in no particular order.</summary>
    /// <exception cref="InvalidOperationException">The projection did not ask for them in <see cref="IProjection.Wants"/>.</exception>
    public IReadOnlyList<TRow> Starting<TRow>(params object[] start) where TRow : class
    {
        var key = new RowKey(start);
        if (!starts.Contains((typeof(TRow), key))) throw new InvalidOperationException($"{typeof(TRow).Name} {string.Join(", ", start)}… were not wanted");
        return loaded.TryGetValue(typeof(TRow), out var rows) ? [.. rows.Where(row => row.Key.Begins(key)).Select(row => row.Value.Row).OfType<TRow>()] : [];
    }

    /// <summary>Writes the row with this key, new or changed.</summary>
    public void Put<TRow>(TRow row, params object[] key) where TRow : class => Set(typeof(TRow), new RowKey(key), row);

    /// <summary>Removes the row with this key, if it is there.</summary>
    public void Remove<TRow>(params object[] key) where TRow : class => Set(typeof(TRow), new RowKey(key), null);

    /// <summary>Adds a row that nothing will ask for again while this page is folded (histories, ledgers): written without being looked up.</summary>
    public void Add<TRow>(TRow row) where TRow : class
    {
        if (!added.TryGetValue(typeof(TRow), out var list)) added[typeof(TRow)] = list = [];
        list.Add(row);
    }

    /// <summary>Forgets everything, for the next page. What it was held in is used again: large as it is for thousands of rows, it costs more to make than to empty.</summary>
    internal void Clear()
    {
        foreach (var type in loaded.Where(rows => rows.Value.Count > MostReused).Select(rows => rows.Key).ToArray())
        {
            loaded.Remove(type);
            changed.Remove(type);
        }

        foreach (var rows in loaded.Values) rows.Clear();
        foreach (var slots in changed.Values) slots.Clear();
        added.Clear();
        starts.Clear();
    }

    /// <summary>Takes over a row that another page has changed.</summary>
    internal void Change(Type type, RowKey key, Slot slot)
    {
        if (!changed.TryGetValue(type, out var slots)) changed[type] = slots = [];
        slots.Add((key, slot));
    }

    internal void Add(Type type, IReadOnlyList<object> rows)
    {
        if (rows.Count == 0) return;
        if (!added.TryGetValue(type, out var list)) added[type] = list = [];
        list.AddRange(rows);
    }

    internal void Put(Type type, RowKey key, object row) => Set(type, key, row);

    internal void Remove(Type type, RowKey key) => Set(type, key, null);

    internal void Load(Type row, RowKey key, object? value)
    {
        if (!loaded.TryGetValue(row, out var rows)) loaded[row] = rows = [];
        rows.TryAdd(key, new() { Row = value, WasThere = value is not null });
    }

    internal bool IsLoaded(Type row, RowKey key) => loaded.TryGetValue(row, out var rows) && rows.ContainsKey(key);

    internal IEnumerable<RowKey> KeysOf(Type row) => loaded.TryGetValue(row, out var rows) ? rows.Keys : [];

    internal bool AreLoaded(Type row, RowKey start) => starts.Contains((row, start));

    /// <summary>The rows that begin so are loaded, or there are none.</summary>
    internal void Loaded(Type row, RowKey start) => starts.Add((row, start));

    /// <summary>What was put or removed.</summary>
    internal List<(RowKey Key, Slot Slot)> Changed(Type row) => changed.TryGetValue(row, out var slots) ? slots : [];

    internal IEnumerable<Type> Written => changed.Keys.Union(added.Keys);

    /// <summary>How many rows there are to write.</summary>
    internal int ToWrite => changed.Values.Sum(slots => slots.Count) + added.Values.Sum(list => list.Count);

    internal IReadOnlyList<object> Added(Type row) => added.TryGetValue(row, out var list) ? list : [];

    void Set(Type type, RowKey key, object? row)
    {
        if (!loaded.TryGetValue(type, out var rows)) loaded[type] = rows = [];
        // Of what was never looked for nobody knows.
        if (!rows.TryGetValue(key, out var slot)) rows[key] = slot = new() { WasThere = true };
        slot.Row = row;
        if (slot.IsChanged) return;
        slot.IsChanged = true;
        Change(type, key, slot);
    }

    /// <summary>A row of this page: as it is by now, or null.</summary>
    internal sealed class Slot
    {
        public object? Row { get; set; }

        /// <summary>False where nobody has it: it was looked for and not found, or whoever writes all of the table knows.</summary>
        public bool WasThere { get; set; }

        public bool IsChanged { get; set; }
    }
}

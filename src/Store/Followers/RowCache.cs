namespace Activation.Store.Followers;

/// <summary>Rows of a schema that only one rebuild writes, kept unwritten for as long as they change again: what a hundred events turn is written once. Of all that were
/// written it knows that they may be there.</summary>
/// <remarks>A third of the limit is what was asked for lately, a third what was before that, and a third may be on its way to the tables.</remarks>
sealed class RowCache(int limit)
{
    readonly Dictionary<Type, Kept> rows = [];
    readonly HashSet<Type> unkeyed = [];
    readonly KeyFilter written = new();
    List<Rows> leaving = [new()];

    /// <summary>Gives a page the rows that it wants and that are here, or cannot be anywhere.</summary>
    /// <returns>The keys that have to be looked up.</returns>
    public Dictionary<Type, RowKey[]> Fill(Wanted wanted, Rows page)
    {
        var missing = new Dictionary<Type, RowKey[]>();
        foreach (var (type, keys) in wanted.Keys)
        {
            var (kept, isKeyed, unknown) = (Of(type), IsKeyed(type), new List<RowKey>());
            foreach (var key in keys)
            {
                if (kept.Find(key) is { } slot) page.Load(type, key, slot.Row);
                else if (isKeyed && !written.MayHave(type, key)) page.Load(type, key, null);
                else unknown.Add(key);
            }

            if (unknown.Count > 0) missing[type] = [.. unknown];
        }

        return missing;
    }

    /// <summary>Gives a page what is here of the groups of rows that it wants. What the tables have of them is loaded after it, and may be older.</summary>
    public void FillStarts(Wanted wanted, Rows page)
    {
        foreach (var (type, starts) in wanted.Starts)
            foreach (var (key, slot) in Of(type).All)
                if (starts.Any(key.Begins)) page.Load(type, key, slot.Row);
    }

    /// <summary>Keeps what a page changed, and tells it which of that was nowhere before.</summary>
    /// <returns>True when there is so much that what leaves is to be written.</returns>
    public bool Keep(Rows page)
    {
        // What leaves is written together, a row once; of tables that may get a row twice each page is written for itself.
        if (page.Written.Any(type => !IsKeyed(type) && page.Changed(type).Count > 0)) leaving.Add(new());
        foreach (var type in page.Written)
        {
            var (kept, added) = (Of(type), page.Added(type));
            foreach (var (key, slot) in page.Changed(type))
            {
                if (!written.Add(type, key) && IsKeyed(type)) slot.WasThere = false;
                // What is not written yet is as much in its table as it was.
                else if (kept.Find(key) is { } unwritten) slot.WasThere = unwritten.WasThere;
                kept.Put(key, slot);
            }

            leaving[^1].Add(type, added);
            // Added rows were never seen here under a key: of their tables nothing is kept, and who asks is answered by them.
            if (added.Count > 0) unkeyed.Add(type);
            if (!IsKeyed(type)) kept.Leave(type, leaving[^1]);
        }

        if (rows.Values.Sum(kept => kept.Lately) + leaving.Sum(some => some.ToWrite) <= limit / 3) return false;
        foreach (var (type, kept) in rows) kept.Age(type, leaving[^1]);
        return true;
    }

    /// <summary>What has to be written, one after another, before the tables are asked for anything that is not here.</summary>
    public IReadOnlyList<Rows> Leaving()
    {
        var these = leaving;
        leaving = [new()];
        return these;
    }

    /// <summary>All that is not written yet. Nothing is kept of it.</summary>
    public IReadOnlyList<Rows> Rest()
    {
        foreach (var (type, kept) in rows) kept.Leave(type, leaving[^1]);
        return Leaving();
    }

    bool IsKeyed(Type type) => !unkeyed.Contains(type);

    Kept Of(Type type)
    {
        if (!rows.TryGetValue(type, out var kept)) rows[type] = kept = new();
        return kept;
    }

    /// <summary>The unwritten rows of one table.</summary>
    sealed class Kept
    {
        Dictionary<RowKey, Rows.Slot> lately = [], before = [];

        public int Lately => lately.Count;

        public IEnumerable<KeyValuePair<RowKey, Rows.Slot>> All => before.Concat(lately);

        public Rows.Slot? Find(RowKey key)
        {
            if (lately.TryGetValue(key, out var slot)) return slot;
            if (before.Remove(key, out slot)) lately[key] = slot;
            return slot;
        }

        public void Put(RowKey key, Rows.Slot slot) => lately[key] = slot;

        /// <summary>Lets go what nobody has asked for lately.</summary>
        public void Age(Type type, Rows leaving)
        {
            foreach (var (key, slot) in before) leaving.Change(type, key, slot);
            // What has grown large once is filled again soon.
            before.Clear();
            (lately, before) = (before, lately);
        }

        public void Leave(Type type, Rows leaving)
        {
            Age(type, leaving);
            Age(type, leaving);
        }
    }
}

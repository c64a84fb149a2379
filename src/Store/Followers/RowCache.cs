namespace Activation.Store.Followers;

/// <summary>The rows of a schema that only one rebuild writes, kept between pages, and of those that were dropped that they may be there.</summary>
sealed class RowCache(int limit)
{
    readonly Dictionary<Type, Dictionary<RowKey, object?>> rows = [];
    readonly HashSet<Type> unkeyed = [];
    readonly KeyFilter written = new();
    int count;

    /// <summary>Gives a page the rows that it wants and that are here, or cannot be anywhere.</summary>
    /// <returns>The keys that have to be looked up.</returns>
    public Dictionary<Type, RowKey[]> Fill(Wanted wanted, Rows page)
    {
        var missing = new Dictionary<Type, RowKey[]>();
        foreach (var (type, keys) in wanted.Keys)
        {
            var kept = Of(type);
            var unknown = new List<RowKey>();
            foreach (var key in keys)
            {
                if (kept.TryGetValue(key, out var row) || !MayBeThere(type, key)) page.Load(type, key, row);
                else unknown.Add(key);
            }

            if (unknown.Count > 0) missing[type] = [.. unknown];
        }

        return missing;
    }

    /// <summary>Keeps what a page changed, and tells it which of that was nowhere before; when it becomes too much, starts again from nothing.</summary>
    public void Keep(Rows page)
    {
        if (count > limit) Drop();
        foreach (var type in page.Written)
        {
            var (kept, isKeyed) = (Of(type), !unkeyed.Contains(type));
            count -= kept.Count;
            foreach (var (key, slot) in page.Changed(type))
            {
                if (!written.Add(type, key) && isKeyed) slot.WasThere = false;
                kept[key] = slot.Row;
            }

            if (page.Added(type).Count > 0) Forget(type, kept);
            count += kept.Count;
        }
    }

    bool MayBeThere(Type type, RowKey key) => unkeyed.Contains(type) || written.MayHave(type, key);

    // Added rows were never seen here under a key: from now on the table itself is asked.
    void Forget(Type type, Dictionary<RowKey, object?> kept)
    {
        kept.Clear();
        unkeyed.Add(type);
    }

    void Drop()
    {
        rows.Clear();
        count = 0;
    }

    Dictionary<RowKey, object?> Of(Type type)
    {
        if (!rows.TryGetValue(type, out var kept)) rows[type] = kept = [];
        return kept;
    }
}

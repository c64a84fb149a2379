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
            var (kept, isKeyed, unknown) = (Of(type), IsKeyed(type), new List<RowKey>());
            foreach (var key in keys)
            {
                if (kept.TryGetValue(key, out var row) || (isKeyed && !written.MayHave(type, key))) page.Load(type, key, row);
                else unknown.Add(key);
            }

            if (unknown.Count > 0) missing[type] = [.. unknown];
        }

        return missing;
    }

    /// <summary>Keeps what a page changed of the tables that are asked, and tells it which of that was nowhere before; when it becomes too much, starts again from nothing.</summary>
    public void Keep(Rows page)
    {
        if (count > limit) Drop();
        foreach (var type in page.Written)
        {
            // Where nobody has looked yet, nothing is kept for them: most rows of most logs are put and never asked for.
            var (kept, isKeyed) = (rows.GetValueOrDefault(type), IsKeyed(type));
            count -= kept?.Count ?? 0;
            foreach (var (key, slot) in page.Changed(type))
            {
                if (!written.Add(type, key) && isKeyed) slot.WasThere = false;
                if (kept is not null) kept[key] = slot.Row;
            }

            if (page.Added(type).Count > 0) Forget(type);
            count += kept?.Count ?? 0;
        }
    }

    bool IsKeyed(Type type) => !unkeyed.Contains(type);

    // Added rows were never seen here under a key: from now on the table itself is asked.
    void Forget(Type type)
    {
        rows.GetValueOrDefault(type)?.Clear();
        unkeyed.Add(type);
    }

    // What has grown large once is filled again soon.
    void Drop()
    {
        foreach (var kept in rows.Values) kept.Clear();
        count = 0;
    }

    /// <summary>Of a table that is asked: from now on its rows are kept.</summary>
    Dictionary<RowKey, object?> Of(Type type)
    {
        if (!rows.TryGetValue(type, out var kept)) rows[type] = kept = [];
        return kept;
    }
}

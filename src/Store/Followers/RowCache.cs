namespace Activation.Store.Followers;

/// <summary>The rows of a schema that only one rebuild writes, kept between pages. While nothing was dropped, what is not here does not exist.</summary>
sealed class RowCache(int limit)
{
    readonly Dictionary<Type, Dictionary<RowKey, object?>> rows = [];
    readonly HashSet<Type> incomplete = [];
    bool complete = true;
    int count;

    /// <summary>Gives a page the rows that it wants and that are here.</summary>
    /// <returns>The keys that have to be looked up.</returns>
    public Dictionary<Type, RowKey[]> Fill(Wanted wanted, Rows page)
    {
        var missing = new Dictionary<Type, RowKey[]>();
        foreach (var (type, keys) in wanted.Keys)
        {
            var kept = Of(type);
            var known = complete && !incomplete.Contains(type);
            var unknown = new List<RowKey>();
            foreach (var key in keys)
            {
                if (kept.TryGetValue(key, out var row) || known) page.Load(type, key, row);
                else unknown.Add(key);
            }

            if (unknown.Count > 0) missing[type] = [.. unknown];
        }

        return missing;
    }

    /// <summary>Keeps what a page changed; when that becomes too much, starts again from nothing.</summary>
    public void Keep(Rows page)
    {
        if (count > limit) Drop();
        foreach (var type in page.Written)
        {
            var kept = Of(type);
            count -= kept.Count;
            foreach (var (key, row) in page.Changed(type)) kept[key] = row;
            if (page.Added(type).Count > 0) Forget(type, kept);
            count += kept.Count;
        }
    }

    // Added rows were never seen here under a key: from now on the table itself is asked.
    void Forget(Type type, Dictionary<RowKey, object?> kept)
    {
        kept.Clear();
        incomplete.Add(type);
    }

    void Drop()
    {
        rows.Clear();
        (complete, count) = (false, 0);
    }

    Dictionary<RowKey, object?> Of(Type type)
    {
        if (!rows.TryGetValue(type, out var kept)) rows[type] = kept = [];
        return kept;
    }
}

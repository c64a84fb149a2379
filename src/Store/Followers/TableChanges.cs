namespace Activation.Store.Followers;

/// <summary>What a folded page leaves to be written to one table.</summary>
/// <param name="Row">Which table, by its rows.</param>
/// <param name="Gone">Removed, whether they are there or not.</param>
/// <param name="Put">May be there already.</param>
/// <param name="First">Were nowhere before: written without being looked up.</param>
sealed record TableChanges(Type Row, IReadOnlyList<RowKey> Gone, IReadOnlyList<object> Put, IReadOnlyList<object> First)
{
    /// <summary>Looks at every row once: a rebuild has thousands of a page.</summary>
    public static TableChanges Of(Rows rows, TableShape shape)
    {
        var type = shape.Table.Row;
        var (changed, added) = (rows.Changed(type), rows.Added(type));
        var (gone, put, first) = (new List<RowKey>(), new List<object>(), new List<object>(changed.Count + added.Count));
        foreach (var (key, slot) in changed)
        {
            if (slot.Row is not { } row)
            {
                gone.Add(key);
                continue;
            }

            shape.CheckKey(key, row);
            (slot.WasThere ? put : first).Add(row);
        }

        first.AddRange(added);
        return new(type, gone, put, first);
    }
}

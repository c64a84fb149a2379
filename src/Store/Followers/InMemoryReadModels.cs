namespace Activation.Store.Followers;

/// <summary>The tables in memory, for tests of projections: no database, and every event a page of its own.</summary>
public sealed class InMemoryReadModels
{
    readonly Folding folding;
    readonly Dictionary<Type, TableShape> shapes;
    readonly Dictionary<Type, Dictionary<RowKey, object>> tables;

    /// <summary>Starts with empty tables.</summary>
    public InMemoryReadModels(params IReadOnlyList<IProjection> projections)
    {
        var blueprint = new Blueprint(projections);
        folding = blueprint.Folding;
        shapes = blueprint.Shapes.ToDictionary(shape => shape.Table.Row);
        tables = shapes.Keys.ToDictionary(row => row, _ => new Dictionary<RowKey, object>());
    }

    /// <summary>Folds events in the order given.</summary>
    public void Fold(params IReadOnlyList<Recorded> events)
    {
        foreach (var recorded in events)
        {
            var rows = new Rows();
            for (var wants = folding.Wants([recorded]); !wants.IsEmpty; wants = folding.WantsNext([recorded], rows)) Load(wants, rows);
            folding.Fold([recorded], rows);
            foreach (var type in rows.Written) Write(type, rows);
        }
    }

    void Load(Wanted wants, Rows rows)
    {
        foreach (var (type, keys) in wants.Keys)
            foreach (var key in keys) rows.Load(type, key, tables[type].GetValueOrDefault(key));
        foreach (var (type, starts) in wants.Starts)
        {
            foreach (var start in starts)
            {
                foreach (var (key, row) in tables[type].Where(row => row.Key.Begins(start))) rows.Load(type, key, row);
                rows.Loaded(type, start);
            }
        }
    }

    /// <summary>The row with this key, or null.</summary>
    public TRow? Find<TRow>(params object[] key) where TRow : class => (TRow?)tables[typeof(TRow)].GetValueOrDefault(new RowKey(key));

    /// <summary>All rows of a table, in no particular order.</summary>
    public IReadOnlyList<TRow> All<TRow>() where TRow : class => [.. tables[typeof(TRow)].Values.Cast<TRow>()];

    void Write(Type type, Rows rows)
    {
        foreach (var (key, slot) in rows.Changed(type))
        {
            if (slot.Row is not { } row)
            {
                tables[type].Remove(key);
                continue;
            }

            shapes[type].CheckKey(key, row);
            tables[type][key] = row;
        }

        foreach (var row in rows.Added(type)) tables[type].Add(shapes[type].KeyOf(row), row);
    }
}

namespace Activation.Store.Followers;

/// <summary>The statements of a table in one schema; each takes one JSON array, however many rows that is.</summary>
sealed class TableSql
{
    public TableSql(string schema, TableShape shape)
    {
        var table = $"{Quoted(schema)}.{Quoted(shape.Table.Name)}";
        var key = shape.Table.Key.Select(Quoted).ToArray();
        var columns = shape.Columns.Select(Quoted).ToArray();
        var rows = $"json_populate_recordset(null::{table}, $1)";
        var sameKey = string.Join(" and ", key.Select(column => $"t.{column} = k.{column}"));
        var rest = columns.Except(key, StringComparer.Ordinal).Select(column => $"{column} = excluded.{column}").ToArray();

        Insert = $"insert into {table} ({string.Join(", ", columns)}) select {string.Join(", ", columns)} from {rows}";
        Upsert = $"{Insert} on conflict ({string.Join(", ", key)}) do {(rest is [] ? "nothing" : $"update set {string.Join(", ", rest)}")}";
        Delete = $"delete from {table} t using {rows} k where {sameKey}";
        // The ordinal says which of the asked keys a row answers, whatever the types of the key are.
        Load = $"""
            select k.ordinality::int - 1, (select row_to_json(r) from (select {string.Join(", ", columns.Select(column => $"t.{column}"))}) r)
            from {rows} with ordinality k join {table} t on {sameKey}
            """;
        // One beginning of a key in the array; what it leaves out is any.
        Starting = length => $"""
            select row_to_json(r)::text from (select {string.Join(", ", columns.Select(column => $"t.{column}"))}
            from {rows} k join {table} t on {string.Join(" and ", key.Take(length).Select(column => $"t.{column} = k.{column}"))}) r
            """;
    }

    /// <summary>Loads all rows whose key begins with so many columns of it.</summary>
    public Func<int, string> Starting { get; }

    public string Load { get; }

    public string Upsert { get; }

    public string Insert { get; }

    public string Delete { get; }

    public static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

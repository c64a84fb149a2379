using Npgsql;

namespace Activation.Store.Followers;

/// <summary>Writes many new rows of a table in PostgreSQL's binary form, as its types are: nothing is spelled out here to be read again there.</summary>
sealed class TableCopy
{
    /// <summary>Fewer rows go with the other statements of a page: a copy is two round trips of its own.</summary>
    public const int Least = 50;

    readonly string sql;
    readonly IReadOnlyList<Action<NpgsqlBinaryImporter, object>> cells;

    TableCopy(string sql, IReadOnlyList<Action<NpgsqlBinaryImporter, object>> cells) => (this.sql, this.cells) = (sql, cells);

    /// <summary>The tables of a schema by the type of their rows, without those that have a column of a type that is not written so: their rows travel as JSON.</summary>
    public static async Task<IReadOnlyDictionary<Type, TableCopy>> AllOf(
        NpgsqlConnection connection, string schema, IReadOnlyList<TableShape> shapes, CancellationToken cancellationToken)
    {
        var types = await Types(connection, schema, cancellationToken);
        return shapes.Select(shape => (shape.Table.Row, Copy: Of(schema, shape, types[shape.Table.Name]))).Where(one => one.Copy is not null)
            .ToDictionary(one => one.Row, one => one.Copy!);
    }

    static async Task<IReadOnlyDictionary<string, Dictionary<string, string>>> Types(NpgsqlConnection connection, string schema, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select c.relname::text, a.attname::text, format_type(a.atttypid, a.atttypmod) from pg_class c join pg_attribute a on a.attrelid = c.oid
             where c.relnamespace = $1::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
            """,
            connection)
        { Parameters = { new() { Value = TableSql.Quoted(schema) } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var types = new List<(string Table, string Column, string Type)>();
        while (await reader.ReadAsync(cancellationToken)) types.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        return types.GroupBy(one => one.Table, StringComparer.Ordinal)
            .ToDictionary(table => table.Key, table => table.ToDictionary(one => one.Column, one => one.Type, StringComparer.Ordinal), StringComparer.Ordinal);
    }

    static TableCopy? Of(string schema, TableShape shape, IReadOnlyDictionary<string, string> types)
    {
        var written = shape.Properties.Select(property => types.TryGetValue(property.Name, out var type) ? CopiedCell.Of(property, type) : null).ToArray();
        if (written.Contains(null)) return null;
        var columns = string.Join(", ", shape.Columns.Select(TableSql.Quoted));
        return new($"copy {TableSql.Quoted(schema)}.{TableSql.Quoted(shape.Table.Name)} ({columns}) from stdin (format binary)", written!);
    }

    public async Task Write(NpgsqlConnection connection, IReadOnlyList<object> rows, CancellationToken cancellationToken)
    {
        await using var importer = await connection.BeginBinaryImportAsync(sql, cancellationToken);
        foreach (var row in rows)
        {
            await importer.StartRowAsync(cancellationToken);
            foreach (var cell in cells) cell(importer, row);
        }

        await importer.CompleteAsync(cancellationToken);
    }
}

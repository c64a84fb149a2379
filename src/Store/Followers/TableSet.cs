using Npgsql;
using NpgsqlTypes;

namespace Activation.Store.Followers;

/// <summary>All tables of one schema: rows in by key, rows out by change, each in one round trip.</summary>
sealed class TableSet(string schema, IReadOnlyList<TableShape> shapes)
{
    const int RowsOfAStatement = 5000;

    readonly Dictionary<Type, (TableShape Shape, TableSql Sql)> tables =
        shapes.ToDictionary(shape => shape.Table.Row, shape => (shape, new TableSql(schema, shape)));

    public string Schema => schema;

    /// <summary>Loads every key that was asked for; the ones that are not there are loaded as absent.</summary>
    public async Task Load(
        NpgsqlConnection connection, IReadOnlyDictionary<Type, RowKey[]> wanted, Action<Type, RowKey, object?> loaded,
        CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var command in Loads(wanted)) batch.BatchCommands.Add(command);
        if (batch.BatchCommands.Count == 0) return;
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await ReadAnswers(reader, wanted, loaded, cancellationToken);
    }

    /// <summary>The statements that ask for the wanted rows, a table each.</summary>
    public IEnumerable<NpgsqlBatchCommand> Loads(IReadOnlyDictionary<Type, RowKey[]> wanted) =>
        Asked(wanted).Select(pair => Command(Of(pair.Key).Sql.Load, Of(pair.Key).Shape.Json(pair.Value)));

    /// <summary>The answers of <see cref="Loads"/>, which follow the result that the reader is at.</summary>
    public async Task Read(
        NpgsqlDataReader reader, IReadOnlyDictionary<Type, RowKey[]> wanted, Action<Type, RowKey, object?> loaded, CancellationToken cancellationToken)
    {
        await reader.NextResultAsync(cancellationToken);
        await ReadAnswers(reader, wanted, loaded, cancellationToken);
    }

    /// <summary>Loads all rows that the wanted beginnings of keys name, beside those that are loaded already. Rare, and so a round trip of its own.</summary>
    public async Task LoadStarts(NpgsqlConnection connection, Wanted wanted, Rows rows, CancellationToken cancellationToken)
    {
        foreach (var (type, starts) in wanted.Starts)
        {
            var (shape, sql) = Of(type);
            foreach (var start in starts)
            {
                await using var batch = new NpgsqlBatch(connection);
                batch.BatchCommands.Add(Command(sql.Starting(start.Parts.Length), shape.JsonOfStart(start)));
                await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
                while (await reader.ReadAsync(cancellationToken))
                {
                    var row = shape.Read(reader.GetString(0));
                    rows.Load(type, shape.KeyOf(row), row);
                }

                rows.Loaded(type, start);
            }
        }
    }

    /// <summary>What a folded page changed, table by table.</summary>
    public IReadOnlyList<TableChanges> Changes(Rows rows) => [.. rows.Written.Select(type => TableChanges.Of(rows, Of(type).Shape))];

    /// <summary>What a folded page changed, as statements.</summary>
    public IEnumerable<NpgsqlBatchCommand> Writes(Rows rows) => Writes(Changes(rows));

    /// <summary>The statements of a table: away, changed, and new, in this order; each of some thousands of rows, however many there are.</summary>
    public IEnumerable<NpgsqlBatchCommand> Writes(IEnumerable<TableChanges> changes)
    {
        foreach (var (type, gone, put, first) in changes)
        {
            var (shape, sql) = Of(type);
            foreach (var some in gone.Chunk(RowsOfAStatement)) yield return Command(sql.Delete, shape.Json(some));
            foreach (var some in put.Chunk(RowsOfAStatement)) yield return Command(sql.Upsert, shape.Json(some));
            foreach (var some in first.Chunk(RowsOfAStatement)) yield return Command(sql.Insert, shape.Json(some));
        }
    }

    async Task ReadAnswers(
        NpgsqlDataReader reader, IReadOnlyDictionary<Type, RowKey[]> wanted, Action<Type, RowKey, object?> loaded, CancellationToken cancellationToken)
    {
        foreach (var (type, keys) in Asked(wanted))
        {
            var (shape, rows) = (Of(type).Shape, new object?[keys.Length]);
            while (await reader.ReadAsync(cancellationToken)) rows[reader.GetInt32(0)] = shape.Read(reader.GetString(1));
            for (var i = 0; i < keys.Length; i++) loaded(type, keys[i], rows[i]);
            await reader.NextResultAsync(cancellationToken);
        }
    }

    static IEnumerable<KeyValuePair<Type, RowKey[]>> Asked(IReadOnlyDictionary<Type, RowKey[]> wanted) => wanted.Where(pair => pair.Value.Length > 0);

    (TableShape Shape, TableSql Sql) Of(Type row) => tables.TryGetValue(row, out var table)
        ? table
        : throw new InvalidOperationException($"{row.Name} is a row of no listed table");

    static NpgsqlBatchCommand Command(string sql, ReadOnlyMemory<byte> json) =>
        new(sql) { Parameters = { new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = json, NpgsqlDbType = NpgsqlDbType.Json } } };
}

using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Activation.Store.Followers;

/// <summary>The columns of a table, and its rows and keys as the JSON that PostgreSQL unpacks set by set.</summary>
sealed class TableShape
{
    readonly JsonTypeInfo shape;
    readonly JsonPropertyInfo[] key;

    public TableShape(Table table)
    {
        Table = table;
        shape = RowJson.Options.GetTypeInfo(table.Row);
        Properties = [.. shape.Properties.Where(property => property.Get is not null)];
        Columns = [.. Properties.Select(property => property.Name)];
        key = [.. table.Key.Select(Property)];
    }

    public Table Table { get; }

    /// <summary>What becomes a column each.</summary>
    public IReadOnlyList<JsonPropertyInfo> Properties { get; }

    public IReadOnlyList<string> Columns { get; }

    public object Read(string json) =>
        JsonSerializer.Deserialize(json, shape) ?? throw new InvalidOperationException($"{Table.Name} holds an empty row");

    public ReadOnlyMemory<byte> Json(IEnumerable<object> rows) =>
        Array(writer =>
        {
            foreach (var row in rows) JsonSerializer.Serialize(writer, row, shape);
        });

    public ReadOnlyMemory<byte> Json(IEnumerable<RowKey> keys) =>
        Array(writer =>
        {
            foreach (var parts in keys) Write(writer, parts);
        });

    /// <summary>The beginning of a key.</summary>
    public ReadOnlyMemory<byte> JsonOfStart(RowKey start) => start.Parts.Length > 0 && start.Parts.Length < key.Length
        ? Array(writer => WriteStart(writer, start.Parts))
        : throw new InvalidOperationException($"{Table.Name} has {key.Length} key columns, asked for by {start.Parts.Length} of them");

    public RowKey KeyOf(object row) => new([.. key.Select(part => part.Get!(row)!)]);

    /// <summary>A row under another key than its own would be found in memory and lost in the table.</summary>
    public void CheckKey(RowKey given, object row)
    {
        if (!Is(given, row)) throw new InvalidOperationException($"A row of {Table.Name} was put under the key {given}, which is not its own");
    }

    bool Is(RowKey given, object row)
    {
        if (given.Parts.Length != key.Length) return false;
        for (var i = 0; i < key.Length; i++)
            if (!given.Parts[i].Equals(key[i].Get!(row))) return false;
        return true;
    }

    void Write(Utf8JsonWriter writer, RowKey given)
    {
        if (given.Parts.Length != key.Length) throw new InvalidOperationException($"{Table.Name} has {key.Length} key columns, got {given}");
        WriteStart(writer, given.Parts);
    }

    void WriteStart(Utf8JsonWriter writer, object[] parts)
    {
        writer.WriteStartObject();
        for (var i = 0; i < parts.Length; i++)
        {
            var part = parts[i];
            if (part.GetType() != key[i].PropertyType)
                throw new InvalidOperationException($"{Table.Name}.{key[i].Name} is {key[i].PropertyType.Name}, asked for as {part.GetType().Name}");
            writer.WritePropertyName(key[i].Name);
            JsonSerializer.Serialize(writer, part, key[i].PropertyType, RowJson.Options);
        }

        writer.WriteEndObject();
    }

    JsonPropertyInfo Property(string column) => shape.Properties.FirstOrDefault(property => property.Name == column)
        ?? throw new ArgumentException($"{Table.Row.Name} has no column {column}, which {Table.Name} has in its key");

    static ReadOnlyMemory<byte> Array(Action<Utf8JsonWriter> items)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true, Encoder = RowJson.Options.Encoder }))
        {
            writer.WriteStartArray();
            items(writer);
            writer.WriteEndArray();
        }

        return buffer.WrittenMemory;
    }
}

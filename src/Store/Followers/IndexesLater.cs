using Npgsql;

namespace Activation.Store.Followers;

/// <summary>The indexes that only readers want, taken from empty tables and made at the end: an index that grows with every row costs many times what one made of all rows does.</summary>
/// <remarks>Keys stay: the folding looks its rows up by them, and they say that no row is there twice.</remarks>
sealed class IndexesLater
{
    readonly IReadOnlyList<string> definitions;

    IndexesLater(IReadOnlyList<string> definitions) => this.definitions = definitions;

    public static async Task<IndexesLater> TakeFrom(NpgsqlConnection connection, string schema, CancellationToken cancellationToken)
    {
        var (names, definitions) = (new List<string>(), new List<string>());
        await using (var command = new NpgsqlCommand(
            """
            select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) from pg_index i join pg_class c on c.oid = i.indexrelid
             where c.relnamespace = $1::regnamespace and not i.indisunique order by c.relname
            """,
            connection)
        { Parameters = { new() { Value = TableSql.Quoted(schema) } } })
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                names.Add(reader.GetString(0));
                definitions.Add(reader.GetString(1));
            }
        }

        if (names.Count > 0) await Execute(connection, $"drop index {string.Join(", ", names)}", cancellationToken);
        return new(definitions);
    }

    /// <summary>Takes a while on large tables; nothing else may be asked of the connection meanwhile.</summary>
    public async Task Make(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        foreach (var definition in definitions) await Execute(connection, definition, cancellationToken);
    }

    static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

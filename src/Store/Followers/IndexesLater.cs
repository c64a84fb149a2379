using Npgsql;

namespace Activation.Store.Followers;

/// <summary>The indexes that only readers want, taken from empty tables and made at the end: an index that grows with every row costs many times what one made of all rows does.</summary>
/// <remarks>Keys stay: the folding looks its rows up by them, and they say that no row is there twice. What else may be there only once is looked at when all is there:
/// rows are written late, and one may have been given what another still seems to have.</remarks>
sealed class IndexesLater
{
    readonly IReadOnlyList<string> definitions;

    IndexesLater(IReadOnlyList<string> definitions) => this.definitions = definitions;

    public static async Task<IndexesLater> TakeFrom(NpgsqlConnection connection, string schema, CancellationToken cancellationToken)
    {
        var (away, definitions) = (new List<string>(), new List<string>());
        // An index that a constraint made goes and comes with it.
        await using (var command = new NpgsqlCommand(
            """
            select format('drop index %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid), i.indrelid, i.indexrelid
              from pg_index i join pg_class c on c.oid = i.indexrelid
             where c.relnamespace = $1::regnamespace and not exists (select from pg_constraint where conindid = i.indexrelid)
            union all
            select format('alter table %s drop constraint %I', conrelid::regclass, conname),
                   format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)), conrelid, conindid
              from pg_constraint where connamespace = $1::regnamespace and contype = 'u'
             order by 3, 4
            """,
            connection)
        { Parameters = { new() { Value = TableSql.Quoted(schema) } } })
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                away.Add(reader.GetString(0));
                definitions.Add(reader.GetString(1));
            }
        }

        if (away.Count > 0) await Execute(connection, string.Join(";\n", away), cancellationToken);
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

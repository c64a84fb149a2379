using Npgsql;

namespace Activation.Store.Followers;

/// <summary>How far the tables of a schema are, and for which shape of them. It lives beside them, so it is renamed and lost together with them.</summary>
sealed record Checkpoint(long Position, string Fingerprint)
{
    public static string Ddl(string schema) =>
        $"create table {Table(schema)} (position bigint not null, fingerprint text not null)";

    public static string Table(string schema) => $"{TableSql.Quoted(schema)}.checkpoint";

    /// <summary>Has the tables made anew at the next start: positions in their rows are those of a log that was numbered otherwise.</summary>
    public static string Outdate(string schema) => $"""
        do $$ begin
            if to_regclass('{Table(schema)}') is not null then update {Table(schema)} set position = 0, fingerprint = ''; end if;
        end $$
        """;

    /// <summary>Null when the schema is not there.</summary>
    public static async Task<Checkpoint?> Read(NpgsqlConnection connection, string schema, CancellationToken cancellationToken)
    {
        await using var there = new NpgsqlCommand("select 1 from pg_namespace where nspname = $1", connection) { Parameters = { new() { Value = schema } } };
        if (await there.ExecuteScalarAsync(cancellationToken) is null) return null;
        await using var command = new NpgsqlCommand($"select position, fingerprint from {Table(schema)}", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new(reader.GetInt64(0), reader.GetString(1))
            : throw new LogBrokenException($"{schema} has lost its checkpoint; rebuild the read models");
    }

    public static NpgsqlBatchCommand Set(string schema, long position) =>
        new($"update {Table(schema)} set position = $1") { Parameters = { new NpgsqlParameter<long> { TypedValue = position } } };

    /// <summary>Moves on from exactly <paramref name="from"/>, and answers with a row when it was there. Its row lock is the fence between
    /// nodes: the other one waits here and then finds the position gone, so a page is folded once and two nodes never lock rows in
    /// different orders.</summary>
    public static NpgsqlBatchCommand Move(string schema, Checkpoint from, long to) =>
        new($"update {Table(schema)} set position = $3 where position = $1 and fingerprint = $2 returning position")
        {
            Parameters =
            {
                new NpgsqlParameter<long> { TypedValue = from.Position },
                new NpgsqlParameter<string> { TypedValue = from.Fingerprint },
                new NpgsqlParameter<long> { TypedValue = to },
            },
        };
}

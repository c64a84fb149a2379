using Npgsql;

namespace Activation.Store.Followers;

/// <summary>Proves that the live tables are what the log makes of them.</summary>
sealed class Comparison(NpgsqlDataSource source, IEventStore store, Blueprint blueprint, string schema, int rowsKept)
{
    /// <summary>Where it builds, after the name of the live schema.</summary>
    public const string Suffix = "_compared";

    readonly string scratch = schema + Suffix;

    public async Task<IReadOnlyList<TableDifference>> Run(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var held = await SchemaLock.Take(connection, scratch, cancellationToken);
        var build = new SideBuild(store, connection, blueprint, scratch, rowsKept);
        await build.Create(cancellationToken);
        try
        {
            await build.FoldTo(await LivePosition(connection, "", cancellationToken), progress: null, cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            // The row lock holds every follower where it is: what is compared is at one position.
            await build.FoldTo(await LivePosition(connection, "for update", cancellationToken), progress: null, cancellationToken);
            var differences = new List<TableDifference>();
            foreach (var shape in blueprint.Shapes)
                if (await Compare(connection, shape, cancellationToken) is { } difference) differences.Add(difference);
            return differences;
        }
        finally
        {
            await using var drop = new NpgsqlCommand($"drop schema {TableSql.Quoted(scratch)} cascade", connection);
            await drop.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    async Task<long> LivePosition(NpgsqlConnection connection, string locking, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"select position from {Checkpoint.Table(schema)} where fingerprint = '{blueprint.Fingerprint}' {locking}", connection);
        return await command.ExecuteScalarAsync(cancellationToken) as long?
            ?? throw new ReplacedException($"The tables in {schema} are those of another version of the program");
    }

    async Task<TableDifference?> Compare(NpgsqlConnection connection, TableShape shape, CancellationToken cancellationToken)
    {
        var live = await Beyond(schema, scratch);
        var rebuilt = await Beyond(scratch, schema);
        return live is [] && rebuilt is [] ? null : new(shape.Table.Name, live, rebuilt);

        async Task<List<string>> Beyond(string these, string those)
        {
            var columns = string.Join(", ", shape.Columns.Select(TableSql.Quoted));
            var table = TableSql.Quoted(shape.Table.Name);
            await using var command = new NpgsqlCommand(
                $"""
                select row_to_json(d)::text from (
                    select {columns} from {TableSql.Quoted(these)}.{table} except all select {columns} from {TableSql.Quoted(those)}.{table}) d
                """,
                connection);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var rows = new List<string>();
            while (await reader.ReadAsync(cancellationToken)) rows.Add(reader.GetString(0));
            return rows;
        }
    }
}

/// <summary>A live table that is not what the log makes of it.</summary>
/// <param name="Table">Its name.</param>
/// <param name="OnlyLive">Rows, as JSON, that a rebuild would not have.</param>
/// <param name="OnlyRebuilt">Rows, as JSON, that only a rebuild has.</param>
public sealed record TableDifference(string Table, IReadOnlyList<string> OnlyLive, IReadOnlyList<string> OnlyRebuilt);

using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Activation.Store.Followers;

/// <summary>What a list of projections makes of an empty schema, and the fingerprint by which a later program sees that it would make something else.</summary>
sealed class Blueprint
{
    readonly IReadOnlyList<IProjection> projections;
    readonly RowLock? rowLock;

    public Blueprint(IReadOnlyList<IProjection> projections, RowLock? rowLock = null)
    {
        (this.projections, this.rowLock) = (projections, rowLock);
        Folding = new Folding(projections);
        Shapes = [.. projections.SelectMany(projection => projection.Tables).Select(table => new TableShape(table))];
        if (Shapes.GroupBy(shape => shape.Table.Row).FirstOrDefault(rows => rows.Count() > 1) is { } twice)
            throw new ArgumentException($"{twice.Key.Name} is the row of two tables", nameof(projections));
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Description())));
    }

    public IReadOnlyList<TableShape> Shapes { get; }

    public string Fingerprint { get; }

    public Folding Folding { get; }

    public TableSet In(string schema) => new(schema, Shapes);

    /// <summary>Makes the schema with all its tables, empty, at position 0. What an interrupted attempt left there goes first.</summary>
    public async Task Create(NpgsqlConnection connection, string schema, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Execute($"drop schema if exists {TableSql.Quoted(schema)} cascade");
        await Execute($"create schema {TableSql.Quoted(schema)}");
        await Execute($"set local search_path = {TableSql.Quoted(schema)}, public");
        await Execute(Checkpoint.Ddl(schema));
        await Execute($"insert into {Checkpoint.Table(schema)} values (0, '{Fingerprint}')");
        foreach (var projection in projections) await Execute(projection.Ddl);
        if (rowLock is not null) await Execute(rowLock.OnAll(schema, Shapes));
        await transaction.CommitAsync(cancellationToken);

        async Task Execute(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    string Description() => string.Join('\n', projections
        .Select(projection => $"{projection.Name} {projection.Revision}\n{projection.Ddl}")
        .Concat(Shapes.Select(shape => $"{shape.Table.Name}({string.Join(',', shape.Columns)})[{string.Join(',', shape.Table.Key)}]"))
        .Append(rowLock?.OnAll("", Shapes) ?? ""));
}

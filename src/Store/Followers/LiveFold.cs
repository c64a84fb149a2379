using Npgsql;

namespace Activation.Store.Followers;

/// <summary>Folds a page into the live tables: the rows and the checkpoint in one transaction, or nothing.</summary>
sealed class LiveFold(NpgsqlDataSource source, Blueprint blueprint, string schema)
{
    readonly TableSet tables = blueprint.In(schema);

    /// <summary>Where the tables are after the attempt: at the end of the page, or wherever another node took them meanwhile.</summary>
    /// <exception cref="ReplacedException">The tables belong to another version of the program now.</exception>
    public async Task<long> Fold(long from, IReadOnlyList<Recorded> page, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using (var transaction = await connection.BeginTransactionAsync(cancellationToken))
        {
            var start = new Checkpoint(from, blueprint.Fingerprint);
            if (await Checkpoint.Move(connection, schema, start, page[^1].Position, cancellationToken))
            {
                await Write(connection, page, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return page[^1].Position;
            }
        }

        return await Position(connection, cancellationToken);
    }

    /// <summary>Where the tables are.</summary>
    /// <exception cref="ReplacedException">They belong to another version of the program now.</exception>
    public async Task<long> Position(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return await Position(connection, cancellationToken);
    }

    async Task Write(NpgsqlConnection connection, IReadOnlyList<Recorded> page, CancellationToken cancellationToken)
    {
        var rows = new Rows();
        var wanted = blueprint.Folding.Wants(page).Keys.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray());
        await tables.Load(connection, wanted, rows.Load, cancellationToken);
        blueprint.Folding.Fold(page, rows);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var command in tables.Writes(rows)) batch.BatchCommands.Add(command);
        if (batch.BatchCommands.Count > 0) await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    async Task<long> Position(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var now = await Checkpoint.Read(connection, schema, cancellationToken);
        return now?.Fingerprint == blueprint.Fingerprint
            ? now.Position
            : throw new ReplacedException($"The tables in {schema} are those of another version of the program; start this one again");
    }
}

/// <summary>Another version of the program has put its own tables in place of the ones this one knows.</summary>
public sealed class ReplacedException(string message) : Exception(message);

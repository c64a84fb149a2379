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
        var rows = new Rows();
        if (!await Begin(connection, from, page, rows, cancellationToken)) return await Position(connection, cancellationToken);
        blueprint.Folding.Fold(page, rows);
        await using var end = new NpgsqlBatch(connection);
        foreach (var command in tables.Writes(rows)) end.BatchCommands.Add(command);
        end.BatchCommands.Add(new("commit"));
        await end.ExecuteNonQueryAsync(cancellationToken);
        return page[^1].Position;
    }

    /// <summary>Where the tables are.</summary>
    /// <exception cref="ReplacedException">They belong to another version of the program now.</exception>
    public async Task<long> Position(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return await Position(connection, cancellationToken);
    }

    /// <summary>Moves the checkpoint and loads what the page wants, in one round trip.</summary>
    /// <remarks>Each statement has a snapshot of its own: what is loaded after the checkpoint's lock was had is what its last holder left.
    /// A connection that is given back with its transaction open is rolled back.</remarks>
    /// <returns>False when the checkpoint was elsewhere.</returns>
    async Task<bool> Begin(NpgsqlConnection connection, long from, IReadOnlyList<Recorded> page, Rows rows, CancellationToken cancellationToken)
    {
        var wants = blueprint.Folding.Wants(page);
        var wanted = wants.Keys.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray());
        await using var begin = new NpgsqlBatch(connection);
        begin.BatchCommands.Add(new("begin"));
        begin.BatchCommands.Add(Checkpoint.Move(schema, new Checkpoint(from, blueprint.Fingerprint), page[^1].Position));
        foreach (var command in tables.Loads(wanted)) begin.BatchCommands.Add(command);
        await using (var reader = await begin.ExecuteReaderAsync(cancellationToken))
        {
            if (!await reader.ReadAsync(cancellationToken)) return false;
            await tables.Read(reader, wanted, rows.Load, cancellationToken);
        }

        await tables.LoadStarts(connection, wants, rows, cancellationToken);
        for (var more = blueprint.Folding.WantsNext(page, rows); !more.IsEmpty; more = blueprint.Folding.WantsNext(page, rows))
        {
            await tables.Load(connection, more.Keys.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray()), rows.Load, cancellationToken);
            await tables.LoadStarts(connection, more, rows, cancellationToken);
        }

        return true;
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

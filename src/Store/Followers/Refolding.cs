using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;

namespace Activation.Store.Followers;

/// <summary>Takes words that were blanked in one stream out of the live rows, without reading the rest of the log.</summary>
/// <remarks>
/// The stream is folded twice in memory over the rows as they are: with the words as they were, and as they are now. Where the two differ, the
/// live row gets what came of the second, provided that it holds what came of the first, or of the second already. What went into a row from
/// other streams stays as it is. Where the rows do not bear this out nothing is changed, and whoever asked rebuilds everything.
/// </remarks>
sealed class Refolding(NpgsqlDataSource source, Blueprint blueprint, string schema)
{
    readonly TableSet tables = blueprint.In(schema);
    readonly Dictionary<Type, TableShape> shapes = blueprint.Shapes.ToDictionary(shape => shape.Table.Row);

    /// <returns>False when it cannot be done here: the tables are behind, or of another program, or hold something else.</returns>
    public async Task<bool> Run(IReadOnlyList<Recorded> before, IReadOnlyList<Recorded> after, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        // A rebuild that read the old words must not put them in place afterwards.
        await using var held = await SchemaLock.Take(connection, schema, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await StandStill(connection, after[^1].Position, cancellationToken)) return false;
        var live = new Dictionary<(Type, RowKey), object?>();
        await Load(connection, blueprint.Folding.Wants(before).Keys.Concat(blueprint.Folding.Wants(after).Keys), live, cancellationToken);
        while (Further(before, live).Concat(Further(after, live)).ToList() is { Count: > 0 } more) await Load(connection, more, live, cancellationToken);
        var (was, now) = (Folded(before, live), Folded(after, live));
        await Load(connection, was.Keys.Concat(now.Keys).GroupBy(key => key.Row, key => key.Key).Select(group => KeyValuePair.Create(group.Key, group.ToHashSet())), live, cancellationToken);
        if (await TurnOthers(connection, before, after, [.. was.Keys, .. now.Keys], cancellationToken) || Mended(was, now, live) is not { } rows) return false;
        await using var end = new NpgsqlBatch(connection, transaction);
        foreach (var command in tables.Writes(rows)) end.BatchCommands.Add(command);
        // What a rebuild that was cut off has left holds the words as well; none is going on, since its lock is held here.
        end.BatchCommands.Add(new($"drop schema if exists {TableSql.Quoted(schema + Rebuilding.NextSuffix)} cascade"));
        await end.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Nobody folds on while this is mended, and what is gone stays gone when the server falls.</summary>
    async Task<bool> StandStill(NpgsqlConnection connection, long position, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"set local synchronous_commit = on; select position >= {position} and fingerprint = '{blueprint.Fingerprint}' from {Checkpoint.Table(schema)} for update", connection);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    async Task Load(
        NpgsqlConnection connection, IEnumerable<KeyValuePair<Type, HashSet<RowKey>>> keys, Dictionary<(Type, RowKey), object?> live, CancellationToken cancellationToken)
    {
        var missing = keys.GroupBy(pair => pair.Key, pair => pair.Value)
            .ToDictionary(group => group.Key, group => group.SelectMany(some => some).Distinct().Where(key => !live.ContainsKey((group.Key, key))).ToArray());
        await tables.Load(connection, missing, (type, key, row) => live[(type, key)] = row, cancellationToken);
    }

    /// <summary>What the rows that are loaded lead to.</summary>
    IEnumerable<KeyValuePair<Type, HashSet<RowKey>>> Further(IReadOnlyList<Recorded> stream, Dictionary<(Type, RowKey), object?> live) =>
        blueprint.Folding.WantsNext(stream, Loaded(stream, live)).Keys;

    Rows Loaded(IReadOnlyList<Recorded> stream, Dictionary<(Type, RowKey), object?> live)
    {
        var rows = new Rows();
        foreach (var ((type, key), row) in live) rows.Load(type, key, shapes[type].Table.OfOneStream ? null : row);
        // Whole groups of rows are left out of both foldings, and so make no difference: where words turn one there is nobody else in it.
        foreach (var (type, starts) in blueprint.Folding.Wants(stream).Starts.Concat(blueprint.Folding.WantsNext(stream, rows).Starts))
            foreach (var start in starts) rows.Loaded(type, start);
        return rows;
    }

    /// <summary>Somebody else's row stands in a group that is named by the words: what becomes of it when they go, only a rebuild tells.</summary>
    async Task<bool> TurnOthers(
        NpgsqlConnection connection, IReadOnlyList<Recorded> before, IReadOnlyList<Recorded> after, HashSet<(Type, RowKey)> own, CancellationToken cancellationToken)
    {
        var (turned, rows) = (blueprint.Folding.Wants(before).StartsUnlike(blueprint.Folding.Wants(after)), new Rows());
        await tables.LoadStarts(connection, turned, rows, cancellationToken);
        return turned.Starts.Keys.Any(type => rows.KeysOf(type).Any(key => !own.Contains((type, key))));
    }

    /// <summary>Every row that the stream puts or adds, as the folding leaves it.</summary>
    Dictionary<(Type Row, RowKey Key), object?> Folded(IReadOnlyList<Recorded> stream, Dictionary<(Type, RowKey), object?> live)
    {
        var rows = Loaded(stream, live);
        blueprint.Folding.Fold(stream, rows);
        var folded = new Dictionary<(Type, RowKey), object?>();
        foreach (var type in rows.Written)
        {
            foreach (var (key, slot) in rows.Changed(type)) folded[(type, key)] = slot.Row;
            foreach (var row in rows.Added(type)) folded[(type, shapes[type].KeyOf(row))] = row;
        }

        return folded;
    }

    /// <summary>The rows to write; null when the live ones hold something that neither folding explains.</summary>
    Rows? Mended(
        Dictionary<(Type Row, RowKey Key), object?> was, Dictionary<(Type Row, RowKey Key), object?> now, Dictionary<(Type, RowKey), object?> live)
    {
        var rows = new Rows();
        foreach (var at in was.Keys.Union(now.Keys))
        {
            var (before, after, there) = (Columns(was.GetValueOrDefault(at)), Columns(now.GetValueOrDefault(at)), Columns(live[at]));
            if (JsonNode.DeepEquals(before, after)) continue;
            // A row that is there only for its words has gone with the event that told of the blanking.
            if (after is null && there is null) continue;
            if (before is null || after is null || there is null)
            {
                if (!shapes[at.Row].Table.OfOneStream || !JsonNode.DeepEquals(there, before)) return null;
                if (after is null) rows.Remove(at.Row, at.Key);
                else rows.Put(at.Row, at.Key, now[at]!);
                continue;
            }

            foreach (var (column, value) in after.Where(column => !JsonNode.DeepEquals(column.Value, before[column.Key])).ToList())
            {
                if (!JsonNode.DeepEquals(there[column], before[column]) && !JsonNode.DeepEquals(there[column], value)) return null;
                there[column] = value?.DeepClone();
            }

            rows.Put(at.Row, at.Key, there.Deserialize(at.Row, RowJson.Options)!);
        }

        return rows;
    }

    static JsonObject? Columns(object? row) => row is null ? null : JsonSerializer.SerializeToNode(row, row.GetType(), RowJson.Options)!.AsObject();
}

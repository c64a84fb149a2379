using Npgsql;

namespace Activation.Store.Marten;

/// <summary>Reads the log and its streams from Marten's tables, several streams in one round trip.</summary>
sealed class MartenReader(NpgsqlDataSource source, EventTypes types)
{
    const string Columns = "seq_id, correlation_id::uuid, stream_id, version::int, type, causation_id::uuid, user_name::uuid, timestamp, data";

    // What Marten writes later under the numbers of a batch that failed: no events of ours.
    const string Events = $"{MartenSettings.Schema}.mt_events where type <> 'tombstone'";

    public Task<long> Head(CancellationToken cancellationToken) => Outages.Reread(async () =>
    {
        await using var command = source.CreateCommand($"select seq_id from {Events} order by seq_id desc limit 1");
        return (long)(await command.ExecuteScalarAsync(cancellationToken) ?? 0L);
    });

    /// <summary>One statement, one snapshot: nothing below the highest visible number can still be on its way, since numbers are drawn in turn.</summary>
    public Task<IReadOnlyList<Recorded>> Log(long after, int limit, CancellationToken cancellationToken) => Outages.Reread<IReadOnlyList<Recorded>>(async () =>
    {
        await using var command = source.CreateCommand($"select {Columns} from {Events} and seq_id > $1 order by seq_id limit $2");
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await Page(reader, cancellationToken);
    });

    public Task<IReadOnlyList<IReadOnlyList<Recorded>>> Streams(IReadOnlyList<StreamPart> parts, CancellationToken cancellationToken) =>
        Outages.Reread<IReadOnlyList<IReadOnlyList<Recorded>>>(async () =>
        {
            await using var batch = source.CreateBatch();
            foreach (var part in parts) batch.BatchCommands.Add(After(part));
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            var read = new IReadOnlyList<Recorded>[parts.Count];
            for (var i = 0; i < read.Length; i++, await reader.NextResultAsync(cancellationToken)) read[i] = await Page(reader, cancellationToken);
            return read;
        });

    static NpgsqlBatchCommand After(StreamPart part) => new($"select {Columns} from {Events} and stream_id = $1 and version > $2 order by version")
    {
        Parameters = { new NpgsqlParameter<string> { TypedValue = part.Stream }, new NpgsqlParameter<long> { TypedValue = part.AfterVersion } },
    };

    async Task<List<Recorded>> Page(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var page = new List<Recorded>();
        while (await reader.ReadAsync(cancellationToken)) page.Add(Event(reader));
        return page;
    }

    Recorded Event(NpgsqlDataReader row)
    {
        var type = row.GetString(4);
        return new Recorded(
            row.GetInt64(0), row.GetGuid(1), row.GetString(2), row.GetInt32(3), type, row.GetGuid(5),
            row.IsDBNull(6) ? null : row.GetGuid(6), new DateTimeOffset(row.GetDateTime(7)), types.Read(type, row.GetString(8)));
    }
}

using Npgsql;

namespace Activation.Store.Postgres;

/// <summary>Reads a log and its streams, several streams in one round trip.</summary>
sealed class LogReader(NpgsqlDataSource source, LogSql sql, EventTypes types)
{
    public Task<long> Head(CancellationToken cancellationToken) => Outages.Reread(async () =>
    {
        await using var command = source.CreateCommand(sql.Head);
        return (long)(await command.ExecuteScalarAsync(cancellationToken) ?? 0L);
    });

    /// <summary>One statement, one snapshot: nothing below the highest visible position can still be on its way.</summary>
    public async Task<IReadOnlyList<Recorded>> Log(long after, int limit, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(sql.Page);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        var page = await Read(command, cancellationToken);
        for (var i = 0; sql.Whole && i < page.Count; i++)
            if (page[i].Position != after + i + 1)
                throw new LogBrokenException($"The log has no position {after + i + 1}, yet it has {page[i].Position}");
        return page;
    }

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

    NpgsqlBatchCommand After(StreamPart part) => new(sql.Stream)
    {
        Parameters = { new NpgsqlParameter<string> { TypedValue = part.Stream }, new NpgsqlParameter<int> { TypedValue = part.AfterVersion } },
    };

    Task<List<Recorded>> Read(NpgsqlCommand command, CancellationToken cancellationToken) => Outages.Reread(async () =>
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await Page(reader, cancellationToken);
    });

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

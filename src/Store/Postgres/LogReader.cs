using Npgsql;

namespace Activation.Store.Postgres;

/// <summary>Reads a log and its streams, several streams in one round trip.</summary>
/// <remarks>
/// Whoever asks may stop waiting; what was asked is read to its end all the same. It is short, and for Npgsql to break it off is to ask the server for that on
/// another connection, holding a thread of the pool until the server answers: where the server stands still, a few who leave hold up everybody else.
/// </remarks>
sealed class LogReader(NpgsqlDataSource source, LogSql sql, EventTypes types)
{
    public Task<long> Head(CancellationToken cancellationToken) => Outages.Reread(async () =>
    {
        await using var command = source.CreateCommand(sql.Head);
        return (long)(await command.ExecuteScalarAsync(CancellationToken.None) ?? 0L);
    }).WaitAsync(cancellationToken);

    public async Task<IReadOnlyList<Recorded>> Log(long after, int limit, CancellationToken cancellationToken) =>
        await Page(after, limit, Event, one => one.Position).WaitAsync(cancellationToken);

    /// <summary>The same page as it is kept: nothing is brought up to date, and no name need be known.</summary>
    public Task<List<KeptEvent>> Kept(long after, int limit, CancellationToken cancellationToken) =>
        Page(after, limit, Kept, one => one.Position).WaitAsync(cancellationToken);

    /// <summary>One statement, one snapshot: nothing below the highest visible position can still be on its way.</summary>
    async Task<List<T>> Page<T>(long after, int limit, Func<NpgsqlDataReader, T> read, Func<T, long> position)
    {
        await using var command = source.CreateCommand(sql.Page);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        var page = await Outages.Reread(async () =>
        {
            await using var reader = await command.ExecuteReaderAsync(CancellationToken.None);
            return await Rows(reader, read);
        });
        for (var i = 0; sql.Whole && i < page.Count; i++)
            if (position(page[i]) != after + i + 1)
                throw new LogBrokenException($"The log has no position {after + i + 1}, yet it has {position(page[i])}");
        return page;
    }

    public Task<IReadOnlyList<IReadOnlyList<Recorded>>> Streams(IReadOnlyList<StreamPart> parts, CancellationToken cancellationToken) =>
        Outages.Reread<IReadOnlyList<IReadOnlyList<Recorded>>>(async () =>
        {
            await using var batch = source.CreateBatch();
            foreach (var part in parts) batch.BatchCommands.Add(After(part));
            await using var reader = await batch.ExecuteReaderAsync(CancellationToken.None);
            var read = new IReadOnlyList<Recorded>[parts.Count];
            for (var i = 0; i < read.Length; i++, await reader.NextResultAsync(CancellationToken.None)) read[i] = await Rows(reader, Event);
            return read;
        }).WaitAsync(cancellationToken);

    NpgsqlBatchCommand After(StreamPart part) => new(sql.Stream)
    {
        Parameters = { new NpgsqlParameter<string> { TypedValue = part.Stream }, new NpgsqlParameter<int> { TypedValue = part.AfterVersion } },
    };

    static async Task<List<T>> Rows<T>(NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(CancellationToken.None)) rows.Add(read(reader));
        return rows;
    }

    // The JSON is read as it comes: a string of it would be twice as long, and be made into these bytes again.
    Recorded Event(NpgsqlDataReader row)
    {
        var type = row.GetString(4);
        return new Recorded(
            row.GetInt64(0), row.GetGuid(1), row.GetString(2), row.GetInt32(3), type, row.GetGuid(5), Actor(row), At(row), types.Read(type, row.GetFieldValue<byte[]>(8)));
    }

    static KeptEvent Kept(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetGuid(1), row.GetString(2), row.GetInt32(3), new Entry(row.GetString(4), row.GetString(8)), row.GetGuid(5), Actor(row), At(row));

    static Guid? Actor(NpgsqlDataReader row) => row.IsDBNull(6) ? null : row.GetGuid(6);

    static DateTimeOffset At(NpgsqlDataReader row) => new(row.GetDateTime(7));
}

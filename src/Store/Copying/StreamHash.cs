using System.Runtime.CompilerServices;
using Activation.Store.Postgres;
using Npgsql;

namespace Activation.Store.Copying;

/// <summary>What a stream amounts to, whichever engine keeps it: everything but positions.</summary>
readonly record struct StreamHash(string Stream, long Events, string Hash)
{
    static string Sql(LogStore log, long until) => $"""
        select stream, count(*), md5(string_agg(
                 md5(concat_ws('|', version, type, command_id, coalesce(actor::text, ''), tenant, extract(epoch from at), data)), '' order by version))
          from ({log.Sql.All}) as kept ({LogSql.Columns}) where position <= {until} group by stream order by stream collate "C"
        """;

    /// <summary>How many streams there are, when all of them are the same on both sides. What the first has grown by since a position is none of it.</summary>
    public static async Task<long> Compare(LogStore one, long until, LogStore other, CancellationToken cancellationToken)
    {
        await using var left = Of(one, until, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using var right = Of(other, long.MaxValue, cancellationToken).GetAsyncEnumerator(cancellationToken);
        for (var streams = 0L; ; streams++)
        {
            StreamHash? here = await left.MoveNextAsync() ? left.Current : null, there = await right.MoveNextAsync() ? right.Current : null;
            if (here != there)
                throw new CopyRefusedException($"'{(here ?? there)!.Value.Stream}' is not the same on both sides: it changed while it was copied. Stop every hub on it and call copy-events again.");
            if (here is null) return streams;
        }
    }

    static async IAsyncEnumerable<StreamHash> Of(LogStore log, long until, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Not by key, as everything else on a log: the whole of it is sorted once.
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(log.Address) { Pooling = false, CommandTimeout = 0 }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(Sql(log, until), connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) yield return new(reader.GetString(0), reader.GetInt64(1), reader.GetString(2));
    }
}

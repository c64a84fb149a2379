using Activation.Store.Postgres;
using Npgsql;

namespace Activation.Store.Marten;

/// <summary>One masking: blanks an event in place in a turn of the log, and lets Marten append the event that says so.</summary>
/// <remarks>On the stored JSON: Marten's own masking would write today's shape under the old stored name, and reading would bring it up to date once more.</remarks>
sealed class MartenBlanking(MartenWriter writer, EventTypes types)
{
    /// <summary>The position of the <see cref="EventMasked"/>; null when the node is fenced off.</summary>
    public async Task<long?> Run(string stream, int version, string[] fields, Guid? actor, DateTimeOffset at)
    {
        var done = await writer.InTurn(async transaction =>
        {
            var masked = new EventMasked(version, fields);
            var append = new Append(Masking.CommandId(stream, version, fields), Guid.Empty, actor, stream, 0, at, [masked]);
            var command = new Pending(append, Entries.Of(append, types));
            var known = await MartenWriter.Look(transaction.Connection!, [command]);
            if (known.Written.TryGetValue(append.CommandId, out var first)) return first;
            var tenant = await Blank(transaction.Connection!, stream, version, fields);
            append = append with { Tenant = tenant, ExpectedVersion = known.Versions[stream] };
            return (await writer.Write(transaction, [new Pending(append, command.Entries)])).Values.Single();
        });
        return done?.Position;
    }

    async Task<Guid> Blank(NpgsqlConnection connection, string stream, int version, string[] fields)
    {
        var (tenant, type, json) = await Find(connection, stream, version) ?? throw Masking.NoSuchEvent(stream, version);
        await using var update = new NpgsqlCommand(
            $"update {MartenSettings.Schema}.mt_events set data = $3::jsonb where stream_id = $1 and version = $2", connection);
        update.Parameters.Add(new NpgsqlParameter<string> { TypedValue = stream });
        update.Parameters.Add(new NpgsqlParameter<long> { TypedValue = version });
        update.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Masking.Blank(type, json, fields, types) });
        await update.ExecuteNonQueryAsync();
        return tenant;
    }

    static async Task<(Guid Tenant, string Type, string Json)?> Find(NpgsqlConnection connection, string stream, int version)
    {
        await using var find = new NpgsqlCommand(
            $"select correlation_id::uuid, type, data::text from {MartenSettings.Schema}.mt_events where stream_id = $1 and version = $2", connection);
        find.Parameters.Add(new NpgsqlParameter<string> { TypedValue = stream });
        find.Parameters.Add(new NpgsqlParameter<long> { TypedValue = version });
        await using var reader = await find.ExecuteReaderAsync();
        return await reader.ReadAsync() ? (reader.GetGuid(0), reader.GetString(1), reader.GetString(2)) : null;
    }
}

using Activation.Store.Postgres;
using Npgsql;

namespace Activation.Store.Marten;

/// <summary>Writes entries as they are kept elsewhere, inside a turn of the log, by the function that Marten itself appends with.</summary>
/// <remarks>Not through a session: it takes events and would write an old shape as today's, under today's name.</remarks>
sealed class MartenKeeping(NpgsqlConnection connection, EventTypes types)
{
    // Numbers that a killed batch has drawn are drawn again: nobody has seen them.
    const string NextSql = $"select setval('{MartenSettings.Schema}.mt_events_sequence', coalesce(max(seq_id), 1), max(seq_id) is not null) from {MartenSettings.Schema}.mt_events";

    const string AppendSql = $"""
        select {MartenSettings.Schema}.mt_quick_append_events(stream => $1, stream_type => null, tenantid => '*DEFAULT*', event_ids => $2, event_types => $3,
            dotnet_types => $4, bodies => $5::text[]::jsonb[], bdatas => array_fill(null::bytea, array[cardinality($2)]), causation_ids => $6, correlation_ids => $7,
            user_names => $8, timestamps => $9, expected_version => $10)::bigint[]
        """;

    readonly Dictionary<string, string> written = types.ReadAs().ToDictionary(one => one.Name, one => $"{one.As.FullName}, {one.As.Assembly.GetName().Name}");

    /// <returns>Where each command is now.</returns>
    public async Task<Dictionary<Pending, Appended>> Write(IReadOnlyList<Pending> commands)
    {
        await using var batch = new NpgsqlBatch(connection) { Timeout = 0, BatchCommands = { new NpgsqlBatchCommand(NextSql) } };
        foreach (var command in commands) batch.BatchCommands.Add(Append(command));
        await using var reader = await batch.ExecuteReaderAsync(CancellationToken.None);
        var answers = new Dictionary<Pending, Appended>();
        foreach (var command in commands)
        {
            await reader.NextResultAsync();
            await reader.ReadAsync();
            var answer = reader.GetFieldValue<long[]>(0);
            answers.Add(command, new Appended(answer[^1], (int)answer[0], Repeated: false));
        }
        return answers;
    }

    NpgsqlBatchCommand Append(Pending command)
    {
        var (append, entries) = (command.Append, command.Entries);
        return new NpgsqlBatchCommand(AppendSql)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = append.Stream },
                new NpgsqlParameter<Guid[]> { TypedValue = [.. entries.Skip(1).Select(_ => Guid.CreateVersion7()), append.CommandId] },
                new NpgsqlParameter<string[]> { TypedValue = [.. entries.Select(entry => entry.Type)] },
                new NpgsqlParameter<string?[]> { TypedValue = [.. entries.Select(entry => written.GetValueOrDefault(entry.Type))] },
                new NpgsqlParameter<string[]> { TypedValue = [.. entries.Select(entry => entry.Json)] },
                new NpgsqlParameter<string[]> { TypedValue = [.. entries.Select(_ => append.CommandId.ToString())] },
                new NpgsqlParameter<string[]> { TypedValue = [.. entries.Select(_ => append.Tenant.ToString())] },
                new NpgsqlParameter<string?[]> { TypedValue = [.. entries.Select(_ => append.Actor?.ToString())] },
                new NpgsqlParameter<DateTime[]> { TypedValue = [.. entries.Select(_ => append.At.UtcDateTime)] },
                new NpgsqlParameter<int> { TypedValue = append.ExpectedVersion },
            },
        };
    }
}

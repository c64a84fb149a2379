using Activation.Store.Postgres;
using Npgsql;

namespace Activation.Store.Marten;

/// <summary>Blanks one event in place, inside a turn of the log.</summary>
/// <remarks>On the stored JSON: Marten's own masking would write today's shape under the old stored name, and reading would bring it up to date once more.</remarks>
sealed class MartenBlanking(NpgsqlConnection connection, EventTypes types)
{
    /// <returns>The programme that the event belongs to.</returns>
    public async Task<Guid> Run(MaskOrder order)
    {
        var (tenant, type, json) = await Find(order) ?? throw Masking.NoSuchEvent(order.Stream, order.Version);
        await using var update = Statement("update {0} set data = $3::jsonb where stream_id = $1 and version = $2", order);
        update.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Masking.Blank(type, json, order.Fields, types) });
        await update.ExecuteNonQueryAsync();
        return tenant;
    }

    async Task<(Guid Tenant, string Type, string Json)?> Find(MaskOrder order)
    {
        await using var find = Statement("select correlation_id::uuid, type, data::text from {0} where stream_id = $1 and version = $2", order);
        await using var reader = await find.ExecuteReaderAsync();
        return await reader.ReadAsync() ? (reader.GetGuid(0), reader.GetString(1), reader.GetString(2)) : null;
    }

    NpgsqlCommand Statement(string sql, MaskOrder order) => new(sql.Replace("{0}", $"{MartenSettings.Schema}.mt_events", StringComparison.Ordinal), connection)
    {
        Parameters = { new NpgsqlParameter<string> { TypedValue = order.Stream }, new NpgsqlParameter<long> { TypedValue = order.Version } },
    };
}

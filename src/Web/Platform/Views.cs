using System.Text.Json;
using Activation.Store;
using Activation.Store.Followers;
using Dapper;
using Npgsql;

namespace Activation.Web.Platform;

/// <summary>Reads the read models: SQL in, records out, by the same mapping that wrote them.</summary>
public sealed class Views(NpgsqlDataSource source)
{
    static Views()
    {
        SqlMapper.AddTypeHandler(new Day());
        // Dapper asks a handler only for what it does not think it knows.
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(new Instant());
    }

    /// <summary>The first row, or null.</summary>
    public async Task<T?> One<T>(string sql, object? parameters = null) where T : class
    {
        var json = await Read(connection => connection.QueryFirstOrDefaultAsync<string>(AsJson(sql), parameters));
        return json is null ? null : Row<T>(json);
    }

    public async Task<IReadOnlyList<T>> Many<T>(string sql, object? parameters = null) where T : class =>
        [.. (await Read(connection => connection.QueryAsync<string>(AsJson(sql), parameters))).Select(Row<T>)];

    /// <summary>The first column of every row.</summary>
    public async Task<IReadOnlyList<T>> Column<T>(string sql, object? parameters = null) =>
        [.. await Read(connection => connection.QueryAsync<T>(sql, parameters))];

    /// <summary>A single figure.</summary>
    public async Task<T> Value<T>(string sql, object? parameters = null) =>
        (await Read(connection => connection.ExecuteScalarAsync<T>(sql, parameters)))!;

    /// <summary>Writes, once: whether a lost connection took the change with it cannot be told.</summary>
    public Task<int> Execute(string sql, object? parameters = null) => Deadline.For(On(connection => connection.ExecuteAsync(sql, parameters)));

    Task<T> Read<T>(Func<NpgsqlConnection, Task<T>> query) => Deadline.For(Outages.Reread(() => On(query)));

    async Task<T> On<T>(Func<NpgsqlConnection, Task<T>> statement)
    {
        await using var connection = await source.OpenConnectionAsync();
        return await statement(connection);
    }

    static string AsJson(string sql) => $"select row_to_json(q)::text from ({sql}) q";

    static T Row<T>(string json) => JsonSerializer.Deserialize<T>(json, RowJson.Options)!;

    sealed class Day : SqlMapper.TypeHandler<DateOnly>
    {
        public override DateOnly Parse(object value) => value is DateTime time ? DateOnly.FromDateTime(time) : (DateOnly)value;

        public override void SetValue(System.Data.IDbDataParameter parameter, DateOnly value) => parameter.Value = value;
    }

    /// <summary>Npgsql takes instants in UTC only.</summary>
    sealed class Instant : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) =>
            value is DateTime time ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)) : (DateTimeOffset)value;

        public override void SetValue(System.Data.IDbDataParameter parameter, DateTimeOffset value) => parameter.Value = value.UtcDateTime;
    }
}

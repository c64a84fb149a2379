using System.Diagnostics;
using System.Text.Json;
using Activation.Store;
using Activation.Store.Followers;
using Dapper;
using Npgsql;

namespace Activation.Web.Platform;

/// <summary>A read under the lock.</summary>
/// <param name="Programme">What the key was turned for.</param>
public sealed record LockedRead(string Sql, object? Parameters, Guid? Programme);

/// <summary>Reads the read models: SQL in, records out, by the same mapping that wrote them.</summary>
/// <remarks>
/// What is read is read of the programme that the work at hand is about (<see cref="Reach"/>): PostgreSQL shows no row of another one, also
/// when the query forgot to ask for its own. Whoever reads in another way says so by name: <see cref="In"/>, <see cref="Everywhere"/>.
/// </remarks>
public sealed class Views
{
    /// <summary>Tells of each read under the lock, for whoever wants to try it without its conditions.</summary>
    public static readonly DiagnosticListener Told = new("Activation.Views");

    readonly ReadModels readModels;
    readonly Func<Guid?> programme;
    readonly bool isOpen;

    static Views()
    {
        SqlMapper.AddTypeHandler(new Day());
        // Dapper asks a handler only for what it does not think it knows.
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(new Instant());
    }

    public Views(ReadModels readModels) : this(readModels, () => Reach.Programme, isOpen: false)
    {
    }

    Views(ReadModels readModels, Func<Guid?> programme, bool isOpen)
    {
        (this.readModels, this.programme, this.isOpen) = (readModels, programme, isOpen);
        Everywhere = isOpen ? this : new Views(readModels, programme, isOpen: true);
    }

    /// <summary>Without the lock: for what is of no programme or of several, such as the front page, one's own page, and who somebody is.</summary>
    public Views Everywhere { get; }

    /// <summary>Of one programme, wherever the work at hand is.</summary>
    public Views In(Guid other) => new(readModels, () => other, isOpen: false);

    /// <summary>The first row, or null.</summary>
    public async Task<T?> One<T>(string sql, object? parameters = null) where T : class
    {
        var json = (await Rows<string>(AsJson(sql), parameters)).FirstOrDefault();
        return json is null ? null : Row<T>(json);
    }

    public async Task<IReadOnlyList<T>> Many<T>(string sql, object? parameters = null) where T : class =>
        [.. (await Rows<string>(AsJson(sql), parameters)).Select(Row<T>)];

    /// <summary>The first column of every row.</summary>
    public async Task<IReadOnlyList<T>> Column<T>(string sql, object? parameters = null) => [.. await Rows<T>(sql, parameters)];

    /// <summary>A single figure.</summary>
    public async Task<T> Value<T>(string sql, object? parameters = null) => (await Rows<T>(sql, parameters)).FirstOrDefault()!;

    /// <summary>What is asked meanwhile goes to the database in one round trip, whichever views are asked; what builds on an answer goes on its own. Each is one statement, and names by <c>@</c> all that it is given.</summary>
    /// <param name="begin">Begins to ask, and awaits nothing: tells the tasks that are to be awaited.</param>
    public T Together<T>(Func<T> begin) => AskedAtOnce.All(begin, use => Outages.Reread(() => On(use)));

    /// <summary>Writes, once: whether a lost connection took the change with it cannot be told.</summary>
    public Task<int> Execute(string sql, object? parameters = null) => Deadline.For(On(connection => connection.ExecuteAsync(sql, parameters)));

    /// <summary>Writes, once, and tells the first row that it returns; null when nothing was to be written.</summary>
    /// <param name="sql">An insert, update or delete with <c>returning</c>.</param>
    public async Task<T?> Change<T>(string sql, object? parameters = null) where T : class
    {
        var json = await Deadline.For(On(connection => connection.QueryFirstOrDefaultAsync<string>($"with q as ({sql}) select row_to_json(q)::text from q", parameters)));
        return json is null ? null : Row<T>(json);
    }

    Task<IEnumerable<T>> Rows<T>(string sql, object? parameters)
    {
        var key = isOpen || readModels.Lock is not { } rowLock ? "" : rowLock.Turn(programme());
        if (key.Length > 0 && Told.IsEnabled()) Told.Write("Read", new LockedRead(sql, parameters, programme()));
        return Deadline.For(AskedAtOnce.Now is { } others && others.Takes<T>(key, sql, parameters, out var answer) ? answer : Outages.Reread(() => On(connection =>
            key.Length == 0 ? connection.QueryAsync<T>(sql, parameters) : Locked<T>(connection, key, sql, parameters))));
    }

    static async Task<IEnumerable<T>> Locked<T>(NpgsqlConnection connection, string key, string sql, object? parameters)
    {
        // One round trip: without a transaction of its own the batch is one, and the key falls out with its end.
        await using var answers = await connection.QueryMultipleAsync($"{key};\n{sql}", parameters);
        await answers.ReadAsync();
        return await answers.ReadAsync<T>();
    }

    async Task<T> On<T>(Func<NpgsqlConnection, Task<T>> statement)
    {
        await using var connection = await readModels.Pages.OpenConnectionAsync();
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

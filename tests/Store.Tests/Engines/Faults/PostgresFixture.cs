using Activation.Store.Postgres;
using Activation.Support;
using Npgsql;

namespace Activation.Store.Tests.Engines.Faults;

/// <summary>A database of its own for each test, and nodes that are closed after it.</summary>
abstract class PostgresFixture
{
    static readonly Lazy<Task<PostgresServer>> OwnServer = new(PostgresServer.StartOwn);
    readonly List<LogStore> nodes = [];
    string connectionString = "";

    protected NpgsqlDataSource Database { get; private set; } = null!;

    /// <summary>A second server, which flushes, and which tests may shut down and change.</summary>
    protected static Task<PostgresServer> Harsh => OwnServer.Value;

    protected virtual Task<PostgresServer> Server => PostgresServer.Shared;

    [SetUp]
    public async Task MakeDatabase()
    {
        connectionString = await (await Server).Fresh();
        Database = NpgsqlDataSource.Create(connectionString);
    }

    [TearDown]
    public async Task CloseNodes()
    {
        foreach (var node in nodes) await node.DisposeAsync();
        nodes.Clear();
        await Database.DisposeAsync();
    }

    /// <summary>A node of the engine that the tests are about.</summary>
    protected virtual LogStore Make(string connectionString, EventTypes types, PostgresStoreOptions? options) =>
        new PostgresEventStore(connectionString, types, options);

    protected LogStore NewNode(PostgresStoreOptions? options = null, EventTypes? types = null)
    {
        var node = Make(connectionString, types ?? Sayings.Types, options);
        nodes.Add(node);
        return node;
    }

    protected async Task<LogStore> StartNode(PostgresStoreOptions? options = null, EventTypes? types = null)
    {
        var node = NewNode(options, types);
        await node.Start();
        return node;
    }

    protected async Task<T> Ask<T>(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    protected async Task Run(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Returns as soon as the question is answered with yes.</summary>
    protected async Task Until(string sql)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!await Ask<bool>(sql)) await Task.Delay(5, patience.Token);
    }

    /// <summary>Returns when an append connection of this database waits for the head of the log.</summary>
    protected Task UntilSomeoneWaitsForTheHead() => Until(
        "select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%log_head%')");

    protected async Task<IReadOnlyList<long>> WholeLog()
    {
        await using var command = Database.CreateCommand("select array_agg(position order by position) from log.event");
        return await command.ExecuteScalarAsync() as long[] ?? [];
    }
}

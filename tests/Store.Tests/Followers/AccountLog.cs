using Activation.Store.Followers;
using Activation.Store.Memory;
using Activation.Store.Postgres;
using Activation.Support;
using Npgsql;

namespace Activation.Store.Tests.Followers;

/// <summary>A database with a log of accounts, and the read models that follow it; each test has its own.</summary>
sealed class AccountLog : IAsyncDisposable
{
    static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    readonly List<IAsyncDisposable> opened = [];

    readonly bool holes;

    AccountLog(string database, bool holes = false) => (Database, Source, this.holes) = (database, NpgsqlDataSource.Create(database), holes);

    public string Database { get; }

    public NpgsqlDataSource Source { get; }

    public IEventStore Store { get; private set; } = null!;

    public InMemoryLog? Memory { get; private set; }

    public Guid[] Accounts { get; } = [.. Enumerable.Range(0, 20).Select(_ => Guid.NewGuid())];

    /// <param name="holes">In its positions, as another engine leaves them.</param>
    public static async Task<AccountLog> InPostgres(bool holes = false)
    {
        var log = new AccountLog(await PostgresServer.FreshDatabase(), holes);
        log.Store = await log.AnotherNode();
        return log;
    }

    public static async Task<AccountLog> InMemory()
    {
        var log = new AccountLog(await PostgresServer.FreshDatabase()) { Memory = new InMemoryLog() };
        log.Store = await log.AnotherNode();
        return log;
    }

    public async Task<IEventStore> AnotherNode()
    {
        if (Memory is not null) return new InMemoryEventStore(AccountProjection.Types, Memory);
        var node = new PostgresEventStore(Database, AccountProjection.Types);
        opened.Add(node);
        await node.Start();
        return holes ? new Holed(node) : node;
    }

    public ReadModels ReadModels(IProjection? projection = null, IEventStore? store = null) =>
        new(Database, store ?? Store, [projection ?? new AccountProjection()]);

    public async Task<ReadModels> Following(IProjection? projection = null, IEventStore? store = null)
    {
        var models = ReadModels(projection, store);
        await models.Start();
        return models;
    }

    public async Task<long> OpenAll() =>
        await Write([.. Accounts.Select(account => new Opened(account, $"konto {account}"))]);

    public Task<long> Pay(int account, long amount) => Write(new Paid(Accounts[account % Accounts.Length], amount));

    /// <summary>Payments, and now and then an account that closes and opens again.</summary>
    public async Task<long> PayAtRandom(int times, int seed)
    {
        var random = new Random(seed);
        var last = 0L;
        for (var i = 0; i < times; i++)
        {
            var account = Accounts[random.Next(Accounts.Length)];
            var payments = Enumerable.Range(0, random.Next(1, 5)).Select(_ => new Paid(account, random.Next(-100, 100)));
            last = await Write(random.Next(20) == 0 ? [new Closed(account), new Opened(account, "igen")] : [.. payments]);
        }

        return last;
    }

    public async Task<long> Write(params object[] events)
    {
        var append = new Append(Guid.NewGuid(), Guid.Empty, null, $"account-{Guid.NewGuid()}", 0, Start, events);
        return ((Appended)await Store.Append(append)).Position;
    }

    public async Task<T> Ask<T>(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task Execute(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The tables show every event of the log once, by a count that no projection keeps, and equal a rebuild.</summary>
    public async Task ShouldBeExact(ReadModels models)
    {
        var head = await Store.Head();
        Assert.That(await models.WaitFor(head, TimeSpan.FromSeconds(20)), Is.True, "the tables did not catch up");
        var paid = (await Store.ReadLog(0, int.MaxValue)).Select(recorded => recorded.Data).OfType<Paid>().ToArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await Ask<long>("select count(*) from pages.payment"), Is.EqualTo(paid.Length));
            Assert.That(await Ask<long>("select payments from pages.total"), Is.EqualTo(paid.Length));
            Assert.That(await Ask<long>("select amount from pages.total"), Is.EqualTo(paid.Sum(payment => payment.Amount)));
            Assert.That(await models.Compare(), Is.Empty);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in opened) await node.DisposeAsync();
        await Source.DisposeAsync();
    }
}

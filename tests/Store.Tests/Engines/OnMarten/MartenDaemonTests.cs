using System.Collections.Concurrent;
using Activation.Store.Marten;
using Activation.Store.Postgres;
using Activation.Support;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Projections;
using Marten.Subscriptions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using static Activation.Store.Tests.Engines.Sayings;

namespace Activation.Store.Tests.Engines.OnMarten;

/// <summary>What a house is given that follows the log by Marten's own daemon, from a program of its own.</summary>
[TestFixture]
sealed class MartenDaemonTests
{
    const int Patience = 60_000, Often = 50;

    string database = "";
    MartenEventStore store = null!;

    [SetUp]
    public async Task Begin()
    {
        database = await PostgresServer.FreshDatabase();
        store = new MartenEventStore(database, Types, new PostgresStoreOptions { Deadline = TimeSpan.FromMinutes(1) });
        await store.Start();
    }

    [TearDown]
    public async Task End() => await store.DisposeAsync();

    [Test]
    public async Task A_subscription_is_given_every_event_once_in_the_order_of_the_log_and_passes_over_what_failed()
    {
        var given = new Given();
        using var house = await House(marten => marten.Projections.Subscribe(given));
        await Execute("alter table marten.mt_events add constraint no_poison check (data ->> 'text' is distinct from 'poison')");
        var appends = Enumerable.Range(0, 60).Select(i => Say(NewStream(), 0, new Said(i % 8 == 3 ? "poison" : "fine"), new Counted(i))).ToList();

        var accepted = await Task.WhenAll(appends.Select(IsAccepted));

        var log = await store.ReadLog(0, 1000);
        Assert.That((accepted.Count(yes => yes), log.Count), Is.EqualTo((52, 104)));
        Assert.That(log[^1].Position, Is.GreaterThan(104), "there are holes");
        Assert.That(() => given.Events.Select(Told), Is.EqualTo(log.Select(Told)).After(Patience, Often));
        await house.StopAsync();
    }

    [TestCase("new.data := '{\"number\": \"seven\"}'", TestName = "JSON that is spoilt stops who follows, and nothing after it is given until it is mended")]
    [TestCase("new.type := 'unheard-of'; new.mt_dotnet_type := 'Nobody, Nowhere'", TestName = "A name that nobody knows stops who follows, and nothing after it is given until it is known")]
    public async Task What_cannot_be_read_stops_who_follows_and_nothing_after_it_is_given_until_it_is_mended(string spoil)
    {
        var given = new Given();
        using var house = await House(marten => marten.Projections.Subscribe(given));
        var before = (Appended)await store.Append(SayHello(NewStream(), 0));
        Assert.That(() => given.Positions, Is.EqualTo(new[] { before.Position }).After(Patience, Often));
        await Execute(
            $"""
            create function spoil() returns trigger language plpgsql as $$ begin if new.type = 'counted' then {spoil}; end if; return new; end $$;
            create trigger spoil before insert on marten.mt_events for each row execute function spoil()
            """);
        var odd = (Appended)await store.Append(Say(NewStream(), 0, new Counted(7)));
        var after = (Appended)await store.Append(SayHello(NewStream(), 0));
        Assert.That(() => Stands(house), Is.True.After(Patience, Often));
        Assert.That(given.Positions, Is.EqualTo(new[] { before.Position }));

        await Execute($$"""update marten.mt_events set type = 'counted', mt_dotnet_type = null, data = '{"number": 7}' where seq_id = {{odd.Position}}""");

        Assert.That(() => given.Positions, Is.EqualTo(new[] { before.Position, odd.Position, after.Position }).After(Patience, Often));
        await house.StopAsync();
    }

    [Test]
    public async Task A_projection_of_the_house_that_fails_stands_at_that_event_and_goes_on_once_it_can()
    {
        var totals = new Totals { Fails = true };
        using var house = await House(marten => marten.Projections.Add(totals, ProjectionLifecycle.Async));
        var odd = (Appended)await store.Append(Say(NewStream(), 0, new Counted(7)));
        var after = (Appended)await store.Append(Say(NewStream(), 0, new Counted(2)));
        Assert.That(() => Stands(house), Is.True.After(Patience, Often));
        Assert.That(totals.Numbers, Is.Empty);

        totals.Fails = false;

        Assert.That(() => totals.Numbers.Order(), Is.EqualTo(new[] { (odd.Position, 7), (after.Position, 2) }).After(Patience, Often));
        await house.StopAsync();
    }

    async Task<IHost> House(Action<StoreOptions> follows)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddMarten(marten =>
        {
            MartenSettings.Configure(marten, database, Types);
            marten.DatabaseSchemaName = "house";
            // What failed is tried again sooner than by default.
            marten.Projections.HealthCheckPollingTime = TimeSpan.FromMilliseconds(500);
            follows(marten);
        }).AddAsyncDaemon(DaemonMode.HotCold);
        var house = builder.Build();
        await house.StartAsync();
        return house;
    }

    static bool Stands(IHost house) => house.Services.GetRequiredService<IProjectionCoordinator>().DaemonForMainDatabase().HasAnyPaused();

    async Task<bool> IsAccepted(Append append)
    {
        try
        {
            return await store.Append(append) is Appended;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    async Task Execute(string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    static string Told(Recorded one) => $"{one.Position} {one.Stream} {one.Version} {one.Type} {one.CommandId} {one.Data}";

    static string Told(IEvent one) => $"{one.Sequence} {one.StreamKey} {one.Version} {one.EventTypeName} {one.CausationId} {one.Data}";

    sealed class Given : SubscriptionBase
    {
        readonly ConcurrentQueue<IEvent> events = [];

        public IReadOnlyList<IEvent> Events => [.. events];

        public IEnumerable<long> Positions => Events.Select(one => one.Sequence);

        public override Task<IChangeListener> ProcessEventsAsync(
            EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken)
        {
            // What Marten writes under the numbers of a batch that failed is given too.
            foreach (var one in page.Events.Where(one => one.Data is not Tombstone)) events.Enqueue(one);
            return Task.FromResult(NullChangeListener.Instance);
        }
    }

    sealed class Totals : EventProjection
    {
        readonly ConcurrentDictionary<(long Position, int Number), bool> numbers = [];

        public bool Fails { get; set; }

        public IEnumerable<(long Position, int Number)> Numbers => numbers.Keys;

        public override ValueTask ApplyAsync(IDocumentOperations operations, IEvent e, CancellationToken cancellation)
        {
            if (e.Data is not Counted counted) return ValueTask.CompletedTask;
            if (Fails && counted.Number == 7) throw new InvalidOperationException("cannot count to seven");
            numbers.TryAdd((e.Sequence, counted.Number), true);
            return ValueTask.CompletedTask;
        }
    }
}

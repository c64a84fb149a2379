using System.Collections.Concurrent;
using System.Diagnostics;
using Activation.Store.Postgres;
using Activation.Support;
using static Activation.Store.Tests.Engines.Sayings;

namespace Activation.Store.Tests.Engines.Faults;

/// <summary>Connections of a node are cut, and the server itself goes down: what every engine in PostgreSQL promises then.</summary>
abstract class BrokenConnectionContract : PostgresFixture
{
    protected const string WhoAppends = "application_name = 'activation log' and query not like 'listen%' and query not like '%notify%'";

    protected override Task<PostgresServer> Server => Harsh;

    /// <summary>The engine's table of events.</summary>
    protected abstract string Events { get; }

    /// <summary>The engine's row that nodes take turns by.</summary>
    protected abstract string Turn { get; }

    [Test]
    public async Task Nothing_acknowledged_is_lost_when_the_append_connection_is_killed_under_load()
    {
        var node = await StartNode();
        var acknowledged = await UnderLoad(node, async () =>
        {
            for (var kill = 1; kill <= 5; kill++)
            {
                await Until($"select count(*) >= {kill * 50} from {Events}");
                await Run(Kill(WhoAppends));
            }
        });

        await AllIsThereOnce(node, acknowledged);
    }

    [Test]
    public async Task Nothing_acknowledged_is_lost_when_the_server_goes_down_under_load()
    {
        var node = await StartNode();
        var acknowledged = await UnderLoad(node, async () =>
        {
            await Until($"select count(*) >= 100 from {Events}");
            await (await Server).CrashAndRecover();
            Database.Clear();
        });

        await AllIsThereOnce(node, acknowledged);
    }

    [Test]
    public async Task Without_its_listening_connection_a_node_still_sees_what_others_write()
    {
        var (writer, deaf) = (await StartNode(), await StartNode());
        await Until("select count(*) = 2 from pg_stat_activity where datname = current_database() and query like 'listen%'");
        await Run(Kill("query like 'listen%'"));

        var watch = Stopwatch.StartNew();
        await writer.Append(SayHello(NewStream(), 0));
        var reader = Reader.Of(deaf);
        while (await reader.ReadOn() == 0) await deaf.WaitForMore(reader.Last);

        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)));
        await Until("select count(*) = 2 from pg_stat_activity where datname = current_database() and query like 'listen%'");
    }

    [Test]
    public async Task What_comes_while_the_database_is_away_waits_for_it_and_is_written()
    {
        // However long a busy machine takes to bring it back.
        var node = await StartNode(new PostgresStoreOptions { Deadline = TimeSpan.FromMinutes(1) });
        Task<AppendOutcome>? late = null;
        await (await Server).CrashAndRecover(async () =>
        {
            // The line that was open breaks on whoever comes first.
            while (await IsAcknowledged(node, SayHello(NewStream(), 0))) await Task.Delay(5);
            late = node.Append(SayHello(NewStream(), 0));
        });

        Assert.That(await late!, Is.InstanceOf<Appended>());
    }

    [Test]
    public async Task Of_a_masking_whose_line_breaks_nobody_knows_the_outcome_and_it_may_be_asked_for_again()
    {
        var node = await StartNode();
        var append = Say(NewStream(), 0, new Said("a secret"));
        await node.Append(append);
        await Run($"""
            create function slow() returns trigger language plpgsql as 'begin perform pg_sleep(60); return new; end';
            create trigger slow before insert on {Events} for each row when (new.type = 'event-masked') execute function slow()
            """);

        var masking = node.Mask(append.Stream, 1, ["text"], null, Noon);
        await Until("select exists (select from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep')");
        await (await Server).CrashAndRecover();
        Database.Clear();

        Assert.That(() => masking, Throws.InstanceOf<OutcomeUnknownException>());
        await Run($"drop trigger slow on {Events}");
        Assert.That(await node.Mask(append.Stream, 1, ["text"], null, Noon), Is.GreaterThan(1));
        Assert.That((await node.ReadStream(append.Stream)).Select(one => one.Data), Has.One.EqualTo(new Said("")).And.One.InstanceOf<EventMasked>());
    }

    [Test]
    public async Task However_many_maskings_wait_they_wait_with_one_line()
    {
        var node = await StartNode();
        var stream = NewStream();
        await node.Append(Say(stream, 0, [.. Enumerable.Range(0, 30).Select(i => new Said($"{i}"))]));
        await using var connection = await Database.OpenConnectionAsync();
        await using var held = await connection.BeginTransactionAsync();
        await using (var hold = new Npgsql.NpgsqlCommand($"select from {Turn} for update", connection)) await hold.ExecuteNonQueryAsync();

        var maskings = Enumerable.Range(1, 30).Select(version => node.Mask(stream, version, ["text"], null, Noon)).ToList();
        await Until("select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')");

        // One appends, one speaks, one listens, one masks.
        Assert.That(await Ask<long>("select count(*) from pg_stat_activity where datname = current_database() and application_name = 'activation log'"), Is.LessThanOrEqualTo(4));
        await held.CommitAsync();
        Assert.That(await Task.WhenAll(maskings), Is.Unique);
    }

    [Test]
    public async Task A_node_may_be_closed_twice()
    {
        var node = await StartNode();
        await node.DisposeAsync();
        Assert.That(async () => await node.DisposeAsync(), Throws.Nothing);
    }

    protected static string Kill(string whose) =>
        $"select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and {whose} and pid <> pg_backend_pid()";

    /// <summary>Sixteen clients that repeat what they do not know the outcome of, until the trouble is over and a little longer.</summary>
    static async Task<IReadOnlyCollection<Append>> UnderLoad(IEventStore node, Func<Task> trouble)
    {
        var acknowledged = new ConcurrentBag<Append>();
        using var over = new CancellationTokenSource();
        var clients = Enumerable.Range(0, 16).Select(async _ =>
        {
            while (!over.IsCancellationRequested)
            {
                var append = SayHello(NewStream(), 0);
                while (!await IsAcknowledged(node, append)) await Task.Delay(5, CancellationToken.None);
                acknowledged.Add(append);
            }
        }).ToList();
        await trouble();
        var last = SayHello(NewStream(), 0);
        while (!await IsAcknowledged(node, last)) await Task.Delay(5);
        await over.CancelAsync();
        await Task.WhenAll(clients);
        return acknowledged;
    }

    protected static async Task<bool> IsAcknowledged(IEventStore node, Append append)
    {
        try
        {
            return await node.Append(append, CancellationToken.None) is Appended;
        }
        catch (OutcomeUnknownException)
        {
            return false;
        }
    }

    async Task AllIsThereOnce(IEventStore node, IReadOnlyCollection<Append> acknowledged)
    {
        var log = await node.ReadLog(0, int.MaxValue);
        Assert.That(log.Select(one => one.Position), Is.Unique.And.Ordered);
        Assert.That(acknowledged.Select(one => one.CommandId), Is.SubsetOf(log.Select(one => one.CommandId).ToHashSet()));
        Assert.That(log.Select(one => one.CommandId), Is.Unique);
        await IsWhole(log);
    }

    /// <summary>What the engine promises of positions beyond their order.</summary>
    protected virtual Task IsWhole(IReadOnlyList<Recorded> log) => Task.CompletedTask;
}

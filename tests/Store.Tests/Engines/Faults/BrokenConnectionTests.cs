using System.Collections.Concurrent;
using System.Diagnostics;
using Activation.Store.Postgres;
using Activation.Support;
using static Activation.Store.Tests.Engines.Sayings;

namespace Activation.Store.Tests.Engines.Faults;

/// <summary>Connections of a node are cut, and the server itself goes down.</summary>
[TestFixture]
sealed class BrokenConnectionTests : PostgresFixture
{
    protected override Task<PostgresServer> Server => Harsh;

    [Test]
    public async Task Nothing_acknowledged_is_lost_when_the_append_connection_is_killed_under_load()
    {
        var node = await StartNode();
        var acknowledged = await UnderLoad(node, async () =>
        {
            for (var kill = 1; kill <= 5; kill++)
            {
                await Until($"select count(*) >= {kill * 50} from log.event");
                await Run(Kill("%log_head%"));
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
            await Until("select count(*) >= 100 from log.event");
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
        await Run(Kill("listen%"));

        var watch = Stopwatch.StartNew();
        await writer.Append(SayHello(NewStream(), 0));
        var reader = Reader.Of(deaf);
        while (await reader.ReadOn() == 0) await deaf.WaitForMore(reader.Last);

        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(2)));
        await Until("select count(*) = 2 from pg_stat_activity where datname = current_database() and query like 'listen%'");
    }

    static string Kill(string query) =>
        $"select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like '{query}' and pid <> pg_backend_pid()";

    /// <summary>Sixteen clients that repeat what they do not know the outcome of, until the trouble is over and a little longer.</summary>
    static async Task<IReadOnlyCollection<Append>> UnderLoad(PostgresEventStore node, Func<Task> trouble)
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

    static async Task<bool> IsAcknowledged(PostgresEventStore node, Append append)
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

    async Task AllIsThereOnce(PostgresEventStore node, IReadOnlyCollection<Append> acknowledged)
    {
        var log = await node.ReadLog(0, int.MaxValue);
        Assert.That(log.Select(one => one.Position), Is.EqualTo(Enumerable.Range(1, log.Count)));
        Assert.That(acknowledged.Select(one => one.CommandId), Is.SubsetOf(log.Select(one => one.CommandId).ToHashSet()));
        Assert.That(log.Select(one => one.CommandId), Is.Unique);
        Assert.That(log, Has.Count.EqualTo(await Ask<long>("select position from log.log_head")));
    }
}

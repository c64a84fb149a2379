using Npgsql;
using static Activation.Store.Tests.Engines.Sayings;

namespace Activation.Store.Tests.Engines.Faults;

/// <summary>Whoever reads on sees every event once and in its order, whatever writers do meanwhile: what every engine in PostgreSQL promises.</summary>
abstract class ReadersContract : PostgresFixture
{
    const int Writers = 32, EventsOfAWriter = 25;

    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(1), LongerThanAnybodyWaits = TimeSpan.FromSeconds(3);

    /// <summary>What another node does first in its batch, and what keeps all others waiting until it ends.</summary>
    protected abstract string Begin { get; }

    [Test]
    public async Task Readers_that_restart_at_random_under_many_writers_see_everything_once()
    {
        var options = new Postgres.PostgresStoreOptions { Deadline = Deadline };
        var nodes = new[] { await StartNode(options), await StartNode(options) };
        using var written = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 3).Select(number => ReadWithRestarts(nodes[number % 2], new Random(number), written.Token)).ToList();

        var acknowledged = await Task.WhenAll([.. Enumerable.Range(0, Writers).Select(number => Write(nodes[number % 2])), Disturb(new Random(7), 30)]);
        await written.CancelAsync();

        var log = (await nodes[0].ReadLog(0, 10_000)).Select(one => one.Position).ToList();
        Assert.That(log, Is.SupersetOf(acknowledged.SelectMany(positions => positions)));
        Assert.That(log, Has.Count.GreaterThanOrEqualTo(Writers * EventsOfAWriter));
        foreach (var seen in await Task.WhenAll(readers)) Assert.That(seen, Is.EqualTo(log));
    }

    /// <summary>Whoever is not answered in time asks again under the same id, as a browser does.</summary>
    static async Task<List<long>> Write(IEventStore node)
    {
        var positions = new List<long>();
        for (var append = SayHello(NewStream(), 0); positions.Count < EventsOfAWriter;)
        {
            try
            {
                positions.Add(((Appended)await node.Append(append)).Position);
                append = SayHello(NewStream(), 0);
            }
            catch (OutcomeUnknownException)
            {
            }
        }

        return positions;
    }

    /// <summary>A third node that dawdles inside its transactions, once for longer than anybody waits, and rolls a third of them back.</summary>
    async Task<List<long>> Disturb(Random random, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await using var connection = await Database.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await using (var begin = new NpgsqlCommand(Begin, connection)) await begin.ExecuteNonQueryAsync();
            await Task.Delay(i == times / 2 ? LongerThanAnybodyWaits : TimeSpan.FromMilliseconds(random.Next(20)));
            await (random.Next(3) == 0 ? transaction.RollbackAsync() : transaction.CommitAsync());
        }

        return [];
    }

    /// <summary>Forgets now and then what was read after the last checkpoint, as a killed follower does.</summary>
    static async Task<List<long>> ReadWithRestarts(IEventStore node, Random random, CancellationToken written)
    {
        var kept = new List<long>();
        while (true)
        {
            var last = written.IsCancellationRequested;
            var page = await node.ReadLog(kept.Count == 0 ? 0 : kept[^1], 1 + random.Next(40), CancellationToken.None);
            if (page.Count == 0 && last) return kept;
            if (page.Count == 0) await node.WaitForMore(kept.Count == 0 ? 0 : kept[^1], CancellationToken.None);
            else if (random.Next(4) > 0) kept.AddRange(page.Select(one => one.Position));
        }
    }
}

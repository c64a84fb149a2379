using Activation.Store.Followers;
using Npgsql;

namespace Activation.Store.Tests.Followers;

[TestFixture]
sealed class ExactlyOnceTests
{
    const string KillFollowers = """
        select count(pg_terminate_backend(pid)) from pg_stat_activity
        where datname = current_database() and application_name = 'activation read models'
        """;

    [Test]
    public async Task A_program_that_dies_while_folding_loses_nothing_and_repeats_nothing([Values(1, 2, 3)] int seed)
    {
        await using var log = await AccountLog.InMemory();
        await log.OpenAll();
        await log.PayAtRandom(1500, seed);
        var random = new Random(seed);
        var head = await log.Store.Head();
        for (var death = random.Next(50, 800); death < head; death += random.Next(50, 800))
        {
            await using var dying = await log.Following(new DiesAt(death));
            Assert.That(async () => (await dying.Health()).StoppedWith, Is.Not.Null.After(20_000, 5));
            Assert.That(dying.Position, Is.EqualTo(death - 1), "everything before the death was folded");
        }

        await using var mended = await log.Following();
        await log.ShouldBeExact(mended);
    }

    [Test]
    public async Task A_connection_lost_between_reading_and_writing_costs_one_more_attempt()
    {
        await using var log = await AccountLog.InPostgres();
        var projection = new LosesConnection(log, [5, 21, 40]);
        await using var models = await log.Following(projection);
        await log.OpenAll();
        await log.PayAtRandom(50, seed: 4);
        await log.ShouldBeExact(models);
        Assert.That(projection.Left, Is.Empty, "every loss has happened");
    }

    [Test]
    public async Task Connections_lost_at_any_moment_leave_no_trace()
    {
        await using var log = await AccountLog.InPostgres();
        await using var models = await log.Following();
        await log.OpenAll();
        var random = new Random(5);
        using var enough = new CancellationTokenSource();
        var writing = Write(log, enough.Token);
        var killed = 0L;
        while (killed < 20)
        {
            await models.WaitFor(models.Position + random.Next(1, 30), TimeSpan.FromMilliseconds(500));
            killed += await log.Ask<long>(KillFollowers);
            Assert.That((await models.Health()).StoppedWith, Is.Null);
        }

        await enough.CancelAsync();
        await writing;
        await log.ShouldBeExact(models);
    }

    [Test]
    public async Task Nodes_on_the_same_tables_fold_every_event_once()
    {
        await using var log = await AccountLog.InPostgres();
        await using var one = await log.Following();
        await using var two = await log.Following(store: await log.AnotherNode());
        await using var three = await log.Following(store: await log.AnotherNode());
        await log.OpenAll();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(seed => log.PayAtRandom(300, seed)));
        foreach (var node in new[] { one, two, three }) await log.ShouldBeExact(node);
    }

    [Test]
    public async Task Nodes_that_come_and_go_under_writers_fold_every_event_once()
    {
        await using var log = await AccountLog.InPostgres();
        await log.OpenAll();
        var writing = Task.WhenAll(Enumerable.Range(0, 3).Select(seed => log.PayAtRandom(500, seed)));
        var random = new Random(6);
        for (var starts = 0; !writing.IsCompleted || starts < 10; starts++)
        {
            await using var one = await log.Following();
            await using var other = await log.Following();
            await one.WaitFor(one.Position + random.Next(1, 200), TimeSpan.FromMilliseconds(200));
        }

        await writing;
        await using var last = await log.Following();
        await log.ShouldBeExact(last);
    }

    static async Task Write(AccountLog log, CancellationToken enough)
    {
        for (var seed = 0; !enough.IsCancellationRequested; seed++) await log.PayAtRandom(10, seed);
    }

    sealed class DiesAt(long position) : AccountProjection
    {
        public override void Fold(Recorded recorded, Rows rows)
        {
            if (recorded.Position == position) throw new InvalidOperationException("dies here");
            base.Fold(recorded, rows);
        }
    }

    sealed class LosesConnection(AccountLog log, HashSet<long> positions) : AccountProjection
    {
        public HashSet<long> Left { get; } = positions;

        public override void Fold(Recorded recorded, Rows rows)
        {
            if (Left.Remove(recorded.Position))
            {
                using var connection = log.Source.OpenConnection();
                using var kill = new NpgsqlCommand(KillFollowers, connection);
                kill.ExecuteNonQuery();
            }

            base.Fold(recorded, rows);
        }
    }
}

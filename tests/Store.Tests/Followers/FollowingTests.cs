using System.Diagnostics;
using Activation.Store.Followers;

namespace Activation.Store.Tests.Followers;

[TestFixture]
sealed class FollowingTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // Long enough for a follower to find nothing more to do: only then does it have to be woken.
    static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(50);

    [Test]
    public async Task An_event_becomes_a_row_with_all_its_columns()
    {
        await using var log = await AccountLog.InPostgres();
        await using var models = await log.Following();
        await log.OpenAll();
        await log.Pay(0, 5);
        await models.WaitFor(await log.Pay(0, -7), Patience);
        var row = await log.Ask<string>($"select row_to_json(a)::text from pages.account a where id = '{log.Accounts[0]}'");
        Assert.That(row, Is.EqualTo(
            $$"""{"id":"{{log.Accounts[0]}}","name":"konto {{log.Accounts[0]}}","standing":"overdrawn","balance":-2,"recent":[5,-7],"opened_on":"2026-03-01","""
            + "\"changed_at\":\"2026-03-01T08:00:00+00:00\",\"last\":{\"tags\": [\"även\", \"å\uFFFDä\"], \"amount\": -7}}"));
    }

    [Test]
    public async Task A_removed_row_is_gone_and_may_come_back()
    {
        await using var log = await AccountLog.InPostgres();
        await using var models = await log.Following();
        await models.WaitFor(await log.OpenAll(), Patience);
        await models.WaitFor(await log.Write(new Closed(log.Accounts[0])), Patience);
        Assert.That(await log.Ask<long>("select count(*) from pages.account"), Is.EqualTo(log.Accounts.Length - 1));
        await models.WaitFor(await log.Write(new Opened(log.Accounts[0], "igen")), Patience);
        Assert.That(await log.Ask<long>("select count(*) from pages.account"), Is.EqualTo(log.Accounts.Length));
    }

    [Test]
    public async Task What_was_remembered_is_forgotten_before_who_waits_goes_on()
    {
        await using var log = await AccountLog.InPostgres();
        await using var models = await log.Following();
        await models.WaitFor(await log.OpenAll(), Patience);
        using var hold = new ManualResetEventSlim();
        var forgotten = 0L;
        models.BeforeShown(projected =>
        {
            hold.Wait(Patience);
            forgotten = projected.Position;
        });
        var position = await log.Pay(0, 1);
        var waiting = models.WaitFor(position, Patience);
        Assert.That(await Task.WhenAny(waiting, Task.Delay(Nap)), Is.Not.SameAs(waiting));
        hold.Set();
        Assert.That((await waiting, forgotten), Is.EqualTo((true, position)));
    }

    [Test]
    public async Task A_page_sees_its_own_write_within_milliseconds()
    {
        await using var log = await AccountLog.InPostgres();
        await using var models = await log.Following();
        await log.OpenAll();
        var waits = new List<double>();
        for (var i = 0; i < 20; i++)
        {
            await Task.Delay(Nap);
            var position = await log.Pay(i, 1);
            var watch = Stopwatch.StartNew();
            Assert.That(await models.WaitFor(position, Patience), Is.True);
            waits.Add(watch.Elapsed.TotalMilliseconds);
        }

        waits.Sort();
        TestContext.Out.WriteLine($"median {waits[10]:0.0} ms, slowest {waits[^1]:0.0} ms");
        Assert.That(waits[10], Is.LessThan(700), "a poll is 1,000 ms; being woken is a few");
    }

    [Test]
    public async Task Another_node_hears_of_a_write_without_waiting_for_its_poll()
    {
        await using var log = await AccountLog.InPostgres();
        await using var models = await log.Following(store: await log.AnotherNode());
        await log.OpenAll();
        var waits = new List<double>();
        for (var i = 0; i < 20; i++)
        {
            await Task.Delay(Nap);
            var watch = Stopwatch.StartNew();
            Assert.That(await models.WaitFor(await log.Pay(i, 1), Patience), Is.True);
            waits.Add(watch.Elapsed.TotalMilliseconds);
        }

        waits.Sort();
        Assert.That(waits[10], Is.LessThan(700));
    }

    [Test]
    public async Task A_node_that_waits_with_events_that_a_crash_took_back_does_not_ask_for_them_without_a_pause()
    {
        await using var log = await AccountLog.InPostgres();
        await log.OpenAll();
        var woken = new AlwaysWoken(log.Store);
        await using var models = await log.Following(store: woken);
        await models.WaitFor(await log.Pay(0, 5), Patience);
        var before = woken.Reads;
        await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.That(woken.Reads - before, Is.LessThan(10));
        Assert.That(await models.WaitFor(await log.Pay(0, 6), Patience), Is.True, "it still hears");
    }

    [Test]
    public async Task Tables_that_a_crash_took_back_are_folded_again_though_nobody_writes()
    {
        await using var log = await AccountLog.InPostgres();
        await using var models = await log.Following();
        var before = await log.OpenAll();
        await models.WaitFor(before, Patience);
        await log.Execute("create table total_before as table pages.total; create table account_before as table pages.account");
        await models.WaitFor(await log.Pay(0, 5), Patience);
        await log.Execute($"""
            begin;
            delete from pages.total; insert into pages.total table total_before;
            delete from pages.account; insert into pages.account table account_before;
            delete from pages.payment; update pages.checkpoint set position = {before};
            commit
            """);
        Assert.That(async () => await log.Ask<long>("select count(*) from pages.payment"), Is.EqualTo(1).After(20_000, 50));
        await log.ShouldBeExact(models);
    }

    [Test]
    public async Task Waiting_ends_when_the_time_is_over()
    {
        await using var log = await AccountLog.InMemory();
        await using var models = await log.Following();
        Assert.That(await models.WaitFor(1, TimeSpan.FromMilliseconds(50)), Is.False);
    }

    [Test]
    public async Task What_one_node_projects_is_told_on_every_node_once_and_in_order([Values] bool overHoles)
    {
        await using var log = await AccountLog.InPostgres(overHoles);
        await using var one = await log.Following();
        await using var other = await log.Following(store: await log.AnotherNode());
        using var enough = new CancellationTokenSource(Patience);
        var (hereAll, thereAll) = (one.Listen(enough.Token), other.Listen(enough.Token));
        await log.OpenAll();
        var last = await log.PayAtRandom(200, seed: 1);
        var step = overHoles ? Holed.Step : 1;
        var expected = Enumerable.Range(1, (int)last / step).Select(number => (long)number * step);
        Assert.That(await Heard(hereAll, last), Is.EqualTo(expected));
        Assert.That(await Heard(thereAll, last), Is.EqualTo(expected));
    }

    [Test]
    public async Task A_snapshot_shows_one_state_whatever_is_folded_meanwhile()
    {
        await using var log = await AccountLog.InPostgres();
        await using var models = await log.Following();
        await log.OpenAll();
        await models.WaitFor(await log.Pay(0, 5), Patience);
        await using var snapshot = await models.ReadSnapshot();
        await models.WaitFor(await log.Pay(0, 5), Patience);
        await using var command = new Npgsql.NpgsqlCommand("select amount from total", snapshot.Connection);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(snapshot.Position, Is.EqualTo(log.Accounts.Length + 1));
            Assert.That(await command.ExecuteScalarAsync(), Is.EqualTo(5));
        }
    }

    static async Task<List<long>> Heard(IAsyncEnumerable<Projected> told, long last)
    {
        var heard = new List<long>();
        await foreach (var projected in told)
        {
            heard.AddRange(projected.Events.Select(recorded => recorded.Position));
            if (projected.Position >= last) break;
        }

        return heard;
    }

    /// <summary>A log whose node believes that there is more.</summary>
    sealed class AlwaysWoken(IEventStore own) : IEventStore
    {
        int reads;

        public int Reads => Volatile.Read(ref reads);

        public Task<IReadOnlyList<Recorded>> ReadLog(long afterPosition, int limit, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref reads);
            return own.ReadLog(afterPosition, limit, cancellationToken);
        }

        public Task WaitForMore(long afterPosition, CancellationToken cancellationToken = default) => Task.CompletedTask;

        public Task<AppendOutcome> Append(Append append, CancellationToken deadline = default) => own.Append(append, deadline);

        public Task<IReadOnlyList<IReadOnlyList<Recorded>>> ReadStreams(IReadOnlyList<StreamPart> parts, CancellationToken cancellationToken = default) => own.ReadStreams(parts, cancellationToken);

        public Task<long> Head(CancellationToken cancellationToken = default) => own.Head(cancellationToken);

        public Task<long> Mask(string stream, int version, IReadOnlyList<string> fields, Guid? actor, DateTimeOffset at, CancellationToken deadline = default) =>
            own.Mask(stream, version, fields, actor, at, deadline);
    }
}

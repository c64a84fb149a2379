using System.Diagnostics;
using Npgsql;
using static Activation.Store.Tests.Engines.Sayings;

namespace Activation.Store.Tests.Engines.Faults;

/// <summary>Another node is slow in the middle of its batch.</summary>
[TestFixture]
sealed class SlowNodeTests : PostgresFixture
{
    [Test]
    public async Task A_slow_earlier_transaction_is_skipped_by_no_reader()
    {
        var node = await StartNode();
        await node.Append(SayHello(NewStream(), 0));
        var reader = Reader.Of(node);
        await using var rival = await Rival.Holding(Database);

        var appending = Task.WhenAll(Enumerable.Range(0, 20).Select(_ => node.Append(SayHello(NewStream(), 0))));
        await UntilSomeoneWaitsForTheHead();
        await reader.ReadOn();
        Assert.That(reader.Seen, Is.EqualTo(new long[] { 1 }), "nobody sees past the slow one");
        await rival.Commit();
        await appending;
        await reader.ReadOn();

        Assert.That(reader.Seen, Is.EqualTo(Enumerable.Range(1, 22).Select(i => (long)i)));
        Assert.That(reader.Skipped(await WholeLog()), Is.Empty);
    }

    [Test]
    public async Task A_rolled_back_append_leaves_no_hole_and_delays_nobody()
    {
        var node = await StartNode();
        await using var rival = await Rival.Holding(Database);
        var appending = Task.WhenAll(Enumerable.Range(0, 20).Select(_ => node.Append(SayHello(NewStream(), 0))));
        await UntilSomeoneWaitsForTheHead();
        await rival.RollBack();
        await appending;

        Assert.That((await node.ReadLog(0, 100)).Select(one => one.Position), Is.EqualTo(Enumerable.Range(1, 20)));
    }

    [Test]
    public async Task An_answer_does_not_wait_for_those_who_come_after_it()
    {
        var node = await StartNode(new() { BatchLength = 1 });
        await Run("""
            create function dawdle() returns trigger language plpgsql as 'begin perform pg_advisory_xact_lock(1); return new; end';
            create trigger dawdle before insert on log.event for each row when (new.stream = 'slow') execute function dawdle()
            """);
        await using var connection = await Database.OpenConnectionAsync();
        await using var held = await connection.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("select pg_advisory_xact_lock(1)", connection)) await hold.ExecuteNonQueryAsync();
        await using var rival = await Rival.Holding(Database);

        var (first, second) = (node.Append(SayHello(NewStream(), 0)), node.Append(SayHello("slow", 0)));
        await UntilSomeoneWaitsForTheHead();
        await rival.RollBack();

        Assert.That(await first, Is.InstanceOf<Appended>());
        Assert.That(second.IsCompleted, Is.False);
        await held.CommitAsync();
        Assert.That(await second, Is.InstanceOf<Appended>());
    }

    [Test]
    public async Task A_full_queue_refuses_and_what_it_refused_was_not_written()
    {
        var node = await StartNode(new() { QueueLength = 8, BatchLength = 4, QueuePatience = TimeSpan.FromMilliseconds(50) });
        await using var rival = await Rival.Holding(Database);

        var appends = Enumerable.Range(0, 40).Select(_ => SayHello(NewStream(), 0)).ToList();
        var sent = appends.ConvertAll(append => (append, answer: node.Append(append)));
        await UntilSomeoneWaitsForTheHead();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (sent.Count(one => one.answer.IsCompleted) < 28) await Task.Delay(5, patience.Token);
        await rival.Commit();

        foreach (var (append, answer) in sent)
        {
            var outcome = await answer.ContinueWith(done => done.Exception?.InnerException ?? (object)done.Result, TaskScheduler.Default);
            Assert.That(outcome, Is.InstanceOf<Appended>().Or.InstanceOf<StoreBusyException>());
            Assert.That(await node.ReadStream(append.Stream), Has.Count.EqualTo(outcome is Appended ? 1 : 0));
        }
        Assert.That(sent.Count(one => one.answer.IsFaulted), Is.InRange(28, 32), "what fits waits: 8 in the queue, up to 4 on their way");
    }

    [Test]
    public async Task After_the_deadline_the_outcome_is_unknown_and_the_same_id_finds_it()
    {
        var node = await StartNode(new() { Deadline = TimeSpan.FromMilliseconds(200) });
        var append = SayHello(NewStream(), 0);
        await using (var rival = await Rival.Holding(Database))
        {
            var watch = Stopwatch.StartNew();
            Assert.That(() => node.Append(append), Throws.InstanceOf<OutcomeUnknownException>());
            Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(4)), "the deadline that nobody set is five");
            await rival.Commit();
        }

        Assert.That(await node.Append(append), Is.EqualTo(new Appended(2, 1, Repeated: true)));
    }
}

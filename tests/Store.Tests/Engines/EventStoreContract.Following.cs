using System.Collections.Concurrent;
using System.Diagnostics;
using static Activation.Store.Tests.Engines.Sayings;

namespace Activation.Store.Tests.Engines;

abstract partial class EventStoreContract
{
    [Test]
    public async Task A_reader_sees_everything_once_and_in_order_while_others_write()
    {
        var (before, other) = (await Store.Head(), await OpenNode());
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var reading = Enumerable.Range(0, 2).Select(_ => Follow(other, before, 400, enough.Token)).ToList();

        var written = new ConcurrentBag<long>();
        var writing = Enumerable.Range(0, 20).Select(async writer =>
        {
            for (var i = 0; i < 20; i++) written.Add(((Appended)await (writer % 2 == 0 ? Store : other).Append(SayHello(NewStream(), 0))).Position);
        });
        await Task.WhenAll(writing);

        foreach (var seen in await Task.WhenAll(reading))
            Assert.That(seen.Select(one => one.Position), Is.EqualTo(written.Order()));
    }

    [Test]
    public async Task Whoever_waits_for_more_is_woken_at_once()
    {
        var waiting = Store.WaitForMore(await Store.Head());
        var watch = Stopwatch.StartNew();
        await Store.Append(SayHello(NewStream(), 0));
        await waiting;

        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromMilliseconds(900)), "a poll is a second");
    }

    [Test]
    public async Task Whoever_waits_is_woken_by_another_node()
    {
        var other = await OpenNode();
        var fastest = TimeSpan.MaxValue;
        // A node that has just started may not listen yet: of a few attempts one must be quicker than the poll.
        for (var attempt = 0; attempt < 5 && fastest > TimeSpan.FromMilliseconds(500); attempt++)
        {
            var waiting = other.WaitForMore(await Store.Head());
            var watch = Stopwatch.StartNew();
            await Store.Append(SayHello(NewStream(), 0));
            await waiting;
            fastest = fastest < watch.Elapsed ? fastest : watch.Elapsed;
        }

        Assert.That(fastest, Is.LessThan(TimeSpan.FromMilliseconds(500)));
    }

    [Test]
    public async Task Waiting_in_vain_ends_after_about_a_second()
    {
        var watch = Stopwatch.StartNew();
        await Store.WaitForMore(await Store.Head() + 1_000_000);

        Assert.That(watch.Elapsed, Is.InRange(TimeSpan.FromMilliseconds(900), TimeSpan.FromSeconds(10)));
    }

    [Test]
    public void Waiting_ends_with_its_token()
    {
        using var now = new CancellationTokenSource();
        now.Cancel();

        Assert.That(() => Store.WaitForMore(long.MaxValue, now.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    static async Task<List<Recorded>> Follow(IEventStore store, long after, int count, CancellationToken enough)
    {
        var seen = new List<Recorded>();
        while (seen.Count < count)
        {
            var page = await store.ReadLog(after, 64, enough);
            if (page.Count == 0) await store.WaitForMore(after, enough);
            else after = page[^1].Position;
            seen.AddRange(page);
        }
        return seen;
    }
}

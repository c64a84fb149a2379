using Activation.Store.Followers;

namespace Activation.Store.Tests.Followers;

/// <summary>Positions grow and need not be contiguous: what is promised of followers holds over holes too.</summary>
[TestFixture]
sealed class HolesTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Test]
    public async Task Nodes_under_writers_fold_every_event_once_and_stand_at_the_last_one()
    {
        await using var log = await AccountLog.InPostgres(holes: true);
        await using var one = await log.Following();
        await using var other = await log.Following(store: await log.AnotherNode());
        await log.OpenAll();
        await Task.WhenAll(Enumerable.Range(0, 3).Select(seed => log.PayAtRandom(200, seed)));
        foreach (var node in new[] { one, other })
        {
            await log.ShouldBeExact(node);
            Assert.That((node.Position, (await node.Health()).Lag), Is.EqualTo((await log.Store.Head(), 0)));
        }
    }

    [Test]
    public async Task Who_waits_for_a_position_goes_on_when_it_is_reached_and_not_at_a_hole_before_it()
    {
        await using var log = await AccountLog.InPostgres(holes: true);
        await using var models = await log.Following();
        var position = await log.OpenAll();
        Assert.That(await models.WaitFor(position, Patience), Is.True);
        var next = models.WaitFor(position + 1, Patience);
        Assert.That(await models.WaitFor(position + 1, TimeSpan.FromMilliseconds(50)), Is.False, "nothing stands there yet");
        await log.Pay(0, 1);
        Assert.That(await next, Is.True, "what comes after it is reached");
    }

    [Test]
    public async Task A_fold_that_stopped_goes_on_after_the_last_event_that_was_folded()
    {
        await using var log = await AccountLog.InPostgres(holes: true);
        var last = await log.OpenAll();
        var odd = await log.Pay(0, 13);
        await log.PayAtRandom(50, seed: 2);
        await using (var stopped = await log.Following(new FearsThirteen()))
        {
            Assert.That(async () => (await stopped.Health()).StoppedWith, Is.Not.Null.After(20_000, 5));
            Assert.That((stopped.Position, odd), Is.EqualTo((last, last + Holed.Step)));
        }

        await using var mended = await log.Following();
        await log.ShouldBeExact(mended);
    }

    [Test]
    public async Task A_rebuild_under_writers_equals_what_was_folded_live()
    {
        await using var log = await AccountLog.InPostgres(holes: true);
        await using var models = await log.Following();
        await log.OpenAll();
        var writing = log.PayAtRandom(400, seed: 3);
        for (var swaps = 0; swaps < 3; swaps++) await models.Rebuild();
        await writing;
        await log.ShouldBeExact(models);
    }

    sealed class FearsThirteen : AccountProjection
    {
        public override void Fold(Recorded recorded, Rows rows)
        {
            if (recorded.Data is Paid { Amount: 13 }) throw new InvalidOperationException("unlucky");
            base.Fold(recorded, rows);
        }
    }
}

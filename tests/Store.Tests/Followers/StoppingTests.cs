using Activation.Store.Followers;

namespace Activation.Store.Tests.Followers;

[TestFixture]
sealed class StoppingTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Test]
    public async Task An_event_that_cannot_be_folded_stops_the_tables_before_it_and_is_named()
    {
        await using var log = await AccountLog.InMemory();
        await log.OpenAll();
        var poison = await log.Write(new Paid(log.Accounts[0], 13));
        await log.Pay(1, 1);
        await using var models = await log.Following(new FearsThirteen());
        await Stopped(models);
        var health = await models.Health();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(health.StoppedWith, Is.EqualTo($"accounts failed on paid at position {poison}: thirteen"));
            Assert.That(health.Position, Is.EqualTo(poison - 1));
            Assert.That(health.Lag, Is.EqualTo(2));
            Assert.That(await log.Ask<long>("select count(*) from pages.account"), Is.EqualTo(log.Accounts.Length));
            Assert.That(await log.Ask<long>("select count(*) from pages.payment"), Is.Zero);
        }
    }

    [Test]
    public async Task Nobody_waits_for_tables_that_have_stopped()
    {
        await using var log = await AccountLog.InMemory();
        await using var models = await log.Following(new FearsThirteen());
        var waiting = models.WaitFor(1, TimeSpan.FromMinutes(10));
        await log.Write(new Paid(log.Accounts[0], 13));
        Assert.That(await waiting.WaitAsync(Patience), Is.False);
        Assert.That(await models.WaitFor(1, TimeSpan.FromMinutes(10)).WaitAsync(Patience), Is.False);
    }

    [TestCase(15)]
    [TestCase(21)]
    public async Task A_hole_in_the_log_stops_the_tables_before_it(long hole)
    {
        await using var log = await AccountLog.InPostgres();
        await log.OpenAll();
        await log.Pay(0, 1);
        await log.Execute($"delete from log.event where position = {hole}");
        await using var models = await log.Following();
        await Stopped(models);
        Assert.That(models.Position, Is.EqualTo(hole - 1));
    }

    [Test]
    public async Task A_wish_of_the_wrong_type_is_refused_instead_of_never_found()
    {
        await using var log = await AccountLog.InMemory();
        await using var models = await log.Following(new AsksWrongly());
        await log.Pay(0, 1);
        await Stopped(models);
        Assert.That((await models.Health()).StoppedWith, Does.Contain("payment.position is Int64, asked for as Int32"));
    }

    [Test]
    public async Task A_table_that_was_taken_away_stops_the_tables()
    {
        await using var log = await AccountLog.InMemory();
        await using var models = await log.Following();
        await log.OpenAll();
        await log.Execute("drop table pages.payment");
        await log.Pay(0, 1);
        await Stopped(models);
        Assert.That((await models.Health()).StoppedWith, Does.Contain("payment"));
    }

    static async Task Stopped(ReadModels models) =>
        Assert.That(await models.WaitFor(long.MaxValue, Patience), Is.False.And.Matches<bool>(_ => models.Health().Result.StoppedWith is not null));

    sealed class FearsThirteen : AccountProjection
    {
        public override void Fold(Recorded recorded, Rows rows)
        {
            if (recorded.Data is Paid { Amount: 13 }) throw new InvalidOperationException("thirteen");
            base.Fold(recorded, rows);
        }
    }

    sealed class AsksWrongly : AccountProjection
    {
        public override void Wants(Recorded recorded, Wanted wanted)
        {
            base.Wants(recorded, wanted);
            wanted.Row<PaymentRow>(1);
        }
    }
}

using Activation.Store.Followers;

namespace Activation.Store.Tests.Followers;

/// <summary>What a rebuild keeps in memory may never show in the tables.</summary>
[TestFixture]
sealed class RebuildMemoryTests
{
    [Test]
    public async Task A_rebuild_that_may_keep_few_rows_makes_the_same_tables()
    {
        await using var log = await AccountLog.InMemory();
        var quiet = Guid.NewGuid();
        await log.Write(new Opened(quiet, "vilar"), new Paid(quiet, 1));
        await log.OpenAll();
        await log.PayAtRandom(6000, seed: 13);
        await log.Write(new Paid(quiet, 2));
        await using var models = new ReadModels(log.Database, log.Store, [new AccountProjection()], rowsKept: 3);
        await models.Rebuild();
        await models.Start();
        var few = await log.Ask<string>("select md5(string_agg(a::text, ',' order by id)) from pages.account a");
        await using var many = log.ReadModels();
        await many.Rebuild();
        Assert.That(await log.Ask<long>($"select balance from pages.account where id = '{quiet}'"), Is.EqualTo(3));
        Assert.That(await log.Ask<string>("select md5(string_agg(a::text, ',' order by id)) from pages.account a"), Is.EqualTo(few));
        await log.ShouldBeExact(models);
    }

    [Test]
    public async Task An_added_row_is_found_on_a_later_page()
    {
        await using var log = await AccountLog.InMemory();
        await log.OpenAll();
        await log.Pay(0, 1);
        await log.PayAtRandom(6000, seed: 14);
        await using var models = await log.Following(new LooksBack());
        await models.WaitFor(await log.Pay(0, 1), TimeSpan.FromSeconds(20));
        Assert.That(await log.Ask<long>("select count(*) from pages.payment where amount = 1000"), Is.EqualTo(1), "the live tables found it");
        Assert.That(await models.Compare(), Is.Empty, "and so did a rebuild");
    }

    /// <summary>Every payment far down the log marks the very first one, which was added and never put.</summary>
    sealed class LooksBack : AccountProjection
    {
        const long First = 21;

        public override void Wants(Recorded recorded, Wanted wanted)
        {
            base.Wants(recorded, wanted);
            if (recorded.Position > 9000) wanted.Row<PaymentRow>(First);
        }

        public override void Fold(Recorded recorded, Rows rows)
        {
            base.Fold(recorded, rows);
            if (recorded.Position > 9000 && rows.Find<PaymentRow>(First) is { } first) rows.Put(first with { Amount = 1000 }, First);
        }
    }
}

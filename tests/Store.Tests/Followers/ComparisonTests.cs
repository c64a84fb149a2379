namespace Activation.Store.Tests.Followers;

[TestFixture]
sealed class ComparisonTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [TestCase("update pages.account set balance = balance + 1 where id = (select id from pages.account limit 1)", "account", 1, 1)]
    [TestCase("delete from pages.payment where amount = 77", "payment", 0, 1)]
    [TestCase("insert into pages.payment values (0, gen_random_uuid(), 1)", "payment", 1, 0)]
    public async Task A_row_that_was_tampered_with_is_found(string tampering, string table, int onlyLive, int onlyRebuilt)
    {
        await using var log = await AccountLog.InMemory();
        await using var models = await log.Following();
        await log.OpenAll();
        await models.WaitFor(await log.Pay(0, 77), Patience);
        Assert.That(await models.Compare(), Is.Empty);
        await log.Execute(tampering);
        var differences = await models.Compare();
        Assert.That(differences, Has.Count.EqualTo(1));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(differences[0].Table, Is.EqualTo(table));
            Assert.That(differences[0].OnlyLive, Has.Count.EqualTo(onlyLive));
            Assert.That(differences[0].OnlyRebuilt, Has.Count.EqualTo(onlyRebuilt));
            Assert.That(await log.Ask<long>("select count(*) from pg_namespace where nspname = 'pages_compared'"), Is.Zero);
        }
    }

    [Test]
    public async Task Tables_that_are_being_written_are_compared_at_one_position()
    {
        await using var log = await AccountLog.InMemory();
        await using var models = await log.Following();
        await log.OpenAll();
        var writing = log.PayAtRandom(2000, seed: 11);
        for (var times = 0; times < 3; times++) Assert.That(await models.Compare(), Is.Empty);
        await writing;
    }
}

using Activation.Store.Followers;

namespace Activation.Store.Tests.Followers;

[TestFixture]
sealed class InMemoryReadModelsTests
{
    [Test]
    public async Task They_hold_what_the_tables_hold()
    {
        await using var log = await AccountLog.InMemory();
        await log.OpenAll();
        await log.PayAtRandom(200, seed: 12);
        await using var models = await log.Following();
        await models.WaitFor(await log.Store.Head(), TimeSpan.FromSeconds(10));
        var memory = new InMemoryReadModels(new AccountProjection());
        memory.Fold(await log.Store.ReadLog(0, int.MaxValue));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(memory.Find<TotalRow>("all")!.Amount, Is.EqualTo(await log.Ask<long>("select amount from pages.total")));
            Assert.That(memory.All<PaymentRow>(), Has.Count.EqualTo(await log.Ask<long>("select count(*) from pages.payment")));
            Assert.That(memory.All<AccountRow>().Sum(row => row.Balance), Is.EqualTo(await log.Ask<decimal>("select sum(balance) from pages.account")));
        }
    }
}

using Activation.Support;
using static Activation.Store.Tests.Engines.Sayings;

namespace Activation.Store.Tests.Engines.Faults;

/// <summary>A synchronous standby that does not answer: what is not replicated is not acknowledged, to nobody.</summary>
abstract class ReplicationContract : PostgresFixture
{
    protected override Task<PostgresServer> Server => Harsh;

    [TearDown]
    public async Task GoOnWithoutStandby() => await (await Server).Set("synchronous_standby_names", "");

    [Test]
    public async Task What_is_not_replicated_is_acknowledged_neither_at_first_nor_when_repeated()
    {
        var node = await StartNode();
        var append = SayHello(NewStream(), 0);
        await (await Server).Set("synchronous_standby_names", "nobody");

        var first = node.Append(append);
        await CancelTheWait();
        Assert.That(() => first, Throws.InstanceOf<OutcomeUnknownException>());
        Assert.That(await node.ReadStream(append.Stream), Has.Count.EqualTo(1), "it is in the log of this server all the same");

        var repeated = node.Append(append);
        await UntilItWaits();
        Assert.That(repeated.IsCompleted, Is.False);
        await (await Server).Set("synchronous_standby_names", "");
        Assert.That(await repeated, Is.EqualTo(new Appended(1, 1, Repeated: true)));
    }

    [Test]
    public async Task A_database_that_is_set_to_forget_does_not_change_what_acknowledged_means()
    {
        await Run("do $$ begin execute format('alter database %I set synchronous_commit = off', current_database()); end $$");
        var node = await StartNode();
        await (await Server).Set("synchronous_standby_names", "nobody");

        var appended = node.Append(SayHello(NewStream(), 0));
        await UntilItWaits();
        Assert.That(appended.IsCompleted, Is.False);
        await (await Server).Set("synchronous_standby_names", "");
        Assert.That(await appended, Is.InstanceOf<Appended>());
    }

    Task UntilItWaits() => Until("select exists (select from pg_stat_activity where datname = current_database() and wait_event = 'SyncRep')");

    async Task CancelTheWait()
    {
        await UntilItWaits();
        await Run("select pg_cancel_backend(pid) from pg_stat_activity where datname = current_database() and wait_event = 'SyncRep'");
    }
}

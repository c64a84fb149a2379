using static Activation.Store.Tests.Engines.Sayings;

namespace Activation.Store.Tests.Engines.Faults;

[TestFixture]
sealed class BrokenConnectionTests : BrokenConnectionContract
{
    protected override string Events => "log.event";

    protected override string Turn => "log.log_head";

    [Test]
    public async Task What_the_server_behind_a_new_connection_never_had_is_not_built_upon()
    {
        var (node, stream) = (await StartNode(), NewStream());
        await node.Append(SayHello(stream, 0));

        // As after a failover to a standby that did not get the last commit.
        await Run(Kill(WhoAppends));
        await Run("delete from log.event; update log.log_head set position = 0");
        while (!await IsAcknowledged(node, SayHello(NewStream(), 0))) await Task.Delay(5);

        Assert.That(await node.Append(SayHello(stream, 1)), Is.EqualTo(new WrongVersion(0)));
    }

    protected override async Task IsWhole(IReadOnlyList<Recorded> log)
    {
        Assert.That(log.Select(one => one.Position), Is.EqualTo(Enumerable.Range(1, log.Count)));
        Assert.That(log, Has.Count.EqualTo(await Ask<long>("select position from log.log_head")));
    }
}

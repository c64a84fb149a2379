using static Activation.Store.Tests.Engines.Sayings;

namespace Activation.Store.Tests.Engines.Faults;

/// <summary>Several nodes on one log, and one that is no longer wanted.</summary>
[TestFixture]
sealed class TwoNodesTests : PostgresFixture
{
    [Test]
    public async Task Nodes_may_start_at_once_on_an_empty_database()
    {
        var nodes = Enumerable.Range(0, 6).Select(_ => NewNode()).ToList();
        await Task.WhenAll(nodes.Select(node => node.Start()));

        Assert.That(await nodes[5].Append(SayHello(NewStream(), 0)), Is.EqualTo(new Appended(1, 1, Repeated: false)));
    }

    [Test]
    public async Task Two_nodes_append_to_one_log_without_loss_or_hole()
    {
        var nodes = new[] { await StartNode(), await StartNode() };
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => nodes[i % 2].Append(SayHello(NewStream(), 0))));

        Assert.That(outcomes.Cast<Appended>().Select(one => one.Position).Order(), Is.EqualTo(Enumerable.Range(1, 1000)));
        Assert.That(await WholeLog(), Has.Count.EqualTo(1000));
    }

    [Test]
    public async Task A_node_of_an_older_epoch_is_fenced_off()
    {
        var zombie = await StartNode();
        await zombie.Append(SayHello(NewStream(), 0));
        await Run("update log.log_head set epoch = epoch + 1");

        Assert.That(() => zombie.Append(SayHello(NewStream(), 0)), Throws.InstanceOf<StoreBusyException>());
        Assert.That(() => zombie.Mask("any", 1, ["text"], null, Noon), Throws.InstanceOf<StoreBusyException>());
        Assert.That(zombie.Fenced, Is.True);
        Assert.That(await WholeLog(), Has.Count.EqualTo(1));
        Assert.That(await (await StartNode()).Append(SayHello(NewStream(), 0)), Is.InstanceOf<Appended>());
    }

    [Test]
    public async Task The_database_of_another_engine_is_refused()
    {
        await using (var connection = await Database.OpenConnectionAsync()) await EngineMark.Claim(connection, "marten");

        Assert.That(() => NewNode().Start(), Throws.InstanceOf<WrongEngineException>().With.Message.Contains("marten"));
    }

    [Test]
    public async Task A_hole_stops_the_reader()
    {
        var node = await StartNode();
        for (var i = 0; i < 3; i++) await node.Append(SayHello(NewStream(), 0));
        await Run("delete from log.event where position = 2");

        Assert.That(() => node.ReadLog(0, 10), Throws.InstanceOf<LogBrokenException>().With.Message.Contains("2"));
        Assert.That(await node.ReadLog(2, 10), Has.Count.EqualTo(1));
    }
}

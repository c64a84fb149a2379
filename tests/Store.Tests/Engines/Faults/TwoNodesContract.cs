using static Activation.Store.Tests.Engines.Sayings;

namespace Activation.Store.Tests.Engines.Faults;

/// <summary>Several nodes on one log, and one that is no longer wanted: what every engine in PostgreSQL promises.</summary>
abstract class TwoNodesContract : PostgresFixture
{
    /// <summary>The engine's row that nodes take turns by.</summary>
    protected abstract string Turn { get; }

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
        Assert.That((await nodes[0].ReadLog(0, int.MaxValue)).Select(one => one.Position), Is.EqualTo(Enumerable.Range(1, 1000)));
    }

    [Test]
    public async Task A_node_of_an_older_epoch_is_fenced_off()
    {
        var zombie = await StartNode();
        await zombie.Append(SayHello(NewStream(), 0));
        await Run($"update {Turn} set epoch = epoch + 1");

        Assert.That(() => zombie.Append(SayHello(NewStream(), 0)), Throws.InstanceOf<StoreBusyException>());
        Assert.That(() => zombie.Mask("any", 1, ["text"], null, Noon), Throws.InstanceOf<StoreBusyException>());
        Assert.That(zombie.Fenced, Is.True);
        var wanted = await StartNode();
        Assert.That(await wanted.ReadLog(0, int.MaxValue), Has.Count.EqualTo(1));
        Assert.That(await wanted.Append(SayHello(NewStream(), 0)), Is.InstanceOf<Appended>());
    }
}

using static Activation.Store.Tests.Engines.Sayings;

namespace Activation.Store.Tests.Engines.Faults;

[TestFixture]
sealed class TwoNodesTests : TwoNodesContract
{
    protected override string Turn => "log.log_head";

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

using static Activation.Store.Tests.Engines.Sayings;

namespace Activation.Store.Tests.Engines;

/// <summary>What the product's own engines promise beyond the port: positions without holes, whatever was refused in between.</summary>
abstract class OneByOneContract : EventStoreContract
{
    [Test]
    public async Task Positions_follow_each_other_without_holes()
    {
        var before = await Store.Head();
        var taken = SayHello(NewStream(), 0);
        for (var i = 0; i < 7; i++)
        {
            await Store.Append(Say(NewStream(), 0, new Counted(i), new Counted(i)));
            await Store.Append(taken with { CommandId = Guid.NewGuid() });
        }

        var read = await Store.ReadLog(before, 100);
        Assert.That(read.Select(one => one.Position), Is.EqualTo(Enumerable.Range(1, 15).Select(i => before + i)));
    }
}

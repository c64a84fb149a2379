namespace Activation.Store.Tests.Engines.Faults;

[TestFixture]
sealed class BrokenConnectionTests : BrokenConnectionContract
{
    protected override string Events => "log.event";

    protected override string Turn => "log.log_head";

    protected override async Task IsWhole(IReadOnlyList<Recorded> log)
    {
        Assert.That(log.Select(one => one.Position), Is.EqualTo(Enumerable.Range(1, log.Count)));
        Assert.That(log, Has.Count.EqualTo(await Ask<long>("select position from log.log_head")));
    }
}

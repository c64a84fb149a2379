namespace Activation.Store.Tests.Engines.Faults;

[TestFixture]
sealed class ReadersTests : ReadersContract
{
    protected override string Begin => Rival.Begin;
}

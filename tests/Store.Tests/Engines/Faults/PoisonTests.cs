namespace Activation.Store.Tests.Engines.Faults;

[TestFixture]
sealed class PoisonTests : PoisonContract;

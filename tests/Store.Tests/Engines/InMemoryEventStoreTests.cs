using Activation.Store.Memory;

namespace Activation.Store.Tests.Engines;

[TestFixture]
sealed class InMemoryEventStoreTests : OneByOneContract
{
    readonly InMemoryLog log = new();

    protected override Task<IEventStore> Open(EventTypes types) => Task.FromResult<IEventStore>(new InMemoryEventStore(types, log));
}

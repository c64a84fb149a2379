using Activation.Store.Marten;
using Activation.Support;

namespace Activation.Store.Tests.Engines.OnMarten;

[TestFixture]
sealed class MartenEventStoreTests : EventStoreContract
{
    readonly Lazy<Task<string>> database = new(PostgresServer.FreshDatabase);

    protected override async Task<IEventStore> Open(EventTypes types)
    {
        var store = new MartenEventStore(await database.Value, types);
        await store.Start();
        return store;
    }
}

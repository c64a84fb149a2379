using Activation.Store.Postgres;
using Activation.Support;

namespace Activation.Store.Tests.Engines;

[TestFixture]
sealed class PostgresEventStoreTests : OneByOneContract
{
    readonly Lazy<Task<string>> database = new(PostgresServer.FreshDatabase);

    protected override async Task<IEventStore> Open(EventTypes types)
    {
        var store = new PostgresEventStore(await database.Value, types);
        await store.Start();
        return store;
    }
}

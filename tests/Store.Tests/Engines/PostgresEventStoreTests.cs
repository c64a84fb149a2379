using Activation.Store.Postgres;
using Activation.Support;
using Npgsql;

namespace Activation.Store.Tests.Engines;

[TestFixture]
sealed class PostgresEventStoreTests : EventStoreContract
{
    readonly Lazy<Task<string>> database = new(PostgresServer.FreshDatabase);

    protected override async Task<IEventStore> Open(EventTypes types)
    {
        var connectionString = await database.Value;
        var store = new PostgresEventStore(NpgsqlDataSource.Create(connectionString), connectionString, types);
        await store.Start();
        return store;
    }
}

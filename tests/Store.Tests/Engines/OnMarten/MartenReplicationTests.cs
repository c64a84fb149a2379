using Activation.Store.Marten;
using Activation.Store.Postgres;
using Activation.Store.Tests.Engines.Faults;

namespace Activation.Store.Tests.Engines.OnMarten;

[TestFixture]
sealed class MartenReplicationTests : ReplicationContract
{
    protected override LogStore Make(string connectionString, EventTypes types, PostgresStoreOptions? options) =>
        new MartenEventStore(connectionString, types, options);
}

using Activation.Store.Marten;
using Activation.Store.Postgres;
using Activation.Store.Tests.Engines.Faults;

namespace Activation.Store.Tests.Engines.OnMarten;

[TestFixture]
sealed class MartenBatchingTests : BatchingContract
{
    // Marten writes a batch stream by stream.
    protected override bool IsInOrder => false;

    protected override LogStore Make(string connectionString, EventTypes types, PostgresStoreOptions? options) =>
        new MartenEventStore(connectionString, types, options);
}

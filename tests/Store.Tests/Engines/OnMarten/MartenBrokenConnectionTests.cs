using Activation.Store.Marten;
using Activation.Store.Postgres;
using Activation.Store.Tests.Engines.Faults;

namespace Activation.Store.Tests.Engines.OnMarten;

[TestFixture, Category("Fault")]
sealed class MartenBrokenConnectionTests : BrokenConnectionContract
{
    protected override string Events => "marten.mt_events";

    protected override string Turn => "marten.turn";

    protected override LogStore Make(string connectionString, EventTypes types, PostgresStoreOptions? options) =>
        new MartenEventStore(connectionString, types, options);
}

using Activation.Store.Marten;
using Activation.Store.Postgres;
using Activation.Store.Tests.Engines.Faults;

namespace Activation.Store.Tests.Engines.OnMarten;

[TestFixture]
sealed class MartenReadersTests : ReadersContract
{
    // A number that is drawn and never used is a hole.
    protected override string Begin => "update marten.turn set batches = batches + 1; select nextval('marten.mt_events_sequence')";

    protected override LogStore Make(string connectionString, EventTypes types, PostgresStoreOptions? options) =>
        new MartenEventStore(connectionString, types, options);
}

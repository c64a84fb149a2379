using Activation.Domain.Initiatives;
using JasperFx;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using Marten;
using Npgsql;

namespace Activation.Bench.Log.OnMarten;

/// <summary>Marten as its own documentation uses it, not through our engine on it.</summary>
static class PlainMarten
{
    /// <param name="prepared">How many statements stay prepared on a connection; all else is as it comes, the way to append too.</param>
    /// <param name="also">What is measured on it.</param>
    public static async Task<DocumentStore> On(string database, int prepared = 0, Action<StoreOptions>? also = null)
    {
        var settings = new NpgsqlConnectionStringBuilder(database) { MaxAutoPrepare = prepared };
        var store = DocumentStore.For(marten =>
        {
            marten.Connection(settings.ConnectionString);
            marten.AutoCreateSchemaObjects = AutoCreate.CreateOrUpdate;
            marten.DisableNpgsqlLogging = true;
            marten.Events.StreamIdentity = StreamIdentity.AsString;
            marten.Events.AddEventType<VoteCast>();
            // Its daemon is begun by who measures it.
            marten.Projections.AsyncMode = DaemonMode.Solo;
            also?.Invoke(marten);
        });
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        return store;
    }
}

/// <summary>What a stream of votes folds to; public for Marten.</summary>
public sealed class Standing
{
    public string Id { get; set; } = "";

    public Stance Stance { get; set; }

    public void Apply(VoteCast vote) => Stance = vote.Stance;
}

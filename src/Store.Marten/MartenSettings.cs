using JasperFx;
using JasperFx.Events;
using Marten;
using Marten.Services.Json.Transformations;
using Npgsql;

namespace Activation.Store.Marten;

/// <summary>How Marten is set up, and nothing left to its defaults that a promise of the store rests on.</summary>
public static class MartenSettings
{
    /// <summary>Where the log is.</summary>
    internal const string Schema = "marten";

    /// <summary>Sets up a store of the house's own on this log, in whichever program: to read with, and to follow with by Marten's daemon. Never to append.</summary>
    /// <remarks>
    /// What the house adds comes after: its projections, its subscriptions, a schema and a serializer for its own documents. The daemon belongs into a host
    /// (<c>AddMarten(…).AddAsyncDaemon(…)</c>): there what follows stops at what it cannot read or apply and goes on by itself once that is mended. Built by
    /// hand it stops for good. No table is made or altered from here: those of its own documents the house makes itself.
    /// </remarks>
    /// <param name="marten">Of the house's own store.</param>
    /// <param name="connectionString">The database of the log, which the hub has made.</param>
    /// <param name="types">Every stored name: one that is not among them stops who follows.</param>
    public static void Configure(StoreOptions marten, string connectionString, EventTypes types)
    {
        marten.Connection(connectionString);
        Log(marten, types);
    }

    /// <summary>The store's own.</summary>
    internal static void Configure(StoreOptions marten, NpgsqlDataSource source, EventTypes types)
    {
        marten.Connection(source);
        marten.DatabaseSchemaName = Schema;
        marten.DisableNpgsqlLogging = true;
        marten.Serializer(new StoredShapes(types));
        // A batch is written in a transaction of ours: one that failed is judged anew, never replayed inside of it.
        marten.ConfigureWritePolly(_ => { });
        Log(marten, types);
    }

    // The tables are the same for whoever opens them.
    static void Log(StoreOptions marten, EventTypes types)
    {
        marten.Events.DatabaseSchemaName = Schema;
        // Made once, at the start and under a lock: otherwise Marten looks at the schema, and alters it, in the middle of appends.
        marten.AutoCreateSchemaObjects = AutoCreate.None;
        marten.Events.StreamIdentity = StreamIdentity.AsString;
        // The instant of the decision is kept as it was told. The version is checked in the database before a number is drawn.
        marten.Events.AppendMode = EventAppendMode.QuickWithServerTimestamps;
        marten.Events.UseExclusiveLockOnConcurrentAppends = true;
        // The last event of a command has the command's id: the second lock on "written once", and where the first answer is found again.
        marten.Events.EnableUniqueIndexOnEventId = true;
        marten.Events.MetadataConfig.CausationIdEnabled = true;
        marten.Events.MetadataConfig.CorrelationIdEnabled = true;
        marten.Events.MetadataConfig.UserNameEnabled = true;
        // All three are true by default, and whoever hangs a projection of Marten's on this log would lose events without a word.
        marten.Projections.Errors.SkipApplyErrors = false;
        marten.Projections.Errors.SkipSerializationErrors = false;
        marten.Projections.Errors.SkipUnknownEvents = false;
        Name(marten, types);
    }

    // Written under the stored name; read by it whatever .NET type is noted beside, in the newest shape, by the one place that knows shapes.
    static void Name(StoreOptions marten, EventTypes types)
    {
        foreach (var (name, shape) in types.Shapes()) marten.Events.MapEventType(shape.Type, name);
        // Under that name Marten writes what is no event, and readers leave it out.
        if (types.Names.Contains(Tombstone.Name)) throw new ArgumentException($"'{Tombstone.Name}' is Marten's own name: no event can be called so", nameof(types));
        foreach (var (name, type) in types.ReadAs())
            marten.Events.Upcast(type, name, new JsonTransformation((_, row, column) => types.Read(name, row.GetString(column))));
    }
}

using Activation.Bench.Figures;
using Activation.Domain.Initiatives;
using JasperFx;
using JasperFx.Events;
using Marten;
using Npgsql;

namespace Activation.Bench.Log.OnMarten;

/// <summary>Marten as its own documentation uses it, not through our engine on it: a session for each append, an expected version, one event.</summary>
sealed class MartenAppends : IAsyncDisposable
{
    readonly DocumentStore store;

    MartenAppends(DocumentStore store) => this.store = store;

    /// <param name="tuned">With statements that stay prepared and its quick way to append; otherwise as it comes.</param>
    public static async Task<MartenAppends> On(string database, bool tuned)
    {
        var settings = new NpgsqlConnectionStringBuilder(database) { MaxAutoPrepare = tuned ? 50 : 0 };
        var documents = DocumentStore.For(marten =>
        {
            marten.Connection(settings.ConnectionString);
            marten.AutoCreateSchemaObjects = AutoCreate.CreateOrUpdate;
            marten.DisableNpgsqlLogging = true;
            marten.Events.StreamIdentity = StreamIdentity.AsString;
            marten.Events.AppendMode = tuned ? EventAppendMode.QuickWithServerTimestamps : EventAppendMode.Rich;
            marten.Events.AddEventType<VoteCast>();
        });
        await documents.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        return new(documents);
    }

    /// <returns>Appends a second.</returns>
    public Task<double> Run(int callers, TimeSpan span)
    {
        var streams = Enumerable.Range(0, callers).Select(_ => new Appends.Walk()).ToArray();
        return Load.Closed(callers, span, async caller =>
        {
            var (stream, version) = streams[caller].Next();
            var vote = new VoteCast(Guid.Empty, Appends.Walk.Member, "astorp", Stance.Support, null);
            await using var session = store.LightweightSession();
            if (version == 0) session.Events.StartStream(stream, vote);
            // The version that the stream has afterwards.
            else session.Events.Append(stream, version + 1, vote);
            await session.SaveChangesAsync();
        });
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();
}

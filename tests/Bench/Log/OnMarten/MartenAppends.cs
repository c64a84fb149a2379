using Activation.Bench.Figures;
using Activation.Domain.Initiatives;
using Marten;

namespace Activation.Bench.Log.OnMarten;

/// <summary>A session of Marten's for each append, an expected version, one event.</summary>
sealed class MartenAppends : IAsyncDisposable
{
    readonly DocumentStore store;

    MartenAppends(DocumentStore store) => this.store = store;

    public static async Task<MartenAppends> On(string database, int prepared) => new(await PlainMarten.On(database, prepared));

    /// <summary>Each append says which version it makes.</summary>
    /// <returns>Appends a second.</returns>
    public Task<double> Run(int callers, TimeSpan span) => Run(callers, span, (session, stream, version) =>
    {
        if (version == 0) session.Events.StartStream(stream, Vote());
        // The version that the stream has afterwards.
        else session.Events.Append(stream, version + 1, Vote());
        return Task.CompletedTask;
    });

    /// <summary>Each append first fetches what the stream folds to, as Marten's documentation advises who decides on it.</summary>
    /// <returns>Appends a second.</returns>
    public Task<double> RunFetching(int callers, TimeSpan span) => Run(callers, span, async (session, stream, version) =>
        (await session.Events.FetchForWriting<Standing>(stream, version)).AppendOne(Vote()));

    Task<double> Run(int callers, TimeSpan span, Func<IDocumentSession, string, int, Task> append)
    {
        var streams = Enumerable.Range(0, callers).Select(_ => new Appends.Walk()).ToArray();
        return Load.Closed(callers, span, async caller =>
        {
            var (stream, version) = streams[caller].Next();
            await using var session = store.LightweightSession();
            await append(session, stream, version);
            await session.SaveChangesAsync();
        });
    }

    static VoteCast Vote() => new(Guid.Empty, Appends.Walk.Member, "astorp", Stance.Support, null);

    public ValueTask DisposeAsync() => store.DisposeAsync();
}

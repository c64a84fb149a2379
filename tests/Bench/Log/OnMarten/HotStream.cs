using Activation.Bench.Figures;
using Activation.Domain.Initiatives;
using JasperFx;
using JasperFx.Events;
using Marten;

namespace Activation.Bench.Log.OnMarten;

/// <summary>One stream of Marten's to which everybody appends: each fetches what it folds to, as who decides on it has to, and appends one event.</summary>
/// <param name="fetch">By one's own way to see to it that nobody else appends in between.</param>
sealed class HotStream(DocumentStore store, Func<IDocumentSession, string, Task<IEventStream<Standing>>> fetch)
{
    /// <summary>How often each append of the last run was in vain before it went in.</summary>
    public double ConflictsAnAppend { get; private set; }

    /// <returns>Appends a second.</returns>
    public async Task<double> Run(int callers, TimeSpan span)
    {
        // Another one each time: how long it grows does not depend on what was measured before.
        var stream = $"initiative-{Guid.NewGuid():N}";
        await Begin(stream);
        var (conflicts, appends) = (0, 0);
        var rate = await Load.Closed(callers, span, async _ =>
        {
            while (!await TryAppend(stream)) Interlocked.Increment(ref conflicts);
            Interlocked.Increment(ref appends);
        });
        ConflictsAnAppend = (double)conflicts / appends;
        return rate;
    }

    async Task Begin(string stream)
    {
        await using var session = store.LightweightSession();
        session.Events.StartStream(stream, Vote());
        await session.SaveChangesAsync();
    }

    async Task<bool> TryAppend(string stream)
    {
        await using var session = store.LightweightSession();
        (await fetch(session, stream)).AppendOne(Vote());
        try
        {
            await session.SaveChangesAsync();
            return true;
        }
        catch (ConcurrencyException)
        {
            return false;
        }
    }

    static VoteCast Vote() => new(Guid.Empty, Guid.CreateVersion7(), "astorp", Stance.Support, null);
}

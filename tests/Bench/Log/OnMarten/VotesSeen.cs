using System.Collections.Concurrent;
using Activation.Domain.Initiatives;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Subscriptions;

namespace Activation.Bench.Log.OnMarten;

/// <summary>What Marten's daemon gives every vote, and who waits for one hears of it.</summary>
sealed class VotesSeen : SubscriptionBase
{
    readonly ConcurrentDictionary<Guid, TaskCompletionSource> awaited = [];
    readonly bool stores;

    /// <param name="stores">It keeps a document of each; else it writes nothing.</param>
    public VotesSeen(bool stores = false) => (Name, this.stores) = ("votes-seen", stores);

    /// <summary>How many it was given so far.</summary>
    public int Count { get; private set; }

    /// <summary>Ends when the vote of this member is given next.</summary>
    public Task Of(Guid member) => awaited.GetOrAdd(member, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public override Task<IChangeListener> ProcessEventsAsync(
        EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken)
    {
        foreach (var one in page.Events)
        {
            if (one.Data is not VoteCast vote) continue;
            Count++;
            if (stores) operations.Store(new SeenVote { Id = one.StreamKey!, Stance = vote.Stance });
            if (awaited.TryRemove(vote.Member, out var waiting)) waiting.TrySetResult();
        }

        return Task.FromResult(NullChangeListener.Instance);
    }
}

/// <summary>A document of a vote; public for Marten. Not the snapshot's own: of a projection's documents Marten numbers the revisions, of all others it draws them.</summary>
public sealed class SeenVote
{
    public string Id { get; set; } = "";

    public Stance Stance { get; set; }
}

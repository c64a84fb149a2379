using Activation.Domain.Initiatives;
using JasperFx.Events;
using Marten.Events.Projections;

namespace Activation.Bench.Log.OnMarten;

/// <summary>How many stand behind an initiative, in Marten; public for it.</summary>
public sealed class Tally
{
    public Guid Id { get; set; }

    public int Support { get; set; }
}

/// <summary>The votes of all streams by their initiative; public for Marten too.</summary>
public sealed class Tallies : MultiStreamProjection<Tally, Guid>
{
    public Tallies() => Identity<VoteCast>(vote => vote.Initiative);

    public override Tally Evolve(Tally? snapshot, Guid id, IEvent e)
    {
        snapshot ??= new() { Id = id };
        if (e.Data is VoteCast { Stance: Stance.Support }) snapshot.Support++;
        return snapshot;
    }
}

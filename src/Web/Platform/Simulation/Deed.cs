using Activation.Domain;
using Activation.Domain.Members;

namespace Activation.Web.Platform.Simulation;

/// <summary>Something an invented person has chosen to do.</summary>
/// <param name="What">For whoever counts: vote, pledge, approve …</param>
/// <param name="Command">Idempotency key: a repeat after a broken connection does it once.</param>
/// <param name="About">The initiative; deeds about one initiative never overtake each other.</param>
/// <param name="Do">Does it, through the product's own decisions.</param>
public sealed record Deed(string What, Guid Command, Someone Who, Guid About, Func<Hand, Task<Outcome>> Do);

/// <summary>A kind of deed.</summary>
public interface IAct
{
    /// <summary>How often it is chosen, beside the others.</summary>
    double Weight(Scene scene, double hour);

    /// <summary>Chooses who does it and to what, and shows it in the scene; null when there is nothing of the kind to do.</summary>
    Deed? Choose(Scene scene, Dice dice);
}

/// <summary>How a deed reads and writes: as a page would, in the name of who does it.</summary>
public sealed class Hand(Streams streams, Guid programme, Deed deed, DateTimeOffset now)
{
    public Guid Programme => programme;

    public DateTimeOffset Now => now;

    public Task<TState> Read<TState>(Stream<TState> stream) => streams.Read(stream);

    public Task<Outcome> Decide<TState>(Stream<TState> stream, Func<TState, Actor, DateTimeOffset, Decision> decide) => streams.Decide(
        stream, new Writer(programme, deed.Who.Id, now, deed.Command), state => decide(state, deed.Who.Actor, now));
}

using System.Collections.Immutable;

namespace Activation.Domain.Walks;

/// <summary>A walk as far as decisions ask for it.</summary>
/// <param name="Seats">How many can come; null for as many as a walk can take.</param>
/// <param name="Guests">Who has a seat.</param>
public sealed record Walk(
    Guid Id, Guid Leader, string Municipality, string Place, DateTimeOffset StartsAt, int? Seats, ImmutableHashSet<Guid> Guests, bool IsCancelled)
{
    /// <summary>More cannot walk together, nor be written to at once.</summary>
    public const int MostSeats = 1_000;

    public static Walk None { get; } = new(Guid.Empty, Guid.Empty, "", "", default, null, [], false);

    public bool Exists => Id != Guid.Empty;

    public bool IsFull => Guests.Count >= (Seats ?? MostSeats);

    public static Walk Evolve(Walk state, object @event) => @event switch
    {
        WalkPlanned e => state with { Id = e.Walk, Leader = e.Leader, Municipality = e.Municipality, Place = e.Place, StartsAt = e.StartsAt, Seats = e.Seats },
        WalkMoved e => state with { Place = e.Place, StartsAt = e.StartsAt },
        WalkCancelled => state with { IsCancelled = true },
        WalkJoined e => state with { Guests = state.Guests.Add(e.Guest) },
        WalkLeft e => state with { Guests = state.Guests.Remove(e.Guest) },
        _ => state,
    };
}

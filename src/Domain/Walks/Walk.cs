using System.Collections.Immutable;
using Activation.Domain.Courses;

namespace Activation.Domain.Walks;

/// <summary>A walk, or a course, as far as decisions ask for it.</summary>
/// <param name="Seats">How many can come; null for as many as a walk can take.</param>
/// <param name="Guests">Who has a seat.</param>
public sealed record Walk(
    Guid Id, Guid Leader, string Municipality, string Place, DateTimeOffset StartsAt, int? Seats, ImmutableHashSet<Guid> Guests, bool IsCancelled)
{
    /// <summary>More cannot walk together, nor be written to at once.</summary>
    public const int MostSeats = 1_000;

    public static Walk None { get; } = new(Guid.Empty, Guid.Empty, "", "", default, null, [], false);

    /// <summary>Of a course: the last moment at which one can sign up.</summary>
    public DateTimeOffset? JoinBy { get; init; }

    /// <summary>Of a course: who waits for a seat, in the order in which they came.</summary>
    public ImmutableList<Guid> Queue { get; init; } = [];

    /// <summary>It is a course: whoever finds no seat may wait for one.</summary>
    public bool Queues => JoinBy is not null;

    public bool Exists => Id != Guid.Empty;

    public bool IsFull => Guests.Count >= (Seats ?? MostSeats);

    public static Walk Evolve(Walk state, object @event) => @event switch
    {
        WalkPlanned e => state with { Id = e.Walk, Leader = e.Leader, Municipality = e.Municipality, Place = e.Place, StartsAt = e.StartsAt, Seats = e.Seats },
        WalkMoved e => state with
        {
            Place = e.Place,
            StartsAt = e.StartsAt,
            JoinBy = state.JoinBy is { } last ? Offering.LastMoment(last, state.StartsAt, e.StartsAt) : null,
        },
        WalkCancelled => state with { IsCancelled = true },
        WalkJoined e => state with { Guests = state.Guests.Add(e.Guest), Queue = state.Queue.Remove(e.Guest) },
        WalkLeft e => state with { Guests = state.Guests.Remove(e.Guest), Queue = state.Queue.Remove(e.Guest) },
        CourseOffered e => state with { JoinBy = e.JoinBy },
        CourseSeatsSet e => state with { Seats = e.Seats },
        CourseQueueJoined e => state with { Queue = state.Queue.Add(e.Guest) },
        CourseSeatGiven e => state with { Guests = state.Guests.Add(e.Guest), Queue = state.Queue.Remove(e.Guest) },
        _ => state,
    };
}

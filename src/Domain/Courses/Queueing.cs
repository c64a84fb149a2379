using Activation.Domain.Walks;

namespace Activation.Domain.Courses;

/// <summary>The waiting list of a course: whoever came first gets the next seat, while there is time to say no to it.</summary>
public static class Queueing
{
    /// <summary>A seat that is given back later than this before the beginning goes to nobody by itself: whoever waits takes it at a press.</summary>
    public static readonly TimeSpan TimeToSayNo = TimeSpan.FromHours(24);

    /// <summary>Who of those who wait gets the seats that are free.</summary>
    internal static IEnumerable<object> Given(Walk walk, DateTimeOffset now) => walk.IsCancelled || now > walk.StartsAt - TimeToSayNo
        ? []
        : walk.Queue.Take(Math.Max(0, (walk.Seats ?? Walk.MostSeats) - walk.Guests.Count)).Select(guest => new CourseSeatGiven(walk.Id, guest));
}

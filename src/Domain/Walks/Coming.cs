using Activation.Domain.Courses;
using Activation.Domain.Members;

namespace Activation.Domain.Walks;

/// <summary>
/// Who comes: a member, or somebody without an account whose e-mail is verified. A walk has no waiting list: a seat that is given back is the next one's who
/// asks. A course has one.
/// </summary>
public static class Coming
{
    public static Decision Join(Walk walk, Guid guest, Actor actor, DateTimeOffset now) =>
        Decision.Unless(actor.Joins, Refusals.Members.ViewersLook) ?? Join(walk, guest, now);

    /// <param name="guest">Whose e-mail is verified.</param>
    public static Decision Join(Walk walk, Guid guest, DateTimeOffset now) =>
        Open(walk, now)
        ?? (walk.Guests.Contains(guest) || (walk.Queue.Contains(guest) && walk.IsFull) ? Decision.Accept() : null)
        ?? Decision.Unless(walk.Queues || !walk.IsFull, Refusals.Walks.Full)
        // Who waits already has signed up in time.
        ?? Decision.Unless(walk.JoinBy is not { } last || now <= last || walk.Queue.Contains(guest), Refusals.Courses.JoinByPassed)
        // On the last day free seats are given to nobody: whoever waits takes one at a press, and nobody overtakes them.
        ?? Decision.Unless(walk.IsFull || walk.Queue.IsEmpty || walk.Queue.Contains(guest), Refusals.Courses.OthersWait)
        ?? Decision.Accept(walk.IsFull ? new CourseQueueJoined(walk.Id, guest) : new WalkJoined(walk.Id, guest));

    /// <summary>Until it begins: nobody is kept on a list, and who came is known then. Who waited longest for it gets the seat.</summary>
    public static Decision Leave(Walk walk, Guid guest, DateTimeOffset now)
    {
        if (!walk.Exists) return Decision.Refuse(Refusals.Walks.Unknown);
        if (walk.StartsAt <= now) return Decision.Refuse(Refusals.Walks.Over);
        var left = new WalkLeft(walk.Id, guest);
        if (walk.Guests.Contains(guest)) return Decision.Accept([left, .. Queueing.Given(Walk.Evolve(walk, left), now)]);
        return walk.Queue.Contains(guest) ? Decision.Accept(left) : Decision.Accept();
    }

    /// <summary>It is still to come.</summary>
    public static Decision? Open(Walk walk, DateTimeOffset now) =>
        Decision.Unless(walk.Exists, Refusals.Walks.Unknown)
        ?? Decision.Unless(!walk.IsCancelled, Refusals.Walks.Cancelled)
        ?? Decision.Unless(walk.StartsAt > now, Refusals.Walks.Over);
}

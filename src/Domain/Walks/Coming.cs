using Activation.Domain.Members;

namespace Activation.Domain.Walks;

/// <summary>Who comes: a member, or somebody without an account whose e-mail is verified. There is no waiting list: a seat that is given back is the next one's who asks.</summary>
public static class Coming
{
    public static Decision Join(Walk walk, Guid guest, Actor actor, DateTimeOffset now) =>
        Decision.Unless(actor.Joins, Refusals.Members.ViewersLook) ?? Join(walk, guest, now);

    /// <param name="guest">Whose e-mail is verified.</param>
    public static Decision Join(Walk walk, Guid guest, DateTimeOffset now) =>
        Open(walk, now)
        ?? (walk.Guests.Contains(guest) ? Decision.Accept() : null)
        ?? Decision.Unless(!walk.IsFull, Refusals.Walks.Full)
        ?? Decision.Accept(new WalkJoined(walk.Id, guest));

    /// <summary>At any time: nobody is kept on a list.</summary>
    public static Decision Leave(Walk walk, Guid guest) =>
        Decision.Unless(walk.Exists, Refusals.Walks.Unknown)
        ?? (walk.Guests.Contains(guest) ? Decision.Accept(new WalkLeft(walk.Id, guest)) : Decision.Accept());

    /// <summary>It is still to come.</summary>
    public static Decision? Open(Walk walk, DateTimeOffset now) =>
        Decision.Unless(walk.Exists, Refusals.Walks.Unknown)
        ?? Decision.Unless(!walk.IsCancelled, Refusals.Walks.Cancelled)
        ?? Decision.Unless(walk.StartsAt > now, Refusals.Walks.Over);
}

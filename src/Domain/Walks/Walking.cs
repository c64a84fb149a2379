using Activation.Domain.Courses;
using Activation.Domain.Members;
using Activation.Domain.Programmes;

namespace Activation.Domain.Walks;

public sealed record PlanWalk(Guid Walk, WalkKind Kind, string Title, string Text, string Place, string Municipality, DateTimeOffset StartsAt, int? Seats);

public sealed record MoveWalk(string Place, DateTimeOffset StartsAt);

public sealed record CancelWalk(string Reason);

/// <summary>Who leads walks announces them, changes the time and calls them off.</summary>
public static class Walking
{
    const int DaysAhead = 731;

    public static Decision Plan(Walk walk, Programme programme, PlanWalk command, Actor actor, DateTimeOffset now) =>
        Decision.Unless(actor.Guides, Refusals.Walks.GuidesOnly)
        ?? Decision.Unless(programme.Exists, Refusals.Programmes.Unknown)
        ?? Decision.Unless(!walk.Exists, Refusals.Walks.Exists)
        ?? Decision.Unless(command.Kind is WalkKind.Place or WalkKind.Safety, Refusals.Walks.KindUnknown)
        ?? Text.Title(command.Title)
        ?? Text.Needed(command.Text, Text.NoteLimit)
        ?? Meeting(command.Place, command.StartsAt, now)
        ?? Decision.Unless(programme.Has(command.Municipality), Refusals.Programmes.MunicipalityUnknown)
        ?? Decision.Unless(command.Seats is null or (>= 1 and <= Walk.MostSeats), Refusals.Walks.SeatsRange, Walk.MostSeats)
        ?? Decision.Accept(new WalkPlanned(
            command.Walk, actor.Member, command.Kind, Text.Line(command.Title), Text.Body(command.Text), Text.Line(command.Place), command.Municipality,
            command.StartsAt, command.Seats));

    /// <summary>Moved away there may be time again to say no to a seat: those that are free go to those who wait.</summary>
    public static Decision Move(Walk walk, MoveWalk command, Actor actor, DateTimeOffset now) =>
        Led(walk, actor)
        ?? Coming.Open(walk, now)
        ?? Meeting(command.Place, command.StartsAt, now)
        ?? (walk.Place == Text.Line(command.Place) && walk.StartsAt == command.StartsAt
            ? Decision.Accept()
            : Moved(walk, new WalkMoved(walk.Id, Text.Line(command.Place), command.StartsAt), now));

    public static Decision Cancel(Walk walk, CancelWalk command, Actor actor, DateTimeOffset now) =>
        Led(walk, actor)
        ?? (walk.IsCancelled ? Decision.Accept() : null)
        ?? Coming.Open(walk, now)
        ?? Text.Reason(command.Reason)
        ?? Decision.Accept(new WalkCancelled(walk.Id, Text.Body(command.Reason)));

    /// <summary>What a course is for comes to nothing: it is called off for the same reason, by nobody.</summary>
    public static Decision ComeToNothing(Walk walk, string reason, DateTimeOffset now) =>
        walk.IsCancelled ? Decision.Accept() : Coming.Open(walk, now) ?? Decision.Accept(new WalkCancelled(walk.Id, reason));

    /// <summary>Whose walk it is: also sees who comes.</summary>
    public static bool IsLedBy(Guid leader, string municipality, Actor actor) =>
        actor.Offers && (actor.Member == leader || actor.Coordinates(municipality) || actor.Leads);

    internal static Decision? Led(Walk walk, Actor actor) =>
        Decision.Unless(walk.Exists, Refusals.Walks.Unknown)
        ?? Decision.Unless(IsLedBy(walk.Leader, walk.Municipality, actor), Refusals.Walks.LeaderOnly);

    static Decision Moved(Walk walk, WalkMoved moved, DateTimeOffset now) =>
        Decision.Accept([moved, .. walk.Queues ? Queueing.Given(Walk.Evolve(walk, moved), now) : []]);

    internal static Decision? Meeting(string place, DateTimeOffset startsAt, DateTimeOffset now) =>
        Text.Needed(place, Text.TitleLimit)
        ?? Decision.Unless(startsAt > now && startsAt < now.AddDays(DaysAhead), Refusals.Walks.StartsRange);
}

using Activation.Domain.Walks;
using Activation.Web.Platform;

namespace Activation.Web.Features.Walks;

/// <summary>Seats that are given back by the house: nobody is kept on a list who does not come any more.</summary>
public sealed class WalkSeats(Views views, Streams streams)
{
    sealed record Held(Guid Walk, Guid Programme, Guid Guest);

    /// <summary>Seats on walks that are still to come.</summary>
    const string ToCome = "select s.walk, s.programme, s.guest from walk_seat s join walk w using (walk) where w.starts_at > @now and w.cancelled_at is null";

    public Task Leave(Guid walk, Guid programme, Guid seat, DateTimeOffset now) => streams.Decide(
        StreamNames.Walk(walk), new Writer(programme, null, now, Guid.CreateVersion7()), state => Coming.Leave(state, seat, now));

    /// <summary>Somebody is forgotten: by their own number and by those under which they signed up by mail.</summary>
    public Task Of(Guid person, DateTimeOffset now) => LeaveAll(
        $"""
        {ToCome} and (s.guest = @person or exists (
          select from hub.person p join hub.walk_guest g on {WalkGuests.Reads} where p.person = @person and g.walk = s.walk and g.seat = s.guest and g.seat = g.guest))
        """,
        new { person, now }, now);

    /// <summary>Who has left a programme does not come as its member. Who also signed up by mail comes as anybody else does.</summary>
    public Task OfThoseWhoLeft(DateTimeOffset now) => LeaveAll(
        $"""
        {ToCome} and exists (select from member m where m.programme = s.programme and m.member = s.guest and m."left")
             and not exists (select from hub.walk_guest g where g.walk = s.walk and g.seat = s.guest)
        """,
        new { now }, now);

    async Task LeaveAll(string held, object parameters, DateTimeOffset now)
    {
        foreach (var seat in await views.Everywhere.Many<Held>(held, parameters)) await Leave(seat.Walk, seat.Programme, seat.Guest, now);
    }
}

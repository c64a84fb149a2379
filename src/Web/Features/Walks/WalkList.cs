using Activation.Domain.Courses;
using Activation.Web.Platform;

namespace Activation.Web.Features.Walks;

/// <param name="Coming">How many have a seat.</param>
/// <param name="Waiting">How many wait for one.</param>
public sealed record ListedWalk(WalkCard Card, int Coming, int Waiting)
{
    public bool IsFull => Coming >= (Card.Seats ?? Domain.Walks.Walk.MostSeats);

    /// <summary>One that has begun is still found by those who are late.</summary>
    public static readonly TimeSpan UnderWay = TimeSpan.FromHours(4);

    /// <summary>Nobody goes there any more.</summary>
    public bool IsBehind(DateTimeOffset now) => Card.CancelledAt is not null || Card.StartsAt + UnderWay < now;

    public bool IsOpen(DateTimeOffset now) => Card.CancelledAt is null && Card.StartsAt > now;

    /// <summary>Whoever asks gets a seat, or of a course a place in its waiting list.</summary>
    public bool TakesMore(DateTimeOffset now) => IsOpen(now) && (Card.Course is { } course ? now <= course.JoinBy && !IsForThoseWhoWait : !IsFull);

    /// <summary>A seat is free and others wait for one: nobody overtakes them.</summary>
    public bool IsForThoseWhoWait => !IsFull && Waiting > 0;
}

/// <summary>Somebody who comes or waits, for whoever leads the walk and for letters. Name and address are null of those who are forgotten.</summary>
/// <param name="Seat">Under which number they come.</param>
/// <param name="Link">The guest that their letter is about; null of members who said so in the app.</param>
public sealed record Comer(Guid Seat, string? Name, string? Email, string? Language, Guid? Link, bool Waits);

/// <summary>How somebody stands who has signed up.</summary>
/// <param name="Place">In the waiting list, from 1; without meaning for who has a seat.</param>
public sealed record MySeat(bool Waits, int Place);

/// <summary>A course whose activity was cancelled.</summary>
/// <param name="Reason">Why that was.</param>
public sealed record Orphaned(Guid Walk, Guid Programme, string? Reason);

/// <summary>The walks and courses of a programme.</summary>
public sealed class WalkList(Views views)
{
    const string Listed = """
        select row_to_json(w) as card, (select count(*)::int from walk_seat s where s.walk = w.walk and not s.waits) as coming,
               (select count(*)::int from walk_seat s where s.walk = w.walk and s.waits) as waiting
          from walk w
        """;

    public Task<IReadOnlyList<ListedWalk>> Coming(Guid programme, DateTimeOffset now, bool courses = false) => views.In(programme).Many<ListedWalk>(
        $"{Listed} where w.programme = @programme and w.starts_at > @since and (w.course is not null) = @courses order by w.starts_at, w.number limit 200",
        new { programme, since = now - ListedWalk.UnderWay, courses });

    /// <summary>Courses that are over, the last first.</summary>
    public Task<IReadOnlyList<ListedWalk>> Past(Guid programme, DateTimeOffset now) => views.In(programme).Many<ListedWalk>(
        $"{Listed} where w.programme = @programme and w.starts_at <= @since and w.course is not null and w.cancelled_at is null order by w.starts_at desc, w.number limit 24",
        new { programme, since = now - ListedWalk.UnderWay });

    public Task<ListedWalk?> Find(Guid programme, int number, bool course = false) => views.In(programme).One<ListedWalk>(
        $"{Listed} where w.programme = @programme and w.number = @number and (w.course is not null) = @course", new { programme, number, course });

    /// <summary>For links, which know no programme yet.</summary>
    public Task<ListedWalk?> Find(Guid walk) => views.Everywhere.One<ListedWalk>($"{Listed} where w.walk = @walk", new { walk });

    /// <summary>Those of which there was something to tell since then, in every programme.</summary>
    public Task<IReadOnlyList<WalkCard>> WithNews(DateTimeOffset since) =>
        views.Everywhere.Many<WalkCard>("select * from walk where news_at > @since order by news_at, walk", new { since });

    /// <summary>Courses that began since then and were not called off: those who came may hand in what they made.</summary>
    public Task<IReadOnlyList<WalkCard>> Begun(DateTimeOffset since, DateTimeOffset until) => views.Everywhere.Many<WalkCard>(
        "select * from walk where course is not null and cancelled_at is null and starts_at > @since and starts_at <= @until order by starts_at", new { since, until });

    /// <summary>Seats that went to those who waited, since then.</summary>
    public Task<IReadOnlyList<WalkSeat>> GivenSeats(DateTimeOffset since) =>
        views.Everywhere.Many<WalkSeat>("select * from walk_seat where given_at > @since order by position", new { since });

    /// <summary>Courses of which a seat is free that is given to nobody any more, while somebody waits for one.</summary>
    public async Task<IReadOnlyList<WalkCard>> WithFreeSeats(DateTimeOffset now) =>
    [
        .. (await views.Everywhere.Many<ListedWalk>(
            $"{Listed} where w.freed_version is not null and w.cancelled_at is null and w.starts_at > @now and w.starts_at < @until order by w.starts_at, w.walk",
            new { now, until = now + Queueing.TimeToSayNo })).Where(course => course.IsForThoseWhoWait).Select(course => course.Card),
    ];

    /// <summary>Courses that are still to come, for activities that were cancelled.</summary>
    public Task<IReadOnlyList<Orphaned>> ForNothing(DateTimeOffset now) => views.Everywhere.Many<Orphaned>(
        """
        select w.walk, w.programme, a.reason from walk w join activity a on a.activity = (w.course ->> 'activity')::uuid
         where w.course is not null and w.cancelled_at is null and w.starts_at > @now and a.state = 'cancelled'
        """,
        new { now });

    /// <summary>Whether a course is still to come for an activity.</summary>
    public Task<bool> HangsOn(Guid programme, Guid activity, DateTimeOffset now) => views.In(programme).Value<bool>(
        """
        select exists (select from walk where programme = @programme and course ->> 'activity' = @activity::text and cancelled_at is null and starts_at > @now)
        """,
        new { programme, activity, now });

    /// <summary>Null for who has not signed up.</summary>
    public Task<MySeat?> StandingOf(WalkCard walk, Guid guest) => views.In(walk.Programme).One<MySeat>(
        """
        select s.waits, (select count(*)::int from walk_seat o where o.walk = s.walk and o.waits and o.position <= s.position) as place
          from walk_seat s where s.walk = @Walk and s.guest = @guest and s.programme = @Programme
        """,
        new { walk.Walk, walk.Programme, guest });

    /// <summary>Who comes, and who waits after them, in the order in which they said so. Those who signed up by mail are called what they said themselves; by their full name only members of here.</summary>
    public Task<IReadOnlyList<Comer>> Comers(WalkCard walk) => views.In(walk.Programme).Many<Comer>(
        """
        select s.guest as seat, case when g.guest is null then p.name else nullif(g.name, '') end as name, coalesce(g.email, p.email) as email, coalesce(g.language, p.language) as language,
               g.guest as link, s.waits
          from walk_seat s left join hub.walk_guest g on g.walk = s.walk and g.seat = s.guest
               left join member m on m.programme = s.programme and m.member = s.guest and not m."left" left join hub.person p on p.person = m.member
         where s.walk = @Walk and s.programme = @Programme order by s.waits, s.position
        """,
        new { walk.Walk, walk.Programme });
}

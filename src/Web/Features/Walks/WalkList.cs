using Activation.Web.Platform;

namespace Activation.Web.Features.Walks;

/// <param name="Coming">How many have a seat.</param>
public sealed record ListedWalk(WalkCard Card, int Coming)
{
    public bool IsFull => Coming >= (Card.Seats ?? Domain.Walks.Walk.MostSeats);

    /// <summary>One that has begun is still found by those who are late.</summary>
    public static readonly TimeSpan UnderWay = TimeSpan.FromHours(4);

    /// <summary>Nobody goes there any more.</summary>
    public bool IsBehind(DateTimeOffset now) => Card.CancelledAt is not null || Card.StartsAt + UnderWay < now;

    public bool IsOpen(DateTimeOffset now) => Card.CancelledAt is null && Card.StartsAt > now;
}

/// <summary>Somebody who comes, for whoever leads the walk and for letters. Name and address are null of those who are forgotten.</summary>
/// <param name="Link">The guest that their letter is about; null of members who said so in the app.</param>
public sealed record Comer(string? Name, string? Email, string? Language, Guid? Link);

/// <summary>The walks of a programme.</summary>
public sealed class WalkList(Views views)
{
    const string Listed = "select row_to_json(w) as card, (select count(*)::int from walk_seat s where s.walk = w.walk) as coming from walk w";

    public Task<IReadOnlyList<ListedWalk>> Coming(Guid programme, DateTimeOffset now) => views.In(programme).Many<ListedWalk>(
        $"{Listed} where w.programme = @programme and w.starts_at > @since order by w.starts_at, w.number limit 200", new { programme, since = now - ListedWalk.UnderWay });

    public Task<ListedWalk?> Find(Guid programme, int number) =>
        views.In(programme).One<ListedWalk>($"{Listed} where w.programme = @programme and w.number = @number", new { programme, number });

    /// <summary>For links, which know no programme yet.</summary>
    public Task<ListedWalk?> Find(Guid walk) => views.Everywhere.One<ListedWalk>($"{Listed} where w.walk = @walk", new { walk });

    /// <summary>Those of which there was something to tell since then, in every programme.</summary>
    public Task<IReadOnlyList<WalkCard>> WithNews(DateTimeOffset since) =>
        views.Everywhere.Many<WalkCard>("select * from walk where news_at > @since order by news_position", new { since });

    public Task<bool> Has(WalkCard walk, Guid guest) => views.In(walk.Programme).Value<bool>(
        "select exists (select from walk_seat where walk = @Walk and guest = @guest and programme = @Programme)", new { walk.Walk, walk.Programme, guest });

    /// <summary>Who comes, in the order in which they said so. Those who signed up by mail are called what they said themselves; by their full name only members of here.</summary>
    public Task<IReadOnlyList<Comer>> Comers(WalkCard walk) => views.In(walk.Programme).Many<Comer>(
        """
        select case when g.guest is null then p.name else nullif(g.name, '') end as name, coalesce(g.email, p.email) as email, coalesce(g.language, p.language) as language,
               g.guest as link
          from walk_seat s left join hub.walk_guest g on g.walk = s.walk and g.seat = s.guest
               left join member m on m.programme = s.programme and m.member = s.guest and not m."left" left join hub.person p on p.person = m.member
         where s.walk = @Walk and s.programme = @Programme order by s.position
        """,
        new { walk.Walk, walk.Programme });
}

using Activation.Web.Platform;
using Activation.Web.Platform.Identity;
using Activation.Web.Platform.Mail;

namespace Activation.Web.Features.Walks;

/// <summary>Somebody without an account who wants to come, with their link in hand.</summary>
/// <param name="Seat">Under which number they come, if they got a seat; null until their address is verified.</param>
public sealed record WalkGuest(Guid Guest, Guid Walk, Guid Programme, string Email, Guid? Seat);

/// <summary>What a letter is written by.</summary>
/// <param name="Come">What the link is made of that verifies the address; null when they come already.</param>
/// <param name="Waits">They come already, but wait for a seat.</param>
public sealed record AskedGuest(Guid Guest, string? Come, bool Waits = false);

/// <summary>
/// Names and addresses of those who come on walks without an account: beside the log, where they go by the programme's rule. Nothing counts until the
/// link in the letter was opened and its button pressed; an address that nobody has verified is gone when its link is.
/// </summary>
public sealed class WalkGuests(Views views, WalkSeats seats, AddressMarks marks, TimeProvider clock)
{
    /// <summary>How long a link in a letter waits for its reader.</summary>
    public static readonly TimeSpan Waits = TimeSpan.FromDays(2);

    /// <summary>Nobody is written to again and again, whoever types their address.</summary>
    static readonly TimeSpan Dose = TimeSpan.FromMinutes(10);

    /// <summary>To one address, whatever became of those before: a "no" makes no room for more.</summary>
    const int LettersADay = 5;

    const int LettersAWalk = 3;

    /// <summary>Of those who have not answered their letter, for one walk.</summary>
    const int MostWaiting = 500;

    const string Guests = "select guest, walk, programme, email, seat from hub.walk_guest";

    /// <summary>What counts is the log, not what was written down about it: they may differ when something was cut off.</summary>
    const string Seated = "exists (select from walk_seat s where s.walk = g.walk and s.guest = g.seat)";

    /// <summary>Of letters only is kept the mark of an address, for a day; of a "no" to one that nobody had asked for until the walk is over.</summary>
    public static string Ddl => """
        create table if not exists hub.walk_guest (guest uuid primary key, walk uuid not null, programme uuid not null, name text not null, email text not null,
          language text not null, come bytea unique, letters int not null, asked_at timestamptz not null, confirmed_at timestamptz, seat uuid);
        alter table hub.walk_guest drop constraint if exists walk_guest_walk_email_key;
        alter table hub.walk_guest add column if not exists mailbox text;
        update hub.walk_guest g set mailbox = email
         where mailbox is null and not exists (select from hub.walk_guest o where o.walk = g.walk and o.mailbox = g.email);
        create unique index if not exists walk_guest_mailbox on hub.walk_guest (walk, mailbox);
        create index if not exists walk_guest_email on hub.walk_guest (email, asked_at);
        create table if not exists hub.walk_letter (address bytea not null, walk uuid not null, at timestamptz not null, declined boolean not null);
        create index if not exists walk_letter_address on hub.walk_letter (address, at);
        """;

    /// <summary>Keeps who wants to come. Who asks again gets a new link; the one before opens nothing.</summary>
    /// <returns>Null when they are not written to now: whoever asks is not told.</returns>
    public async Task<AskedGuest?> Ask(WalkCard walk, string name, string email, string language)
    {
        // Who has many spellings of one mailbox has one seat, and gets the letters of one.
        var mailbox = EmailAddress.Mailbox(email);
        var (come, address, now) = (Secret.Make(), MarkOf(mailbox), clock.GetUtcNow());
        // Who asks for an address waits for whoever asks for it too: two at once would both count what was there before them.
        await views.Execute(
            $"""
            select pg_advisory_xact_lock(@turn);
            with kept as (
              insert into hub.walk_guest as g (guest, walk, programme, name, email, mailbox, language, come, letters, asked_at)
              select @guest, @Walk, @Programme, @name, @email, @mailbox, @language, @come, 1, @now
               where (select count(*) from hub.walk_letter where address = @address and at > @day and not declined) < @LettersADay
                 and not exists (select from hub.walk_letter where address = @address and walk = @Walk and declined)
                 and (select count(*) from hub.walk_guest where walk = @Walk and confirmed_at is null) < @MostWaiting
              on conflict (walk, mailbox) do update set letters = g.letters + 1, asked_at = excluded.asked_at, language = excluded.language,
                come = case when not {Seated} then excluded.come end, name = case when {Seated} then g.name else excluded.name end,
                email = case when {Seated} then g.email else excluded.email end,
                confirmed_at = case when {Seated} then coalesce(g.confirmed_at, excluded.asked_at) else g.confirmed_at end
               where g.asked_at < @since and g.letters < @LettersAWalk
              returning walk)
            insert into hub.walk_letter select @address, walk, @now, false from kept
            """,
            new
            {
                turn = BitConverter.ToInt64(address), guest = Guid.CreateVersion7(), walk.Walk, walk.Programme, name, email, mailbox, language, come = Secret.Hash(come),
                address, now, day = now.AddDays(-1), LettersADay, LettersAWalk, MostWaiting, since = now - Dose,
            });
        var kept = await views.In(walk.Programme).One<Kept>(
            """
            select g.guest, g.come is null as comes, exists (select from walk_seat s where s.walk = g.walk and s.guest = g.seat and s.waits) as waits
              from hub.walk_guest g where g.walk = @Walk and g.mailbox = @mailbox and g.asked_at = @now
            """,
            new { walk.Walk, mailbox, now });
        return kept is null ? null : new AskedGuest(kept.Guest, kept.Comes ? null : come, kept.Waits);
    }

    /// <summary>More have not answered their letters than people are who want to come: no further ones leave.</summary>
    public Task<bool> AreTooMany(WalkCard walk) => views.In(walk.Programme).Value<bool>(
        "select count(*) >= @MostWaiting from hub.walk_guest where walk = @Walk and confirmed_at is null", new { walk.Walk, MostWaiting });

    /// <summary>Whose link this is; null when it was used, is too old or none of ours. Nothing changes by asking.</summary>
    public Task<WalkGuest?> ByCome(string secret) =>
        Find("come = @hash and asked_at > @since", new { hash = Secret.Hash(secret), since = clock.GetUtcNow() - Waits });

    public Task<WalkGuest?> Find(Guid guest) => Find("guest = @guest", new { guest });

    /// <summary>SQL: a person <c>p</c> reads the letters to a guest <c>g</c>, whichever of the two wrote the plainer spelling.</summary>
    public static readonly string Reads = $"({EmailAddress.MailboxOf("p.email")} = g.mailbox or lower(p.email) = g.email)";

    /// <summary>Under which number somebody has a seat or would get one: members by their own, also when they signed up by mail and before they were members. The seat of another member with the
    /// same mailbox is theirs.</summary>
    public async Task<Guid> SeatOf(WalkCard walk, Guid person) => await views.In(walk.Programme).Column<Guid>(
        $"""
        select g.seat from hub.person p join hub.walk_guest g on {Reads}
         where g.walk = @Walk and p.person = @person and g.seat in (g.guest, p.person) order by lower(p.email) = g.email desc limit 1
        """,
        new { walk.Walk, person }) is [var seat] ? seat : person;

    /// <summary>Writes down under which number a guest comes if there is a seat: a member of the walk's programme by their own, everybody else by the guest's.</summary>
    /// <returns>Null when they were forgotten in between.</returns>
    public async Task<Guid?> Take(Guid guest) => (await views.Change<Taken>(
        $"""
        update hub.walk_guest g set seat = coalesce(g.seat, (
            select m.member from hub.person p join member m on m.member = p.person where {Reads} and m.programme = g.programme and not m."left"
             order by lower(p.email) = g.email desc, m.member limit 1), g.guest)
         where g.guest = @guest returning g.seat
        """,
        new { guest }))?.Seat;

    /// <summary>The link has done what it was for.</summary>
    /// <returns>False when they were forgotten in between.</returns>
    public async Task<bool> Confirm(Guid guest) => await views.Execute(
        "update hub.walk_guest set come = null, confirmed_at = @now where guest = @guest", new { guest, now = clock.GetUtcNow() }) == 1;

    /// <summary>They do not come: nothing is kept of them. Whoever had not said yes is not asked about this walk again.</summary>
    /// <returns>False when they are forgotten already, or were given another seat than the one that is known here.</returns>
    public async Task<bool> Forget(WalkGuest guest)
    {
        if (guest.Seat is null)
            await views.Execute(
                "insert into hub.walk_letter values (@address, @Walk, @now, true)", new { address = MarkOf(EmailAddress.Mailbox(guest.Email)), guest.Walk, now = clock.GetUtcNow() });
        return await views.Execute("delete from hub.walk_guest where guest = @Guest and seat is not distinct from @Seat", new { guest.Guest, guest.Seat }) == 1;
    }

    public Task ForgetSeat(Guid walk, Guid seat) => views.Execute("delete from hub.walk_guest where walk = @walk and seat = @seat", new { walk, seat });

    /// <summary>Seats first, then names: what is cut off in between is found again. A member's own seat is theirs, however the letter ended.</summary>
    public async Task Sweep(DateTimeOffset now)
    {
        var since = now - Waits;
        foreach (var cut in await views.Everywhere.Many<WalkGuest>($"{Guests} where confirmed_at is null and asked_at < @since and seat = guest", new { since }))
            await seats.Leave(cut.Walk, cut.Programme, cut.Guest, now);
        await seats.OfThoseWhoLeft(now);
        await views.Execute(
            """
            delete from hub.walk_guest where confirmed_at is null and asked_at < @since;
            delete from hub.walk_letter l where at < @day and not (declined and exists (select from walk w where w.walk = l.walk and w.starts_at > @now))
            """,
            new { since, day = now.AddDays(-1), now });
    }

    byte[] MarkOf(string mailbox) => marks.Of("hub.walk_letter", mailbox);

    Task<WalkGuest?> Find(string where, object parameters) => views.Everywhere.One<WalkGuest>($"{Guests} where {where}", parameters);

    sealed record Kept(Guid Guest, bool Comes, bool Waits);

    sealed record Taken(Guid Seat);
}

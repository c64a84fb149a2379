using Activation.Web.Platform;
using Activation.Web.Platform.Identity;

namespace Activation.Web.Features.Walks;

/// <summary>Somebody without an account who wants to come, with their link in hand.</summary>
/// <param name="Seat">Under which number they come; null until their address is verified.</param>
public sealed record WalkGuest(Guid Guest, Guid Walk, Guid Programme, string Email, Guid? Seat);

/// <summary>What a letter is written by.</summary>
/// <param name="Come">What the link is made of that verifies the address; null when they come already.</param>
public sealed record AskedGuest(Guid Guest, string? Come);

/// <summary>
/// Names and addresses of those who come on walks without an account: beside the log, where they go by the programme's rule. Nothing counts until the
/// link in the letter was opened and its button pressed; an address that nobody has verified is gone when its link is.
/// </summary>
public sealed class WalkGuests(Views views, TimeProvider clock)
{
    /// <summary>How long a link in a letter waits for its reader.</summary>
    public static readonly TimeSpan Waits = TimeSpan.FromDays(2);

    /// <summary>Nobody is written to again and again, whoever types their address.</summary>
    static readonly TimeSpan Dose = TimeSpan.FromMinutes(10);

    const int LettersADay = 5;

    const int LettersAWalk = 3;

    /// <summary>Of those who have not answered their letter, for one walk.</summary>
    const int MostWaiting = 500;

    public static string Ddl => """
        create table if not exists hub.walk_guest (guest uuid primary key, walk uuid not null, programme uuid not null, name text not null, email text not null,
          language text not null, come bytea unique, letters int not null, asked_at timestamptz not null, confirmed_at timestamptz, seat uuid, unique (walk, email));
        create index if not exists walk_guest_email on hub.walk_guest (email, asked_at);
        """;

    /// <summary>Keeps who wants to come. Who asks again gets a new link; the one before opens nothing.</summary>
    /// <returns>Null when they are not written to now: whoever asks is not told.</returns>
    public async Task<AskedGuest?> Ask(WalkCard walk, string name, string email, string language)
    {
        var (come, now) = (Secret.Make(), clock.GetUtcNow());
        var kept = await views.Change<Kept>(
            """
            insert into hub.walk_guest as g (guest, walk, programme, name, email, language, come, letters, asked_at)
            select @guest, @Walk, @Programme, @name, @email, @language, @come, 1, @now
             where (select coalesce(sum(letters), 0) from hub.walk_guest where email = @email and asked_at > @day) < @LettersADay
               and (select count(*) from hub.walk_guest where walk = @Walk and confirmed_at is null) < @MostWaiting
            on conflict (walk, email) do update set letters = g.letters + 1, asked_at = excluded.asked_at, language = excluded.language,
              come = case when g.confirmed_at is null then excluded.come end, name = case when g.confirmed_at is null then excluded.name else g.name end
             where g.asked_at < @since and g.letters < @LettersAWalk
            returning guest, confirmed_at is not null as comes
            """,
            new
            {
                guest = Guid.CreateVersion7(), walk.Walk, walk.Programme, name, email, language, come = Secret.Hash(come), now,
                day = now.AddDays(-1), LettersADay, LettersAWalk, MostWaiting, since = now - Dose,
            });
        return kept is null ? null : new AskedGuest(kept.Guest, kept.Comes ? null : come);
    }

    /// <summary>Whose link this is; null when it was used, is too old or none of ours. Nothing changes by asking.</summary>
    public Task<WalkGuest?> ByCome(string secret) =>
        Find("come = @hash and asked_at > @since", new { hash = Secret.Hash(secret), since = clock.GetUtcNow() - Waits });

    public Task<WalkGuest?> Find(Guid guest) => Find("guest = @guest", new { guest });

    /// <summary>Under which number somebody has a seat or would get one: members by their own, also when they signed up by mail and before they were members.</summary>
    public async Task<Guid> SeatOf(Guid walk, Guid person) => await views.Everywhere.Column<Guid>(
        "select g.seat from hub.walk_guest g join hub.person p on lower(p.email) = g.email where g.walk = @walk and p.person = @person and g.seat is not null",
        new { walk, person }) is [var seat] ? seat : person;

    /// <summary>The number by which whoever holds an address comes.</summary>
    public async Task<Guid> SeatFor(WalkGuest guest) =>
        await views.Everywhere.Column<Guid>("select person from hub.person where lower(email) = @Email", guest) is [var person] ? person : guest.Guest;

    /// <summary>The link has done what it was for.</summary>
    /// <returns>False when they were forgotten in between.</returns>
    public async Task<bool> Confirm(Guid guest, Guid seat) => await views.Execute(
        "update hub.walk_guest set come = null, confirmed_at = @now, seat = @seat where guest = @guest", new { guest, seat, now = clock.GetUtcNow() }) == 1;

    /// <summary>They do not come: nothing is kept of them.</summary>
    public Task Forget(Guid guest) => views.Execute("delete from hub.walk_guest where guest = @guest", new { guest });

    public Task ForgetSeat(Guid walk, Guid seat) => views.Execute("delete from hub.walk_guest where walk = @walk and seat = @seat", new { walk, seat });

    public Task Sweep(DateTimeOffset now) =>
        views.Execute("delete from hub.walk_guest where confirmed_at is null and asked_at < @since", new { since = now - Waits });

    Task<WalkGuest?> Find(string where, object parameters) =>
        views.Everywhere.One<WalkGuest>($"select guest, walk, programme, email, seat from hub.walk_guest where {where}", parameters);

    sealed record Kept(Guid Guest, bool Comes);
}

using System.Globalization;
using System.Security.Cryptography;
using Activation.Web.Platform.Hosting;
using Activation.Web.Platform.Look;
using Activation.Web.Platform.Mail;

namespace Activation.Web.Platform.Identity;

/// <summary>Who a code or a link let in, and where they were going.</summary>
public sealed record CodeGiven(Guid Person, string ReturnUrl);

/// <summary>
/// Codes and links by mail. Whoever asks gets the same answer after the same work, known or not. The code counts only in the browser that
/// asked for it; the link counts anywhere, since only the mailbox knows it. Nobody is ever locked out: the newest letters always work.
/// </summary>
public sealed class SignInCodes(Views views, IMail mail, OwnAddress address, AddressMarks marks, TimeProvider clock)
{
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);

    /// <summary>Letters to one address while a code lasts: a mailbox is not flooded, and one of them always still works.</summary>
    const int LettersAtMost = 5;

    /// <summary>Letters within a day that nobody answered, after which one leaves in ten minutes: whoever asks for somebody without end fills no mailbox, and who it belongs to still gets in by the last.</summary>
    const int LettersADay = 15;

    static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Guesses at one code. With eight digits and five letters in ten minutes, an attacker needs a lifetime.</summary>
    const int TriesAtMost = 5;

    const int Digits = 8;

    public static string Ddl => """
        create schema if not exists hub;
        create table if not exists hub.sign_in_code (request uuid primary key, address bytea not null, person uuid, code bytea not null, link bytea not null unique,
          tries int not null default 0, asked_at timestamptz not null, return_url text not null);
        create index if not exists sign_in_code_address on hub.sign_in_code (address, asked_at);
        create table if not exists hub.sign_in_letter (request uuid primary key, address bytea not null, at timestamptz not null, left_us boolean not null);
        create index if not exists sign_in_letter_address on hub.sign_in_letter (address, at);
        """;

    /// <param name="email">As <see cref="EmailAddress.Parse"/> gave it.</param>
    /// <returns>What the browser keeps to send the code with, and whose it is: null when nobody gets a letter.</returns>
    public async Task<(Guid Request, Guid? Person)> Ask(string email, string returnUrl)
    {
        var (request, code, link, now) = (Guid.NewGuid(), NewCode(), Secret.Make(), clock.GetUtcNow());
        var hash = marks.Of("hub.sign_in_code", email);
        // Only what got a letter is counted: whoever asks without end would else keep the count where it is, and no letter would ever leave again.
        // The same statements whether the address is known, unknown or asked for too often: the same work for all. Who asks for an address
        // waits for whoever asks for it too: two at once would both count what was there before them. The two are one transaction.
        await views.Execute(
            """
            select pg_advisory_xact_lock(@turn);
            with before as materialized (
              select (select count(*) from hub.sign_in_code c where c.address = @hash and c.person is not null and c.asked_at > @since) as lately,
                     (select count(*) from hub.sign_in_letter l where l.address = @hash and l.left_us and l.at > @day) as today)
            insert into hub.sign_in_code (request, address, person, code, link, asked_at, return_url)
            select @request, @hash, (select p.person from hub.person p left join hub.account a on a.person = p.person and a.disabled_at is not null
                                      where lower(p.email) = @email and a.person is null and lately < case when today >= @LettersADay then 1 else @LettersAtMost end),
                   @code, @link, @now, @returnUrl
              from before;
            insert into hub.sign_in_letter select request, address, asked_at, person is not null from hub.sign_in_code where request = @request
            """,
            new { turn = BitConverter.ToInt64(hash), request, hash, email, code = Secret.Hash(code, request), link = Secret.Hash(link), now, since = now - Lasts, day = now - Day, returnUrl, LettersAtMost, LettersADay });
        var person = await WhoAsked(request);
        await mail.Send(new Letter(person is null ? null : email, Languages.Current, "sign-in.letter", Spaced(code))
        {
            Lasts = Lasts, Code = Spaced(code), Links = [new LetterLink("sign-in.letter-button", address.Of($"/sign-in/link/{link}"))],
        });
        return (request, person);
    }

    /// <summary>Who asked; null for nobody of ours.</summary>
    public Task<Guid?> WhoAsked(Guid request) =>
        views.Everywhere.Value<Guid?>("select person from hub.sign_in_code where request = @request", new { request });

    /// <summary>Tries a code, once; right or wrong, it counts.</summary>
    public async Task<CodeGiven?> Try(Guid request, string typed)
    {
        var digits = string.Concat(typed.Where(char.IsAsciiDigit));
        var row = await views.Change<Tried>(
            """
            update hub.sign_in_code set tries = tries + 1 where request = @request and asked_at > @since
            returning request, person, encode(code, 'hex') as code, tries, return_url
            """,
            new { request, since = clock.GetUtcNow() - Lasts });
        var right = row is { Tries: <= TriesAtMost } && CryptographicOperations.FixedTimeEquals(Convert.FromHexString(row.Code), Secret.Hash(digits, request));
        return right && row!.Person is not null ? await Spend(row.Request) : null;
    }

    /// <summary>Whether a link still lets somebody in; nothing changes by asking.</summary>
    public async Task<bool> IsOpen(string link) => await views.Everywhere.Value<bool>(
        "select exists (select from hub.sign_in_code where link = @hash and asked_at > @since and person is not null)",
        new { hash = Secret.Hash(link), since = clock.GetUtcNow() - Lasts });

    public async Task<CodeGiven?> Follow(string link)
    {
        var found = await views.Everywhere.Column<Guid>(
            "select request from hub.sign_in_code where link = @hash and asked_at > @since and person is not null",
            new { hash = Secret.Hash(link), since = clock.GetUtcNow() - Lasts });
        return found is [var request] ? await Spend(request) : null;
    }

    public Task Sweep(DateTimeOffset now) =>
        views.Execute("delete from hub.sign_in_code where asked_at < @until; delete from hub.sign_in_letter where at < @day", new { until = now - Lasts - Lasts, day = now - Day });

    // Deleting it is what makes it count once: of two who come at the same time one finds it gone. What was asked for stays counted by the others; a letter that was answered is none too many.
    async Task<CodeGiven?> Spend(Guid request)
    {
        var given = await views.Change<CodeGiven>("delete from hub.sign_in_code where request = @request returning person, return_url", new { request });
        if (given is not null) await views.Execute("delete from hub.sign_in_letter where request = @request", new { request });
        return given;
    }

    static string NewCode() => RandomNumberGenerator.GetInt32((int)Math.Pow(10, Digits)).ToString($"D{Digits}", CultureInfo.InvariantCulture);

    static string Spaced(string code) => $"{code[..(Digits / 2)]} {code[(Digits / 2)..]}";

    sealed record Tried(Guid Request, Guid? Person, string Code, int Tries, string ReturnUrl);
}

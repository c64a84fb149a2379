using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Activation.Web.Platform.Mail;

/// <summary>
/// Letters that wait to be carried, kept in the database until they are: a hub that stops in between forgets none. Each lies there sealed, since it
/// carries an address and often a code, and is deleted as soon as it has left. One that was carried when the hub stopped may come twice, which does no harm.
/// </summary>
public sealed class Outbox(Views views, Printing printing, IDataProtectionProvider protection, PostBell bell, ILogger<Outbox> logger) : IMail
{
    /// <summary>How long somebody who took a letter may be silent before another takes it.</summary>
    const string Lease = "2 minutes";

    /// <summary>About a day: a minute, two, four, up to four hours.</summary>
    public const int Attempts = 12;

    readonly IDataProtector seal = protection.CreateProtector("letter");

    public static string Ddl => """
        create schema if not exists hub;
        create table if not exists hub.letter (letter uuid primary key, sealed bytea not null, due_at timestamptz not null, attempts int not null);
        alter table hub.letter add column if not exists until timestamptz;
        create index if not exists letter_due on hub.letter (due_at);
        create table if not exists hub.letter_occasion (occasion uuid primary key, at timestamptz not null);
        """;

    public Task Send(Letter letter) => SendAll([letter]);

    public Task SendAll(IReadOnlyCollection<Letter> letters) => Put("", letters, null);

    // The occasion is kept with the letters or not at all. Nobody tells of something again after a month.
    public Task SendOnce(Guid occasion, IReadOnlyCollection<Letter> letters) => Put(
        """
        with forgotten as (delete from hub.letter_occasion where at < now() - interval '1 month'),
             told as (insert into hub.letter_occasion values (@occasion, now()) on conflict do nothing returning occasion)
        """,
        letters, occasion);

    async Task Put(string first, IReadOnlyCollection<Letter> letters, Guid? occasion)
    {
        var contents = letters.Select(letter => Seal(printing.Print(letter))).ToArray();
        await views.Execute(
            $"""
            {first} insert into hub.letter (letter, sealed, due_at, attempts, until)
            select id, content, now(), 0, now() + make_interval(secs => seconds) from unnest(@ids, @contents, @lasts) letter (id, content, seconds)
             {(occasion is null ? "" : "where exists (select from told)")}
            """,
            new
            {
                ids = contents.Select(_ => Guid.CreateVersion7()).ToArray(), contents, lasts = letters.Select(letter => letter.Lasts?.TotalSeconds).ToArray(), occasion,
            });
        bell.Ring();
    }

    /// <summary>Takes the one that has to be there first, else the one that has waited longest; null when none is due. Two who ask at once get two.</summary>
    public async Task<Waiting?> Take()
    {
        while (await TakeRow() is { } row)
        {
            if (Open(row.Sealed) is { } mail) return new Waiting(row.Letter, row.Attempts, mail);
            await Drop(row.Letter);
        }

        return null;
    }

    // Whoever waits for a code sits before the page: hundreds of invitations do not stand before it.
    Task<TakenRow?> TakeRow() => views.Change<TakenRow>(
        $"""
        update hub.letter set due_at = now() + interval '{Lease}', attempts = attempts + 1
         where letter = (select letter from hub.letter where due_at <= now() and (until is null or until > now())
                          order by until nulls last, due_at limit 1 for update skip locked)
        returning letter, encode(sealed, 'base64') as sealed, attempts
        """);

    /// <summary>What came too late to be of any use.</summary>
    public Task Sweep() => views.Execute("delete from hub.letter where until < now()");

    public Task Left(Guid letter) => views.Execute("delete from hub.letter where letter = @letter", new { letter });

    public Task Later(Guid letter, TimeSpan wait) =>
        views.Execute(
        "update hub.letter set due_at = now() + make_interval(secs => @seconds) where letter = @letter", new { letter, seconds = wait.TotalSeconds });

    /// <summary>Changes what waits: null throws a letter away.</summary>
    public async Task Rewrite(Func<PrintedLetter, PrintedLetter?> change)
    {
        foreach (var row in await views.Everywhere.Many<TakenRow>("select letter, encode(sealed, 'base64') as sealed, attempts from hub.letter"))
        {
            if (Open(row.Sealed) is not { } before) await Drop(row.Letter);
            else if (change(before) is not { } after) await Left(row.Letter);
            else if (after != before)
                await views.Execute("update hub.letter set sealed = @content where letter = @Letter", new { row.Letter, content = Seal(after) });
        }
    }

    byte[] Seal(PrintedLetter mail) => seal.Protect(JsonSerializer.SerializeToUtf8Bytes(mail));

    sealed record TakenRow(Guid Letter, string Sealed, int Attempts);

    // Its key is gone: nobody will ever read it, and it would be tried for ever.
    Task Drop(Guid letter)
    {
        logger.LogWarning("Letter {Letter} was thrown away: what it was sealed with is gone", letter);
        return Left(letter);
    }

    PrintedLetter? Open(string base64) =>
        seal.Opened(Convert.FromBase64String(base64.ReplaceLineEndings(""))) is { } content ? JsonSerializer.Deserialize<PrintedLetter>(content) : null;
}

/// <summary>A letter that somebody has taken to carry it.</summary>
/// <param name="Attempts">This one included.</param>
public sealed record Waiting(Guid Letter, int Attempts, PrintedLetter Mail);

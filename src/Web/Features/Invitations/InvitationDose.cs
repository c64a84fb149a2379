using Activation.Web.Platform;
using Activation.Web.Platform.Mail;

namespace Activation.Web.Features.Invitations;

/// <summary>What still goes out today.</summary>
/// <param name="Had">By mailbox: how many letters it has had.</param>
/// <param name="Room">How many more the programme may send.</param>
public sealed record Dose(IReadOnlyDictionary<string, int> Had, int Room)
{
    public bool IsFull(string email) => Had.GetValueOrDefault(InvitationDose.MailboxOf(email)) >= InvitationDose.LettersADay;
}

/// <summary>
/// How many invitations leave within a day and night: to one mailbox, whoever invites it and wherever to, and from one programme. They go to whomever a lead
/// names, so a session that somebody stole would else write to the whole town in the name of the programme.
/// </summary>
public sealed class InvitationDose(Views views, AddressMarks marks, TimeProvider clock)
{
    /// <summary>Letters to one mailbox within <see cref="Day"/>, of all programmes together.</summary>
    public const int LettersADay = 3;

    /// <summary>Letters of one programme within <see cref="Day"/>: four of the longest lists.</summary>
    public const int ProgrammeADay = 2000;

    static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Of an address only its mark, for a day.</summary>
    public static string Ddl => """
        create table if not exists hub.invitation_letter (letter uuid primary key, programme uuid not null, address bytea not null, at timestamptz not null);
        create index if not exists invitation_letter_address on hub.invitation_letter (address, at);
        create index if not exists invitation_letter_programme on hub.invitation_letter (programme, at);
        """;

    public async Task<Dose> Left(Guid programme, IReadOnlyCollection<string> emails)
    {
        string[] mailboxes = [.. emails.Select(MailboxOf).Distinct()];
        var had = await views.Everywhere.Column<int>(
            """
            select (select count(*) from hub.invitation_letter l where l.address = m.mark and l.at > @since)::int
              from unnest(@marks) with ordinality m (mark, n) order by n
            """,
            new { marks = mailboxes.Select(Mark).ToArray(), since = Since });
        var sent = await views.Everywhere.Value<int>("select count(*)::int from hub.invitation_letter where programme = @programme and at > @since", new { programme, since = Since });
        return new(mailboxes.Zip(had).ToDictionary(one => one.First, one => one.Second), Math.Max(0, ProgrammeADay - sent));
    }

    /// <summary>Takes room for some letters, one after the other over all nodes; the same letter takes it once.</summary>
    /// <returns>Those that may leave.</returns>
    public async Task<IReadOnlySet<Guid>> Take(Guid programme, IReadOnlyList<Guid> letters, IReadOnlyList<string> emails)
    {
        await views.Execute(
            """
            select pg_advisory_xact_lock(hashtext('hub.invitation_letter'));
            insert into hub.invitation_letter (letter, programme, address, at)
            select letter, @programme, address, @now
              from (select a.letter, a.address, row_number() over (order by a.n) as place
                      from (select l.letter, l.address, l.n, row_number() over (partition by l.address order by l.n) as nth,
                                   (select count(*) from hub.invitation_letter k where k.address = l.address and k.at > @since) as had
                              from unnest(@ids, @marks) with ordinality l (letter, address, n)
                             where not exists (select from hub.invitation_letter k where k.letter = l.letter)) a
                     where a.had + a.nth <= @LettersADay) l
             where l.place <= @ProgrammeADay - (select count(*) from hub.invitation_letter k where k.programme = @programme and k.at > @since)
            """,
            new { programme, ids = letters.ToArray(), marks = emails.Select(MarkOf).ToArray(), now = clock.GetUtcNow(), since = Since, LettersADay, ProgrammeADay });
        return (await views.Everywhere.Column<Guid>("select letter from hub.invitation_letter where letter = any(@ids)", new { ids = letters.ToArray() })).ToHashSet();
    }

    public Task Sweep(DateTimeOffset now) => views.Execute("delete from hub.invitation_letter where at < @before", new { before = now - Day });

    DateTimeOffset Since => clock.GetUtcNow() - Day;

    /// <summary>However it is written.</summary>
    public static string MailboxOf(string email) => EmailAddress.Mailbox(email.ToLowerInvariant());

    byte[] MarkOf(string email) => Mark(MailboxOf(email));

    byte[] Mark(string mailbox) => marks.Of("hub.invitation_letter", mailbox);
}

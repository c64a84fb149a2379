using System.Text.Json;
using Activation.Domain;
using Activation.Domain.Members;
using Activation.Domain.Programmes;
using Activation.Store.Followers;
using Activation.Web.Features.People;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Hosting;
using Activation.Web.Platform.Mail;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.DataProtection;
using Secret = Activation.Web.Platform.Identity.Secret;

namespace Activation.Web.Features.Invitations;

/// <summary>Somebody who is asked to take part.</summary>
/// <param name="Email">As they write it; checked before anything is sent.</param>
/// <param name="Municipality">Key of the home municipality; empty for those who work for all.</param>
/// <param name="Language">sv, da or en: of the letter.</param>
/// <param name="Name">When it is known already; who is invited may write it as they like.</param>
public sealed record Invite(string Email, string Municipality, Role[] Roles, string Language, string? Name = null);

/// <summary>An invitation that waits for its answer.</summary>
/// <param name="Email">Opened for those who lead the programme; it lies there sealed.</param>
public sealed record WaitingInvitation(Guid Invitation, string Email, string Municipality, Role[] Roles, DateTimeOffset SentAt, DateTimeOffset ExpiresAt);

/// <summary>What became of inviting some.</summary>
/// <param name="Letters">How many went out; what was sent already by the same form is not counted again.</param>
/// <param name="Held">How many did not, because of <see cref="InvitationDose"/>.</param>
public sealed record Sent(int Letters, int Held);

/// <summary>
/// Invitations by mail: a link that works for fourteen days, once. Until it is answered the address lies sealed in a row of its own; only who
/// says yes becomes a person and a member, by the same command as everybody else.
/// </summary>
public sealed class Inviting(
    Views views, IMail mail, OwnAddress address, ProgrammeDirectory programmes, PeopleDirectory people, Streams streams, ReadModels readModels,
    IDataProtectionProvider protection, InvitationDose dose, TimeProvider clock, ILogger<Inviting> logger)
{
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(14);

    /// <summary>Why a letter does not go out today: the address has had its letters, or the programme has sent as many as it may.</summary>
    public const string AddressFull = "invitations.address-full", ProgrammeFull = "invitations.programme-full";

    /// <summary>Whoever has the mailbox is here already, or invited, by another spelling of the address.</summary>
    public const string SameMailbox = "guests.same-mailbox";

    static readonly TimeSpan OwnChange = TimeSpan.FromSeconds(2);

    /// <summary>How many are written at once: as many as would be without their letter, should the hub stop between the two.</summary>
    const int AtOnce = 50;

    readonly IDataProtector seal = protection.CreateProtector("invitation");

    public static string Ddl => """
        create schema if not exists hub;
        create table if not exists hub.invitation (invitation uuid primary key, programme uuid not null, municipality text not null, roles text[] not null,
          sealed text not null, link bytea not null unique, sent_by uuid not null, sent_at timestamptz not null, expires_at timestamptz not null);
        create index if not exists invitation_programme on hub.invitation (programme, sent_at);
        """;

    /// <summary>
    /// Invites somebody, in the name of a member who leads the programme. The rules are those of enrolling. Who waits already gets a new letter, and the link in
    /// the one before opens nothing any more.
    /// </summary>
    /// <param name="key">What the sending is known by: sent twice the address gets one letter.</param>
    /// <returns><see cref="Done"/>, or <see cref="No"/> with the reason; then nothing was sent.</returns>
    public async Task<Outcome> Send(ProgrammeView here, Actor by, Invite invite, Guid key)
    {
        if (EmailAddress.Parse(invite.Email) is not { } email) return new No("invitations.address-wrong", []);
        if (await Refusal(await Look(here, [email]), by, email, invite) is { } refused) return new No(refused.Key, refused.Args);
        var before = (await Waiting(here.Id)).Where(one => one.Email.Equals(email, StringComparison.OrdinalIgnoreCase)).ToList();
        var sent = await Post(here, by, [invite with { Email = email }], key);
        if (sent.Held > 0) return await Held(here, email);
        foreach (var one in sent.Letters > 0 ? before : []) await Withdraw(here.Id, one.Invitation);
        return new Done(0, Changed: sent.Letters > 0);
    }

    async Task<No> Held(ProgrammeView here, string email) => (await dose.Left(here.Id, [email])).IsFull(email)
        ? new No(AddressFull, [InvitationDose.LettersADay])
        : new No(ProgrammeFull, [InvitationDose.ProgrammeADay]);

    /// <summary>Invites many: as one statement for some of them at a time, since each of them alone would outlast the request.</summary>
    public async Task<Sent> SendAll(ProgrammeView here, Actor by, IReadOnlyCollection<Invite> invites, Guid key)
    {
        var (sent, seen) = (new Sent(0, 0), await Look(here, [.. invites.Select(invite => invite.Email)]));
        foreach (var some in invites.Chunk(AtOnce))
        {
            // Each is judged again when it is sent: between the preview and the yes somebody else may have invited too.
            var good = new List<Invite>();
            foreach (var invite in some)
                if (await Refusal(seen, by, invite.Email, invite) is null) good.Add(invite);
            var more = await Post(here, by, good, key);
            sent = new(sent.Letters + more.Letters, sent.Held + more.Held);
        }

        return sent;
    }

    /// <summary>What has to be known to judge some invitations.</summary>
    public async Task<Seen> Look(ProgrammeView here, IReadOnlyCollection<string> emails)
    {
        var found = await views.Everywhere.Many<Address>(
            "select person, lower(email) as email from hub.person where lower(email) = any(@emails)", new { emails = emails.ToArray() });
        return new(
            here, await streams.Read(StreamNames.Programme(here.Id)), found.ToDictionary(one => one.Email, one => one.Person), await dose.Left(here.Id, emails),
            await Known(here.Id, [.. emails.Select(InvitationDose.MailboxOf)]));
    }

    // Of other programmes nothing is told: there the same person may well be known by another spelling.
    async Task<ILookup<string, string>> Known(Guid programme, string[] mailboxes)
    {
        var members = await views.In(programme).Column<string>(
            $"""
            select lower(p.email) from hub.person p join member m on m.member = p.person
             where m.programme = @programme and not m."left" and {EmailAddress.MailboxOf("p.email")} = any(@mailboxes)
            """,
            new { programme, mailboxes });
        return members.Concat((await Waiting(programme)).Select(one => one.Email)).ToLookup(InvitationDose.MailboxOf, StringComparer.Ordinal);
    }

    /// <summary>Whether the rules refuse it, and why; null when they do not. For a preview of many.</summary>
    public async Task<Refused?> Refusal(Seen seen, Actor by, string email, Invite invite)
    {
        if (seen.IsAnotherSpelling(email)) return new Refused(SameMailbox, []);
        // Who is nobody yet is no member either.
        var known = seen.People.TryGetValue(email, out var person);
        var member = known ? await streams.Read(StreamNames.Member(seen.Here.Id, person)) : Member.None;
        var enrol = new EnrolMember(known ? person : Guid.NewGuid(), invite.Municipality, invite.Roles);
        return Enrolling.Enrol(member, seen.Programme, enrol, by, clock.GetUtcNow()) as Refused;
    }

    /// <param name="invites">Looked at: their addresses are ones, and nothing is against them.</param>
    async Task<Sent> Post(ProgrammeView here, Actor by, IReadOnlyList<Invite> listed, Guid key)
    {
        Guid IdOf(Invite invite) => DerivedId.From($"invitation {invite.Email}", here.Id, by.Member, key);
        var room = await dose.Take(here.Id, [.. listed.Select(IdOf)], [.. listed.Select(invite => invite.Email)]);
        Invite[] invites = [.. listed.Where(invite => room.Contains(IdOf(invite)))];
        var held = listed.Count - invites.Length;
        if (held > 0) logger.LogWarning("{Held} invitations of programme {Programme} were not sent: too many within a day", held, here.Slug);
        return new(await Write(here, by, invites, [.. invites.Select(IdOf)]), held);
    }

    async Task<int> Write(ProgrammeView here, Actor by, Invite[] invites, Guid[] ids)
    {
        var (links, now) = (invites.Select(_ => Secret.Make()).ToArray(), clock.GetUtcNow());
        var hashes = links.Select(link => Secret.Hash(link)).ToArray();
        await views.Execute(
            """
            insert into hub.invitation (invitation, programme, municipality, roles, sealed, link, sent_by, sent_at, expires_at)
            select i.invitation, @programme, i.municipality, string_to_array(i.roles, ' '), i.content, i.link, @Member, @now, @until
              from unnest(@ids, @places, @roles, @contents, @hashes) i (invitation, municipality, roles, content, link) on conflict do nothing
            """,
            new
            {
                ids, programme = here.Id,
                places = invites.Select(invite => invite.Municipality).ToArray(), roles = invites.Select(invite => string.Join(' ', invite.Roles)).ToArray(),
                contents = invites.Select(Sealed).ToArray(), hashes, by.Member, now, until = now + Lasts,
            });
        // What was invited by the same sending before has another link, and its letter already.
        var made = await views.In(here.Id).Column<int>(
            "select (n - 1)::int from unnest(@hashes) with ordinality l (link, n) where exists (select from hub.invitation i where i.link = l.link)", new { hashes });
        if (made.Count == 0) return 0;
        var inviter = Text.Line((await people.Find(by.Member))?.Name ?? here.Card.Organisation);
        await mail.SendAll([.. made.Select(at => Written(here, inviter, invites[at], links[at]))]);
        return made.Count;
    }

    string Sealed(Invite invite) => seal.Protect(JsonSerializer.Serialize(new Guest(invite.Email, invite.Language, Text.Line(invite.Name))));

    Letter Written(ProgrammeView here, string inviter, Invite invite, string link) => new(invite.Email, invite.Language, "invitations.letter", Text.Line(here.Card.Name), inviter)
    {
        From = here.Card.Name, Links = [new LetterLink("invitations.accept", address.Of($"/invitation/{link}"))],
    };

    /// <summary>A programme's invitations without an answer, the newest first.</summary>
    public async Task<IReadOnlyList<WaitingInvitation>> Waiting(Guid programme)
    {
        var rows = await views.In(programme).Many<InvitationRow>(
            "select invitation, programme, municipality, roles, sealed, sent_by, sent_at, expires_at from hub.invitation where programme = @programme and expires_at > @now order by sent_at desc, invitation",
            new { programme, now = clock.GetUtcNow() });
        return [.. rows.Select(row => (Row: row, Guest: Open(row))).Where(one => one.Guest is not null).Select(one =>
            new WaitingInvitation(one.Row.Invitation, one.Guest!.Email, one.Row.Municipality, one.Row.ToRoles(), one.Row.SentAt, one.Row.ExpiresAt))];
    }

    /// <summary>The link in the letter opens nothing any more.</summary>
    /// <returns>False when it was gone already.</returns>
    public async Task<bool> Withdraw(Guid programme, Guid invitation) =>
        await views.Execute("delete from hub.invitation where invitation = @invitation and programme = @programme", new { programme, invitation }) == 1;

    /// <summary>Who is shut out has invited nobody: what was sent out of a session that somebody stole opens nothing.</summary>
    public Task WithdrawAllOf(Guid member) => views.Execute("delete from hub.invitation where sent_by = @member", new { member });

    /// <summary>Nor does what was sent by somebody from whom the role for it was taken.</summary>
    /// <param name="roles">Those that they have now.</param>
    public async Task WithdrawBeyond(Guid programme, Guid member, IReadOnlyCollection<Role> roles)
    {
        var sender = new Actor(member, "", roles.ToHashSet(), new HashSet<string>());
        await views.Execute(
            """
            delete from hub.invitation where programme = @programme and sent_by = @member and (not @Leads or (not @administers and @Administrator = any(roles)))
            """,
            new { programme, member, sender.Leads, administers = sender.Is(Role.Administrator), Administrator = $"{Role.Administrator}" });
    }

    /// <summary>Of those who are erased nothing waits either.</summary>
    public async Task Forget(string email)
    {
        var rows = await views.Everywhere.Many<InvitationRow>("select invitation, programme, municipality, roles, sealed, sent_by, sent_at, expires_at from hub.invitation");
        foreach (var row in rows)
        {
            var guest = Open(row);
            if (guest is null) logger.LogWarning("Invitation {Invitation} was thrown away: what it was sealed with is gone", row.Invitation);
            if (guest is null || guest.Email == email) await Withdraw(row.Programme, row.Invitation);
        }
    }

    public Task Sweep(DateTimeOffset now) => views.Execute("delete from hub.invitation where expires_at < @now", new { now });

    /// <summary>What a link invites to; null when it is used, withdrawn, too old or none of ours. Nothing changes by asking.</summary>
    public async Task<OpenInvitation?> Find(string secret)
    {
        var row = await views.Everywhere.One<InvitationRow>(
            "select invitation, programme, municipality, roles, sealed, sent_by, sent_at, expires_at from hub.invitation where link = @hash and expires_at > @now",
            new { hash = Secret.Hash(secret), now = clock.GetUtcNow() });
        if (row is null || await programmes.Find(row.Programme) is not { } here || Open(row) is not { } guest) return null;
        return new OpenInvitation(row, here, guest.Email, guest.Language, guest.Name, await PersonAt(guest.Email));
    }

    /// <summary>The person says yes: they get their row, become a member, and the link is spent. Sent twice it is done once.</summary>
    public async Task<Outcome> Accept(OpenInvitation open, string name, string language)
    {
        var person = open.Person ?? await people.Meet(new PersonRow(open.Newcomer, name, open.Email, language));
        var programme = await streams.Read(StreamNames.Programme(open.Here.Id));
        var writer = new Writer(open.Here.Id, open.Row.SentBy, open.Here.Local(clock.GetUtcNow()), open.Row.Invitation);
        // Whoever invited had the right to when they did; the answer may come after they have left. Who was shut out, or lost the role, invites no longer.
        var outcome = await streams.Decide(StreamNames.Member(open.Here.Id, person), writer, state => Enrolling.Enrol(
            state, programme, new EnrolMember(person, open.Row.Municipality, open.Row.ToRoles()), Actor.House, writer.Now));
        if (outcome is Done done) await readModels.WaitFor(done.Position, OwnChange);
        if (outcome is Done || outcome is No { Key: Refusals.Members.Exists }) await Withdraw(open.Here.Id, open.Row.Invitation);
        return outcome is No { Key: Refusals.Members.Exists } ? new Done(0, Changed: false) : outcome;
    }

    /// <summary>Whose address it is; null for nobody we know.</summary>
    public async Task<Guid?> PersonAt(string email)
    {
        var found = await views.Everywhere.Column<Guid>("select person from hub.person where lower(email) = @email", new { email });
        return found is [var person] ? person : null;
    }

    /// <summary>Null when the key that sealed it is gone.</summary>
    Guest? Open(InvitationRow row) => seal.Opened(row.Sealed) is { } content ? JsonSerializer.Deserialize<Guest>(content) : null;

    sealed record Guest(string Email, string Language, string Name);

    sealed record Address(Guid Person, string Email);
}

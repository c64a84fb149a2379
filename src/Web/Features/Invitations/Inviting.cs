using System.Text.Json;
using Activation.Domain;
using Activation.Domain.Members;
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

/// <summary>
/// Invitations by mail: a link that works for fourteen days, once. Until it is answered the address lies sealed in a row of its own; only who
/// says yes becomes a person and a member, by the same command as everybody else.
/// </summary>
public sealed class Inviting(
    Views views, IMail mail, OwnAddress address, ProgrammeDirectory programmes, PeopleDirectory people, Streams streams, ReadModels readModels,
    IDataProtectionProvider protection, TimeProvider clock)
{
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(14);

    static readonly TimeSpan OwnChange = TimeSpan.FromSeconds(2);

    readonly IDataProtector seal = protection.CreateProtector("invitation");

    public static string Ddl => """
        create schema if not exists hub;
        create table if not exists hub.invitation (invitation uuid primary key, programme uuid not null, municipality text not null, roles text[] not null,
          sealed text not null, link bytea not null unique, sent_by uuid not null, sent_at timestamptz not null, expires_at timestamptz not null);
        create index if not exists invitation_programme on hub.invitation (programme, sent_at);
        """;

    /// <summary>Invites somebody, in the name of a member who leads the programme. The rules are those of enrolling.</summary>
    /// <param name="key">What the sending is known by: sent twice the address gets one letter.</param>
    /// <returns><see cref="Done"/>, or <see cref="No"/> with the reason; then nothing was sent.</returns>
    public async Task<Outcome> Send(ProgrammeView here, Actor by, Invite invite, Guid key)
    {
        if (EmailAddress.Parse(invite.Email) is not { } email) return new No("invitations.address-wrong", []);
        if (await Refusal(here, by, email, invite) is { } refused) return new No(refused.Key, refused.Args);
        var (secret, now) = (Secret.Make(), clock.GetUtcNow());
        var guest = new Guest(email, invite.Language, Text.Line(invite.Name));
        var kept = await views.Execute(
            "insert into hub.invitation values (@invitation, @programme, @Municipality, @roles, @content, @link, @Member, @now, @until) on conflict do nothing",
            new
            {
                invitation = DerivedId.From($"invitation {email}", here.Id, by.Member, key), programme = here.Id, invite.Municipality, roles = invite.Roles.Select(role => role.ToString()).ToArray(),
                content = seal.Protect(JsonSerializer.Serialize(guest)), link = Secret.Hash(secret), by.Member, now, until = now + Lasts,
            });
        if (kept == 0) return new Done(0, Changed: false);
        var inviter = (await people.Find(by.Member))?.Name ?? here.Card.Organisation;
        await mail.Send(new Letter(email, invite.Language, "invitations.letter", Text.Line(here.Card.Name), Text.Line(inviter))
        {
            From = here.Card.Name, Links = [new LetterLink("invitations.accept", address.Of($"/invitation/{secret}"))],
        });
        return new Done(0);
    }

    /// <summary>Whether <see cref="Send"/> would refuse it, and why; null when it would not. For a preview of many.</summary>
    public async Task<Refused?> Refusal(ProgrammeView here, Actor by, string email, Invite invite)
    {
        var programme = await streams.Read(StreamNames.Programme(here.Id));
        var person = await PersonAt(email) ?? Guid.NewGuid();
        var member = await streams.Read(StreamNames.Member(here.Id, person));
        return Enrolling.Enrol(member, programme, new EnrolMember(person, invite.Municipality, invite.Roles), by, clock.GetUtcNow()) as Refused;
    }

    /// <summary>A programme's invitations without an answer, the newest first.</summary>
    public async Task<IReadOnlyList<WaitingInvitation>> Waiting(Guid programme)
    {
        var rows = await views.Everywhere.Many<InvitationRow>(
            "select invitation, programme, municipality, roles, sealed, sent_by, sent_at, expires_at from hub.invitation where programme = @programme and expires_at > @now order by sent_at desc, invitation",
            new { programme, now = clock.GetUtcNow() });
        return [.. rows.Select(row => new WaitingInvitation(row.Invitation, Open(row).Email, row.Municipality, row.ToRoles(), row.SentAt, row.ExpiresAt))];
    }

    /// <summary>The link in the letter opens nothing any more.</summary>
    public Task Withdraw(Guid programme, Guid invitation) =>
        views.Execute("delete from hub.invitation where invitation = @invitation and programme = @programme", new { programme, invitation });

    /// <summary>Of those who are erased nothing waits either.</summary>
    public async Task Forget(string email)
    {
        var rows = await views.Everywhere.Many<InvitationRow>("select invitation, programme, municipality, roles, sealed, sent_by, sent_at, expires_at from hub.invitation");
        foreach (var row in rows.Where(row => Open(row).Email == email)) await Withdraw(row.Programme, row.Invitation);
    }

    public Task Sweep(DateTimeOffset now) => views.Execute("delete from hub.invitation where expires_at < @now", new { now });

    /// <summary>What a link invites to; null when it is used, withdrawn, too old or none of ours. Nothing changes by asking.</summary>
    public async Task<OpenInvitation?> Find(string secret)
    {
        var row = await views.Everywhere.One<InvitationRow>(
            "select invitation, programme, municipality, roles, sealed, sent_by, sent_at, expires_at from hub.invitation where link = @hash and expires_at > @now",
            new { hash = Secret.Hash(secret), now = clock.GetUtcNow() });
        if (row is null || await programmes.Find(row.Programme) is not { } here) return null;
        var guest = Open(row);
        return new OpenInvitation(row, here, guest.Email, guest.Language, guest.Name, await PersonAt(guest.Email));
    }

    /// <summary>The person says yes: they get their row, become a member, and the link is spent. Sent twice it is done once.</summary>
    public async Task<Outcome> Accept(OpenInvitation open, string name, string language)
    {
        var person = open.Person ?? await people.Meet(new PersonRow(open.Newcomer, name, open.Email, language));
        var programme = await streams.Read(StreamNames.Programme(open.Here.Id));
        var writer = new Writer(open.Here.Id, open.Row.SentBy, open.Here.Local(clock.GetUtcNow()), open.Row.Invitation);
        // Whoever invited had the right to when they did; the answer may come after they have left.
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

    Guest Open(InvitationRow row) => JsonSerializer.Deserialize<Guest>(seal.Unprotect(row.Sealed))!;

    sealed record Guest(string Email, string Language, string Name);
}

/// <summary>An invitation as it is kept.</summary>
public sealed record InvitationRow(
    Guid Invitation, Guid Programme, string Municipality, string[] Roles, string Sealed, Guid SentBy, DateTimeOffset SentAt, DateTimeOffset ExpiresAt)
{
    public Role[] ToRoles() => [.. Roles.Select(Enum.Parse<Role>)];
}

/// <summary>An invitation in the hand of who was invited.</summary>
/// <param name="Person">Somebody who has an account already.</param>
public sealed record OpenInvitation(InvitationRow Row, ProgrammeView Here, string Email, string Language, string Name, Guid? Person)
{
    /// <summary>Who is made when nobody is known by that address.</summary>
    public Guid Newcomer => DerivedId.From("person", Row.Invitation);
}

using System.Text.Json;
using Activation.Domain.Consents;
using Activation.Web.Features.People;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Hosting;
using Activation.Web.Platform.Identity;
using Activation.Web.Platform.Mail;

namespace Activation.Web.Features.Consents;

/// <summary>A question in the hand of the one it is for.</summary>
/// <param name="MayAgree">A yes is still taken; else a yes is only taken back.</param>
public sealed record OpenQuestion(ProgrammeView Here, Guid Person, ConsentPurpose Purpose, Guid? Subject, bool MayAgree);

/// <summary>
/// Links by which one person answers one question, without signing in. A yes is taken for thirty days, so that a letter that is found later says yes for
/// nobody. Taken back it is for as long as it stands: whoever said yes by a link must be able to take it back by the same one. Opening it changes nothing.
/// </summary>
public sealed class ConsentLinks(Views views, OwnAddress address, ProgrammeDirectory programmes, IMail mail, TimeProvider clock)
{
    /// <summary>Nobody is asked the same again and again, and so long a question waits for its yes: then it may be asked anew.</summary>
    static readonly TimeSpan Dose = TimeSpan.FromDays(30);

    /// <summary>There is a yes to be taken back, however it was given.</summary>
    const string Stands = """
        exists (select from consent c where c.programme = l.programme and c.person = l.person and c.purpose = l.purpose and c.subject = l.subject
                                        and c.withdrawn_at is null)
        """;

    /// <summary>It expires for a yes. Links that were made when a yes was taken for longer expire like those that are made now.</summary>
    public static string Ddl => """
        create table if not exists hub.consent_link (link uuid primary key, hash bytea not null unique, programme uuid not null, person uuid not null,
          purpose text not null, subject uuid not null, asked_at timestamptz not null, expires_at timestamptz not null);
        create index if not exists consent_link_person on hub.consent_link (person);
        update hub.consent_link set expires_at = asked_at + interval '30 days' where expires_at > asked_at + interval '30 days';
        """;

    /// <summary>Asks by mail.</summary>
    /// <param name="about">What it is about, in the reader's words; the programme's name when it is about that.</param>
    /// <returns>False when the same was asked lately.</returns>
    public async Task<bool> Ask(ProgrammeView here, PersonRow person, ConsentPurpose purpose, Guid? subject, string about)
    {
        if (await Make(here.Id, person.Person, purpose, subject) is not { } link) return false;
        await mail.Send(new Letter(person.Email, person.Language, "consents.letter", about, here.Card.Organisation)
        {
            From = here.Card.Name, Links = [new LetterLink("consents.letter-button", link)],
        });
        return true;
    }

    /// <summary>Null when the same was asked lately.</summary>
    public async Task<Uri?> Make(Guid programme, Guid person, ConsentPurpose purpose, Guid? subject)
    {
        var (secret, now) = (Secret.Make(), clock.GetUtcNow());
        var made = await views.Execute(
            """
            insert into hub.consent_link (link, hash, programme, person, purpose, subject, asked_at, expires_at)
            select @link, @hash, @programme, @person, @kept, @about, @now, @until where not exists (select from hub.consent_link
             where programme = @programme and person = @person and purpose = @kept and subject = @about and asked_at > @since)
            """,
            new
            {
                link = Guid.CreateVersion7(), hash = Secret.Hash(secret), programme, person, kept = JsonNamingPolicy.SnakeCaseLower.ConvertName(purpose.ToString()),
                about = subject ?? Guid.Empty, now, until = now + Dose, since = now - Dose,
            });
        return made == 1 ? address.Of($"/consent/{secret}") : null;
    }

    /// <summary>What a link asks; null when it asks nothing any more, is none of ours, or its person is known no longer. Nothing changes by asking.</summary>
    public async Task<OpenQuestion?> Find(string secret)
    {
        var row = await views.Everywhere.One<LinkRow>(
            $"""
            select l.programme, l.person, l.purpose, l.subject, l.expires_at > @now as may_agree from hub.consent_link l join hub.person p using (person)
             where l.hash = @hash and (l.expires_at > @now or {Stands})
            """,
            new { hash = Secret.Hash(secret), now = clock.GetUtcNow() });
        if (row is null || await programmes.Find(row.Programme) is not { } here) return null;
        return new OpenQuestion(here, row.Person, row.Purpose, row.Subject == Guid.Empty ? null : row.Subject, row.MayAgree);
    }

    public Task Sweep(DateTimeOffset now) => views.Execute($"delete from hub.consent_link l where l.expires_at < @now and not {Stands}", new { now });

    sealed record LinkRow(Guid Programme, Guid Person, ConsentPurpose Purpose, Guid Subject, bool MayAgree);
}

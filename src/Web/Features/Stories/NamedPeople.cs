using Activation.Domain.Stories;
using Activation.Web.Features.People;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Hosting;
using Activation.Web.Platform.Identity;
using Activation.Web.Platform.Mail;

namespace Activation.Web.Features.Stories;

/// <summary>A question to somebody who is named in a story.</summary>
public sealed record ConsentAsk(Guid Programme, Guid Story, Guid Person, DateTimeOffset AskedAt);

/// <summary>
/// Those who are named or shown in stories, and the link by which each says yes or no: for one story, without an account, for as long as the story
/// is there, since a yes may be taken back whenever they like. The link itself is nowhere; the name is where all names are.
/// </summary>
public sealed class NamedPeople(Views views, PeopleDirectory people, IMail mail, OwnAddress address, TimeProvider clock, Streams streams)
{
    /// <summary>A domain that never exists: of those whose address is not kept.</summary>
    const string NoAddress = "utan-adress.invalid";

    /// <summary>Nobody is written to again and again.</summary>
    static readonly TimeSpan Dose = TimeSpan.FromDays(1);

    public static string Ddl => """
        create table if not exists hub.story_ask (link bytea primary key, programme uuid not null, story uuid not null, person uuid not null,
          asked_at timestamptz not null, unique (story, person));
        alter table hub.story_ask add column if not exists mailed boolean not null default false;
        create index if not exists story_ask_person on hub.story_ask (person);
        """;

    /// <summary>
    /// Who somebody is: a member here, by their address, or somebody new. Of those who are known elsewhere nothing is learnt by typing their address,
    /// and of those who are no members none is kept.
    /// </summary>
    /// <param name="newcomer">Who it is when it is somebody new.</param>
    public async Task<Guid> Known(Guid programme, Guid newcomer, string name, string? email, string language)
    {
        if (email is not null && (await views.Everywhere.Column<Guid>(
                "select p.person from hub.person p join member m on m.member = p.person where m.programme = @programme and not m.\"left\" and lower(p.email) = lower(@email)",
                new { programme, email })) is [var member]) return member;
        await people.Add([new PersonRow(newcomer, name, $"{newcomer:N}@{NoAddress}", language)]);
        return newcomer;
    }

    /// <summary>Makes the link anew and sends it where there is an address; the one before opens nothing.</summary>
    /// <param name="email">Where to, this once; null for the address that the person has here, if any.</param>
    /// <returns>
    /// The link, to be handed over; null when it went by mail: then nobody but its reader has it. Neither when it went by mail before, to an address
    /// that is not kept: that link stays the only one.
    /// </returns>
    public async Task<(Uri? Link, bool IsMailed)> Ask(ProgrammeView here, Guid story, Guid person, string headline, string? email = null)
    {
        var row = await people.Find(person);
        var to = email ?? (row is null || row.Email.EndsWith($"@{NoAddress}", StringComparison.Ordinal) ? null : row.Email);
        var (secret, now) = (Secret.Make(), clock.GetUtcNow());
        var asked = await views.Execute(
            """
            insert into hub.story_ask (link, programme, story, person, asked_at, mailed) values (@link, @Id, @story, @person, @now, @to::text is not null)
            on conflict (story, person) do update set link = excluded.link, asked_at = excluded.asked_at, mailed = excluded.mailed
               where case when @to::text is null then not hub.story_ask.mailed else hub.story_ask.asked_at < @since end
            """,
            new { link = Secret.Hash(secret), here.Id, story, person, now, to, since = now - Dose });
        if (to is null) return (asked == 1 ? address.Of($"/consent/story/{secret}") : null, false);
        if (asked == 1)
            await mail.Send(new Letter(to, row?.Language ?? here.Card.Languages[0], "story-consent.letter", Domain.Text.Line(headline), Domain.Text.Line(here.Card.Name))
            {
                From = here.Card.Name, Links = [new LetterLink("story-consent.letter-open", address.Of($"/consent/story/{secret}"))],
            });
        return (null, true);
    }

    /// <summary>They are in this story no longer. Who is known for nothing else is forgotten with it.</summary>
    public Task Release(Guid story, Guid person) => views.Execute(
        """
        delete from hub.story_ask where story = @story and person = @person;
        delete from hub.person p where p.person = @person and p.email like '%@' || @NoAddress
           and not exists (select from hub.story_ask a where a.person = p.person) and not exists (select from member m where m.member = p.person)
        """,
        new { story, person, NoAddress });

    /// <summary>What a link is for; null when it is none of ours. Nothing changes by asking.</summary>
    public Task<ConsentAsk?> Find(string secret) => views.Everywhere.One<ConsentAsk>(
        "select programme, story, person, asked_at from hub.story_ask where link = @hash", new { hash = Secret.Hash(secret) });

    /// <summary>Who is forgotten is told of no longer: every story that names them is taken down first.</summary>
    public async Task Withdraw(Guid person, DateTimeOffset now)
    {
        var named = await views.Everywhere.Many<Named>("select story, programme from story where state -> 'people' ? @key", new { key = person.ToString() });
        foreach (var one in named)
            await streams.Decide(
                StreamNames.Story(one.Story), new Writer(one.Programme, null, now, Guid.CreateVersion7()),
                state => Naming.Leave(state, new LeaveStory(person), now));
    }

    sealed record Named(Guid Story, Guid Programme);
}

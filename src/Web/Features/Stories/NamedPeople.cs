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

/// <summary>How somebody was asked, and about which text.</summary>
/// <param name="HasAddress">They are written to where they are known; of everybody else no address is kept.</param>
public sealed record StoryQuestion(Guid Person, bool Mailed, int Edition, bool HasAddress);

/// <summary>What became of asking somebody.</summary>
/// <param name="Link">To be handed over; null when it went by mail: then nobody but its reader has it.</param>
public sealed record Asked(AskOutcome Outcome, Uri? Link = null);

public enum AskOutcome
{
    Handed,
    Mailed,

    /// <summary>They were written to within a day, and that link holds.</summary>
    Today,

    /// <summary>The address has had its letters of the day.</summary>
    TooMany,

    /// <summary>They were written to, and the address was not kept: a link in other hands would answer for them.</summary>
    AddressGone,
}

/// <summary>
/// Those who are named or shown in stories, and the link by which each says yes or no: for one story, without an account, for as long as the story
/// is there, since a yes may be taken back whenever they like. The link itself is nowhere; the name is where all names are.
/// </summary>
public sealed class NamedPeople(Views views, PeopleDirectory people, IMail mail, OwnAddress address, AddressMarks marks, TimeProvider clock, Streams streams)
{
    /// <summary>A domain that never exists: of those whose address is not kept.</summary>
    const string NoAddress = "utan-adress.invalid";

    /// <summary>Nobody is written to again and again.</summary>
    static readonly TimeSpan Dose = TimeSpan.FromDays(1);

    /// <summary>Letters that one address gets within a dose, whoever asks, in whatever story and under whatever name.</summary>
    public const int LettersADose = 3;

    public static string Ddl => """
        create table if not exists hub.story_ask (link bytea primary key, programme uuid not null, story uuid not null, person uuid not null,
          asked_at timestamptz not null, unique (story, person));
        alter table hub.story_ask add column if not exists mailed boolean not null default false;
        alter table hub.story_ask add column if not exists edition int not null default -1;
        alter table hub.story_ask add column if not exists answered_by bytea[] not null default '{}';
        create index if not exists story_ask_person on hub.story_ask (person);
        create index if not exists story_ask_answered_by on hub.story_ask using gin (answered_by);
        create table if not exists hub.story_letter (address bytea not null, at timestamptz not null);
        create index if not exists story_letter_address on hub.story_letter (address, at);
        """;

    /// <summary>
    /// Who somebody is: a member here, by their address, or somebody new. Of those who are known elsewhere nothing is learnt by typing their address,
    /// and of those who are no members none is kept.
    /// </summary>
    /// <param name="newcomer">Who it is when it is somebody new.</param>
    public async Task<Guid> Known(Guid programme, Guid newcomer, string name, string? email, string language)
    {
        if (email is not null && (await views.In(programme).Column<Guid>(
                "select p.person from hub.person p join member m on m.member = p.person where m.programme = @programme and not m.\"left\" and lower(p.email) = lower(@email)",
                new { programme, email })) is [var member]) return member;
        await people.Add([new PersonRow(newcomer, name, $"{newcomer:N}@{NoAddress}", language)]);
        return newcomer;
    }

    /// <summary>
    /// Makes a link and sends it where there is an address. A link by which nobody has answered opens nothing from then on; one by which they did stays
    /// beside the new one, since it takes back what is shown.
    /// </summary>
    /// <param name="email">Where to, this once; null for the address that the person has here, if any.</param>
    public async Task<Asked> Ask(ProgrammeView here, StoryRow story, Guid person, string headline, string? email = null)
    {
        var row = await people.Find(person);
        var to = email ?? (row is null || row.Email.EndsWith($"@{NoAddress}", StringComparison.Ordinal) ? await MakersAddress(here.Id, person) : row.Email);
        if (to is not null && await HasHadEnough(to)) return new(AskOutcome.TooMany);
        var secret = Secret.Make();
        if (!await Note(here.Id, story, person, secret, to is not null)) return new(to is null ? AskOutcome.AddressGone : AskOutcome.Today);
        if (to is null) return new(AskOutcome.Handed, address.Of($"/consent/story/{secret}"));
        // Kept for a day, and as a mark: it says how often, and not to whom.
        await views.Execute("insert into hub.story_letter values (@mark, @now)", new { mark = MarkOf(to), now = clock.GetUtcNow() });
        await mail.Send(new Letter(to, row?.Language ?? here.Card.Languages[0], "story-consent.letter", Domain.Text.Line(headline), Domain.Text.Line(here.Card.Name))
        {
            From = here.Card.Name, Links = [new LetterLink("story-consent.letter-open", address.Of($"/consent/story/{secret}"))],
        });
        return new(AskOutcome.Mailed);
    }

    // Nothing of what was given out before changes unless the new link can go where it belongs: nobody but its reader has one that went by mail, and nobody
    // is mailed twice within a dose.
    async Task<bool> Note(Guid programme, StoryRow story, Guid person, string secret, bool mailed) => 1 == await views.Execute(
        """
        insert into hub.story_ask (link, programme, story, person, asked_at, mailed, edition) values (@link, @programme, @story, @person, @now, @mailed, @Edition)
        on conflict (story, person) do update set link = excluded.link, asked_at = excluded.asked_at, mailed = excluded.mailed, edition = excluded.edition,
              answered_by = case when @answered then hub.story_ask.answered_by || hub.story_ask.link else hub.story_ask.answered_by end
           where not hub.story_ask.mailed or @mailed and hub.story_ask.asked_at < @since
        """,
        new
        {
            link = Secret.Hash(secret), programme, story = story.Story, person, now = clock.GetUtcNow(), mailed, story.State.Edition,
            answered = story.State.People.GetValueOrDefault(person) != ConsentAnswer.Waiting, since = clock.GetUtcNow() - Dose,
        });

    /// <summary>Who was asked about a story, how, and about which text.</summary>
    public async Task<IReadOnlyDictionary<Guid, StoryQuestion>> Questions(Guid programme, Guid story) => (await views.In(programme).Many<StoryQuestion>(
        """
        select a.person, a.mailed, a.edition, coalesce(p.email not like '%@' || @NoAddress, false)
                 or exists (select from hub.work w where w.programme = a.programme and w.person = a.person and w.email is not null) as has_address
          from hub.story_ask a left join hub.person p using (person) where a.programme = @programme and a.story = @story
        """,
        new { programme, story, NoAddress })).ToDictionary(one => one.Person);

    /// <summary>Of who handed in what the story tells of, and is no member: it lies with the work.</summary>
    async Task<string?> MakersAddress(Guid programme, Guid person) => await views.In(programme).Column<string>(
        "select email from hub.work where programme = @programme and person = @person and email is not null limit 1", new { programme, person }) is [var address] ? address : null;

    /// <summary>So many letters have gone there within a day that another would be a nuisance, or is meant to be one.</summary>
    public Task<bool> HasHadEnough(string email) => views.Everywhere.Value<bool>(
        "select count(*) >= @LettersADose from hub.story_letter where address = @mark and at > @since", new { LettersADose, mark = MarkOf(email), since = clock.GetUtcNow() - Dose });

    /// <summary>Which addresses were written to is kept for as long as it holds back the next letter, and no longer.</summary>
    public Task ForgetLetters() => views.Execute("delete from hub.story_letter where at < @since", new { since = clock.GetUtcNow() - Dose });

    byte[] MarkOf(string email) => marks.Of("hub.story_letter", email.ToLowerInvariant());

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
        "select programme, story, person, asked_at from hub.story_ask where link = @hash or answered_by @> array[@hash]", new { hash = Secret.Hash(secret) });

    /// <summary>Who is forgotten is told of no longer: every story that names them is taken down first.</summary>
    public async Task Withdraw(Guid person, DateTimeOffset now)
    {
        var named = await views.Everywhere.Many<Named>("select story, programme from story where state -> 'people' ? @key", new { key = person.ToString() });
        foreach (var one in named)
            await streams.Decide(
                StreamNames.Story(one.Story), new Writer(one.Programme, null, now, Guid.CreateVersion7()),
                state => Naming.Leave(state, new LeaveStory(person), now));
    }

    /// <summary>
    /// Who never answers has not said yes, and is not kept waiting for ever: it counts as a no, so that they are taken out of what is told before it is
    /// published, and their name goes, as that of whoever has said no. Whoever has said yes meanwhile stays.
    /// </summary>
    public async Task GiveUp(Guid programme, Guid story, Guid person, DateTimeOffset now)
    {
        var still = false;
        await streams.Decide(StreamNames.Story(story), new Writer(programme, null, now, Guid.CreateVersion7()), state =>
        {
            var answer = state.People.GetValueOrDefault(person, ConsentAnswer.No);
            still = answer is ConsentAnswer.Waiting or ConsentAnswer.No;
            return answer == ConsentAnswer.Waiting ? Naming.Leave(state, new LeaveStory(person), now) : Domain.Decision.Accept();
        });
        if (still) await Release(story, person);
    }

    sealed record Named(Guid Story, Guid Programme);
}

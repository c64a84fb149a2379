using Activation.Domain.Members;
using Activation.Domain.Nudges;
using Activation.Domain.Nudges.Rules;
using Activation.Domain.Stories;
using Activation.Web.Features.Me;
using Activation.Web.Features.Members;
using Activation.Web.Features.Nudges.Families;
using Activation.Web.Features.People;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Hosting;
using Activation.Web.Platform.Mail;

namespace Activation.Web.Features.Nudges;

/// <summary>
/// The week in seven lines: one thing that needs the reader, what else was asked of them and found no room, what they were to be told and what moved near
/// them, one good example.
/// Nothing waits and nothing moved: no letter. Who is in several programmes has one letter and seven lines for all of them.
/// </summary>
public sealed class Digest(Views views, MemberDirectory members, ProgrammeDirectory programmes, NextStep next, NudgeWords words, NudgeLinks links, Texts texts, OwnAddress address, TimeProvider clock)
{
    /// <summary>With the thing that waits and the example, seven lines.</summary>
    const int Most = 5;

    const int ExampleDays = 90;

    /// <summary>What moved and is so no more is no news: of an initiative <c>i</c> and perhaps an activity <c>a</c>.</summary>
    public const string StillSo = "i.state in ('proposed', 'active', 'completed') and i.merged_into is null and a.state is distinct from 'cancelled'";

    /// <summary>On the button of what has a page and no tap.</summary>
    const string Do = "nudges.digest-do";

    static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>A programme in which the reader is.</summary>
    sealed record Home(ProgrammeView Here, Actor Me);

    /// <summary>In the language of the request.</summary>
    /// <param name="letter">The nudge that it is.</param>
    /// <param name="here">Whose turn it was to write it.</param>
    /// <param name="waiting">Nudges that wait for room, the most urgent first: they are told here and do not come by themselves any more.</param>
    public async Task<Letter?> Of(NudgeRow letter, PersonRow person, ProgrammeView here, IReadOnlyList<NudgeRow> waiting)
    {
        if (await Homes(here, person.Person) is not { Count: > 0 } homes) return null;
        // An earlier try did not arrive: what it would have begun with was not asked.
        if (letter.Attempts > 0) await PutDown(letter, null);
        // What only tells begins nothing: it is among what happened.
        var asks = waiting.Where(one => one.Kind.Rules().IsAsk).ToList();
        var first = asks.Count > 0 ? await Told(asks[0], person.Person, homes) : await Step(homes);
        var (others, news) = (await Lines(asks.Skip(1), person.Person, homes), await Lines(waiting.Except(asks), person.Person, homes));
        IReadOnlyList<LetterLine> moved = [.. news, .. await Moved(homes, Most - others.Count - news.Count)];
        if (first is null && moved.Count == 0) return null;
        if (first?.Begun is not null) await PutDown(letter, first?.Begun);
        var sections = new List<LetterSection>();
        if (others.Count > 0) sections.Add(new("nudges.digest-waiting", others));
        if (moved.Count > 0) sections.Add(new("nudges.digest-moved", moved));
        if (await Example(homes) is { } example) sections.Add(new("nudges.digest-example", [example]));
        return new Letter(
            person.Email, person.Language, $"nudges.{NudgeKind.WeeklyDigest.Kebab()}", string.Join(", ", homes.Select(home => home.Here.Card.Name)),
            first?.Words ?? texts["nudges.digest-quiet"])
        {
            Links = first?.Links ?? [new LetterLink("nudges.digest-open", address.Of($"/p/{here.Slug}"))],
            Note = first?.Links.Any(link => link.Key != Do) == true || asks.Count > 1 ? NudgeLetters.Note : null,
            Sections = sections,
        };
    }

    /// <summary>The one thing that needs the reader, with all that may be done about it at a tap, or its page.</summary>
    /// <param name="Begun">What stands still without a nudge of its own: that the letter asked is put down, since there are two reminders and no more.</param>
    sealed record Thing(string Words, IReadOnlyList<LetterLink> Links, Standing? Begun = null);

    Task PutDown(NudgeRow letter, Standing? begun) => views.Execute(
        "update hub.nudge set first_kind = @kind, first_object = @Object where nudge = @Nudge", new { letter.Nudge, kind = begun is null ? null : Stored.Name(begun.Kind), begun?.Object });

    async Task<Thing?> Step(IReadOnlyList<Home> homes)
    {
        foreach (var home in homes)
            if (await Step(home.Here, home.Me) is { } thing) return thing;
        return null;
    }

    async Task<Thing?> Step(ProgrammeView here, Actor me)
    {
        var now = clock.GetUtcNow();
        var scope = new Scope(views.In(here.Id), NudgeFinder.Time(here, now), here.Rules.On(here.Today(now)), People: [me.Member]);
        if (await FirstLine.Of(scope) is not [var one, ..]) return null;
        var (ticket, taps) = (next.About(here, one), await links.Of(one.Kind, one.Subject, me.Member, here));
        return new($"{ticket.Title} {ticket.Text}", taps.Count > 0 ? taps : [new LetterLink(Do, address.Of(ticket.Href))], one);
    }

    async Task<Thing> Told(NudgeRow nudge, Guid reader, IReadOnlyList<Home> homes)
    {
        var text = words.Of(nudge.Kind, nudge.Args);
        var subject = text.Subject.EndsWith('?') || text.Subject.EndsWith('.') ? text.Subject : $"{text.Subject}.";
        return new(text.Paragraphs is [var lead, ..] ? $"{subject} {lead}" : subject, await links.Of(nudge, reader, Of(nudge, homes), Do));
    }

    async Task<IReadOnlyList<LetterLine>> Lines(IEnumerable<NudgeRow> nudges, Guid reader, IReadOnlyList<Home> homes)
    {
        var lines = new List<LetterLine>();
        foreach (var nudge in nudges)
            lines.Add(new($"{NudgeWords.KeyOf(nudge.Kind, nudge.Args)}-subject", NudgeArgs.Of(nudge.Kind, nudge.Args), await links.First(nudge, reader, Of(nudge, homes))));
        return lines;
    }

    static ProgrammeView Of(NudgeRow nudge, IReadOnlyList<Home> homes) => (homes.FirstOrDefault(home => home.Here.Id == nudge.Programme) ?? homes[0]).Here;

    /// <summary>The newest of all programmes.</summary>
    async Task<IReadOnlyList<LetterLine>> Moved(IReadOnlyList<Home> homes, int most)
    {
        var all = new List<(long Position, LetterLine Line)>();
        foreach (var home in homes) all.AddRange(await Moved(home.Here, home.Me, most));
        return [.. all.OrderByDescending(one => one.Position).Take(most).Select(one => one.Line)];
    }

    /// <summary>The newest of each initiative that one is in or that is at home where one is.</summary>
    async Task<IEnumerable<(long Position, LetterLine Line)>> Moved(ProgrammeView here, Actor me, int most)
    {
        Reach.Into(here.Id);
        var rows = await views.Many<MovedRow>(
            $"""
            select * from (
              select distinct on (h.initiative) h.initiative, h.kind, h.position, i.number, coalesce(a.title, i.title) as title, coalesce(a.municipality, i.municipality) as municipality
                from happening h join initiative i using (initiative) left join activity a on a.activity = h.activity
               where h.programme = @Id and h.at > @since and h.actor is distinct from @Member
                 and h.kind in ('initiative-proposed', 'activity-approved', 'activity-carried-out', 'initiative-completed') and {StillSo}
                 and (i.municipality = @Municipality or @Municipality = any(i.partners) or i.proposer = @Member or a.owner = @Member
                      or exists (select from pledge p where p.initiative = i.initiative and p.member = @Member))
               order by h.initiative, h.position desc) newest
             order by position desc limit @most
            """,
            new { here.Id, me.Member, me.Municipality, since = clock.GetUtcNow() - Week, most });
        return rows.Select(row => (row.Position, new LetterLine($"nudges.digest-{Happened(row.Kind)}", [row.Title, here.NameOf(row.Municipality)], At(here, row.Number))));
    }

    async Task<LetterLine?> Example(IReadOnlyList<Home> homes)
    {
        foreach (var home in homes)
            if (await Example(home.Here, home.Me) is { } example) return example;
        return null;
    }

    /// <summary>What went well somewhere else and is not the reader's: the newest while it is new, after that each of them for a week.</summary>
    async Task<LetterLine?> Example(ProgrammeView here, Actor me)
    {
        Reach.Into(here.Id);
        var now = clock.GetUtcNow();
        var rules = here.Rules.On(here.Today(now));
        var rows = await views.Many<ExampleRow>(
            """
            select i.number, a.title, a.municipality, a.participant_grades, a.coordinator_grades, a.carried_out_at from activity a join initiative i using (initiative)
             where a.programme = @Id and a.state = 'carried_out' and a.municipality <> @Municipality and a.carried_out_at > @since and @Member not in (a.owner, i.proposer)
               and cardinality(a.participant_grades) + cardinality(a.coordinator_grades) >= @PublishedFrom
               and not exists (select from declined_example d where d.programme = a.programme and d.initiative = a.initiative and d.municipality = @Municipality)
             order by a.carried_out_at desc limit 20
            """,
            new { here.Id, me.Member, me.Municipality, since = now.AddDays(-ExampleDays), rules.PublishedFrom });
        var good = rows.Where(row => row.Outcome.Sums.IsGood(rules)).ToList();
        if (good.Count == 0) return null;
        var one = good[0].CarriedOutAt > now - Week ? good[0] : good[here.Today(now).DayNumber / 7 % good.Count];
        return new LetterLine("nudges.digest-outcome", [one.Title, here.NameOf(one.Municipality), one.Outcome.Shown(rules), one.Outcome.Raters], At(here, one.Number));
    }

    static string Happened(string kind) => kind switch
    {
        "initiative-proposed" => "proposed",
        "activity-approved" => "approved",
        "activity-carried-out" => "carried-out",
        _ => "completed",
    };

    Uri At(ProgrammeView here, int number) => address.Of($"/p/{here.Slug}/initiatives/{number}");

    /// <summary>All programmes in which somebody is, the one that writes first; none when they are not in that one.</summary>
    async Task<IReadOnlyList<Home>> Homes(ProgrammeView here, Guid person)
    {
        if (await members.Find(here.Id, person) is not { } me) return [];
        var homes = new List<Home> { new(here, me) };
        foreach (var id in await views.Everywhere.Column<Guid>(
                     "select programme from member where member = @person and programme <> @Id and not \"left\" order by programme", new { person, here.Id }))
            if (await programmes.Find(id) is { } there && await members.Find(id, person) is { } self) homes.Add(new(there, self));
        return homes;
    }

    sealed record MovedRow(long Position, string Kind, int Number, string Title, string Municipality);

    sealed record ExampleRow(int Number, string Title, string Municipality, int[] ParticipantGrades, int[] CoordinatorGrades, DateTimeOffset CarriedOutAt)
    {
        [System.Text.Json.Serialization.JsonIgnore]
        public Domain.Scoring.Outcome Outcome => new(ParticipantGrades, CoordinatorGrades);
    }
}

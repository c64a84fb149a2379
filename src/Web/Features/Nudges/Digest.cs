using Activation.Domain.Members;
using Activation.Domain.Nudges;
using Activation.Domain.Nudges.Rules;
using Activation.Web.Features.Me;
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
public sealed class Digest(Views views, DigestReading reading, NextStep next, NudgeWords words, NudgeLinks links, Texts texts, OwnAddress address, TimeProvider clock)
{
    /// <summary>With the thing that waits and the example, seven lines.</summary>
    const int Most = 5;

    /// <summary>On the button of what has a page and no tap.</summary>
    const string Do = "nudges.digest-do";

    /// <summary>What letters to all of these need is read at once.</summary>
    /// <param name="here">Whose turn it is to write them.</param>
    public Task<DigestFacts> Read(ProgrammeView here, IReadOnlyCollection<Guid> readers) => reading.Of(here, readers, Most);

    /// <summary>In the language of the request.</summary>
    /// <param name="letter">The nudge that it is.</param>
    /// <param name="here">Whose turn it was to write it.</param>
    /// <param name="waiting">Nudges that wait for room, the most urgent first: they are told here and do not come by themselves any more.</param>
    /// <param name="facts">What was read for a batch in which this reader is.</param>
    public async Task<Letter?> Of(NudgeRow letter, PersonRow person, ProgrammeView here, IReadOnlyList<NudgeRow> waiting, DigestFacts facts)
    {
        if (facts.Homes(person.Person) is not { Count: > 0 } homes) return null;
        // An earlier try did not arrive: what it would have begun with was not asked.
        if (letter.Attempts > 0) await PutDown(letter, null);
        // What only tells begins nothing: it is among what happened.
        var asks = waiting.Where(one => one.Kind.Rules().IsAsk).ToList();
        var first = asks.Count > 0 ? await Told(asks[0], person.Person, homes) : await Step(homes, facts);
        var (others, news) = (await Lines(asks.Skip(1), person.Person, homes), await Lines(waiting.Except(asks), person.Person, homes));
        IReadOnlyList<LetterLine> moved = [.. news, .. Moved(homes, facts).Take(Most - others.Count - news.Count)];
        if (first is null && moved.Count == 0) return null;
        if (first?.Begun is not null) await PutDown(letter, first?.Begun);
        var sections = new List<LetterSection>();
        if (others.Count > 0) sections.Add(new("nudges.digest-waiting", others));
        if (moved.Count > 0) sections.Add(new("nudges.digest-moved", moved));
        if (Example(homes, facts) is { } example) sections.Add(new("nudges.digest-example", [example]));
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

    async Task<Thing?> Step(IReadOnlyList<DigestHome> homes, DigestFacts facts)
    {
        foreach (var (here, me) in homes)
        {
            if (facts.First(here, me) is not { } one) continue;
            var (ticket, taps) = (next.About(here, one), await links.Of(one.Kind, one.Subject, me.Member, here));
            return new($"{Ended(ticket.Title)} {ticket.Text}", taps.Count > 0 ? taps : [new LetterLink(Do, address.Of(ticket.Href))], one);
        }

        return null;
    }

    /// <summary>With something after it, a heading is a sentence.</summary>
    static string Ended(string heading) => heading.Length > 0 && ".?!".Contains(heading[^1], StringComparison.Ordinal) ? heading : $"{heading}.";

    async Task<Thing> Told(NudgeRow nudge, Guid reader, IReadOnlyList<DigestHome> homes)
    {
        var text = words.Of(nudge.Kind, nudge.Args);
        var subject = Ended(text.Subject);
        return new(text.Paragraphs is [var lead, ..] ? $"{subject} {lead}" : subject, await links.Of(nudge, reader, Of(nudge, homes), Do));
    }

    async Task<IReadOnlyList<LetterLine>> Lines(IEnumerable<NudgeRow> nudges, Guid reader, IReadOnlyList<DigestHome> homes)
    {
        var lines = new List<LetterLine>();
        foreach (var nudge in nudges)
            lines.Add(new($"{NudgeWords.KeyOf(nudge.Kind, nudge.Args)}-subject", NudgeArgs.Of(nudge.Kind, nudge.Args), await links.First(nudge, reader, Of(nudge, homes))));
        return lines;
    }

    static ProgrammeView Of(NudgeRow nudge, IReadOnlyList<DigestHome> homes) => (homes.FirstOrDefault(home => home.Here.Id == nudge.Programme) ?? homes[0]).Here;

    /// <summary>The newest of all programmes.</summary>
    IEnumerable<LetterLine> Moved(IReadOnlyList<DigestHome> homes, DigestFacts facts) =>
        from home in homes
        from row in facts.Moved(home.Here, home.Me)
        orderby row.Position descending
        select new LetterLine($"nudges.digest-{Happened(row.Kind)}", [row.Title, home.Here.NameOf(row.Municipality)], At(home.Here, row.Number));

    LetterLine? Example(IReadOnlyList<DigestHome> homes, DigestFacts facts) => homes.Select(home => Example(home.Here, home.Me, facts)).FirstOrDefault(line => line is not null);

    /// <summary>What went well somewhere else and is not the reader's: the newest while it is new, after that each of them for a week.</summary>
    LetterLine? Example(ProgrammeView here, Actor me, DigestFacts facts)
    {
        var now = clock.GetUtcNow();
        var rules = here.Rules.On(here.Today(now));
        var good = facts.Examples(here, me).Where(row => row.Outcome.Sums.IsGood(rules)).ToList();
        if (good.Count == 0) return null;
        var one = good[0].CarriedOutAt > now - DigestReading.Week ? good[0] : good[here.Today(now).DayNumber / 7 % good.Count];
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
}

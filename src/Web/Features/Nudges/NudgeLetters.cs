using System.Globalization;
using Activation.Domain.Nudges;
using Activation.Web.Features.People;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Mail;

namespace Activation.Web.Features.Nudges;

/// <summary>Writes the letter of a nudge: what it is about, the one tap that answers it, why it came, and how to hear less.</summary>
public sealed class NudgeLetters(ChoiceLinks choices, NudgeLinks links, Digest digest)
{
    /// <summary>Below what is done at a tap.</summary>
    public const string Note = "nudges.letter-note";

    public async Task<LetterOf> For(ProgrammeView here, IReadOnlyCollection<Guid> readers)
    {
        var facts = await digest.Read(here, readers);
        return (nudge, person, there, waiting) => Of(nudge, person, there, waiting, facts);
    }

    // Null when there is nothing to tell: then nothing is sent.
    async Task<Letter?> Of(NudgeRow nudge, PersonRow person, ProgrammeView here, IReadOnlyList<NudgeRow> waiting, DigestFacts facts)
    {
        // What the week's letter tells is read in the reader's language; who called this goes on in their own.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture =
            (Platform.Look.Languages.All.FirstOrDefault(language => language.Code == person.Language) ?? Platform.Look.Languages.All[0]).Culture;
        var letter = nudge.Kind == NudgeKind.WeeklyDigest ? await digest.Of(nudge, person, here, waiting, facts) : await Single(nudge, person, here);
        return letter is null ? null : letter with
        {
            From = here.Card.Name,
            Quiet = [new("nudges.letter-all", choices.Page(person.Person, nudge.Kind))],
            // What people are owed is told in any case: no button says otherwise.
            Unsubscribe = nudge.Kind.Rules().IsOwed ? null : choices.Off(person.Person, nudge.Kind),
        };
    }

    async Task<Letter> Single(NudgeRow nudge, PersonRow person, ProgrammeView here)
    {
        var key = NudgeWords.KeyOf(nudge.Kind, nudge.Args);
        var open = $"{key}-action";
        var ways = await links.Of(nudge, person.Person, here, open);
        return new Letter(person.Email, person.Language, key, NudgeArgs.Of(nudge.Kind, nudge.Args)) { Links = ways, Note = ways.Any(link => link.Key != open) ? Note : null };
    }
}

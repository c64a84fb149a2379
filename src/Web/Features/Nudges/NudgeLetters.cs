using System.Globalization;
using Activation.Domain.Nudges;
using Activation.Web.Features.Deeds;
using Activation.Web.Features.People;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Hosting;
using Activation.Web.Platform.Mail;

namespace Activation.Web.Features.Nudges;

/// <summary>Writes the letter of a nudge: what it is about, the one tap that answers it, why it came, and how to hear less.</summary>
public sealed class NudgeLetters(DeedLinks deeds, ChoiceLinks choices, NudgeTargets targets, Digest digest, OwnAddress address)
{
    /// <summary>A tap is of use for so long; after that the page says where to go.</summary>
    static readonly TimeSpan TapLasts = TimeSpan.FromDays(30);

    /// <summary>Null when there is nothing to tell: then nothing is sent.</summary>
    /// <param name="waiting">What waits for room, for the letter of the week.</param>
    public async Task<Letter?> Of(NudgeRow nudge, PersonRow person, ProgrammeView here, IReadOnlyList<NudgeRow> waiting)
    {
        // What the week's letter tells is read in the reader's language; who called this goes on in their own.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture =
            (Platform.Look.Languages.All.FirstOrDefault(language => language.Code == person.Language) ?? Platform.Look.Languages.All[0]).Culture;
        var letter = nudge.Kind == NudgeKind.WeeklyDigest ? await digest.Of(person, here, waiting) : await Single(nudge, person, here);
        return letter is null ? null : letter with
        {
            From = here.Card.Name,
            Quiet = [new("nudges.letter-all", choices.Page(person.Person, nudge.Kind))],
            // What people are owed is told in any case: no button says otherwise.
            Unsubscribe = nudge.Kind.Rules().IsOwed ? null : choices.Off(person.Person, nudge.Kind),
        };
    }

    /// <summary>What may be done about a nudge with one tap, the likeliest first; none, or a no to what is to be looked at, leads to its page as well.</summary>
    public static IReadOnlyList<Deed> TapsOf(NudgeKind kind, NudgeAct act) => act switch
    {
        NudgeAct.Plan when kind == NudgeKind.ReadyDraft => [Deed.Submit],
        NudgeAct.Schedule => [Deed.Schedule],
        NudgeAct.TellHow when kind != NudgeKind.Overdue => [Deed.OnTrack, Deed.Help, Deed.Move],
        NudgeAct.TellHow or NudgeAct.Done => [Deed.Done, Deed.Move, Deed.Help, Deed.Close],
        NudgeAct.Rate => [Deed.Rate],
        NudgeAct.StillAlive => [Deed.StillAlive],
        NudgeAct.Look when kind == NudgeKind.FitsYourGap => [Deed.NotForUs],
        _ => [],
    };

    async Task<Letter> Single(NudgeRow nudge, PersonRow person, ProgrammeView here)
    {
        var key = NudgeWords.KeyOf(nudge.Kind, nudge.Args);
        var taps = nudge.Subject is null ? [] : TapsOf(nudge.Kind, nudge.Act);
        var links = new List<LetterLink>();
        if (taps.Count == 0 || nudge.Act == NudgeAct.Look) links.Add(new($"{key}-action", await Where(nudge, person, here)));
        foreach (var tap in taps) links.Add(new($"nudges.do-{tap}", await deeds.Make(tap, here.Id, nudge.Subject!.Value, person.Person, TapLasts)));
        return new Letter(person.Email, person.Language, key, NudgeArgs.Of(nudge.Kind, nudge.Args))
        {
            Links = links, Note = taps.Count > 0 ? "nudges.letter-note" : null,
        };
    }

    async Task<Uri> Where(NudgeRow nudge, PersonRow person, ProgrammeView here) => nudge.Act == NudgeAct.Choose
        ? choices.Page(person.Person, nudge.Kind)
        : address.Of(await targets.PathOf(nudge, here));
}

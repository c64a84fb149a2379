using Activation.Domain.Nudges;
using Activation.Web.Features.Deeds;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Hosting;
using Activation.Web.Platform.Mail;

namespace Activation.Web.Features.Nudges;

/// <summary>Where a letter leads: to one tap for each thing that may be done about a nudge, without signing in, or to its page.</summary>
public sealed class NudgeLinks(DeedLinks deeds, ChoiceLinks choices, NudgeTargets targets, OwnAddress address)
{
    /// <summary>A tap is of use for so long; after that the page says where to go.</summary>
    static readonly TimeSpan TapLasts = TimeSpan.FromDays(30);

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

    /// <summary>All that may be done about it.</summary>
    /// <param name="open">What stands on the button that opens its page, where it has one.</param>
    public async Task<IReadOnlyList<LetterLink>> Of(NudgeRow nudge, Guid reader, ProgrammeView here, string open)
    {
        var taps = Taps(nudge);
        var links = new List<LetterLink>();
        if (taps.Count == 0 || nudge.Act == NudgeAct.Look) links.Add(new(open, await Where(nudge, reader, here)));
        foreach (var tap in taps) links.Add(await Tap(tap, here, nudge.Subject!.Value, reader));
        return links;
    }

    /// <summary>The likeliest, for one line among others.</summary>
    public async Task<Uri> First(NudgeRow nudge, Guid reader, ProgrammeView here) => nudge.Act != NudgeAct.Look && Taps(nudge) is [var tap, ..]
        ? await deeds.Make(tap, here.Id, nudge.Subject!.Value, reader, TapLasts)
        : await Where(nudge, reader, here);

    /// <summary>All that may be done at a tap about something that stands still; none where there is only its page.</summary>
    public async Task<IReadOnlyList<LetterLink>> Of(NudgeKind kind, Guid subject, Guid reader, ProgrammeView here)
    {
        var act = kind switch
        {
            NudgeKind.Overdue => NudgeAct.TellHow,
            NudgeKind.RateOutcome => NudgeAct.Rate,
            NudgeKind.ReadyDraft => NudgeAct.Plan,
            _ => NudgeAct.Look,
        };
        var links = new List<LetterLink>();
        foreach (var tap in TapsOf(kind, act)) links.Add(await Tap(tap, here, subject, reader));
        return links;
    }

    static IReadOnlyList<Deed> Taps(NudgeRow nudge) => nudge.Subject is null ? [] : TapsOf(nudge.Kind, nudge.Act);

    async Task<LetterLink> Tap(Deed tap, ProgrammeView here, Guid subject, Guid reader) => new($"nudges.do-{tap}", await deeds.Make(tap, here.Id, subject, reader, TapLasts));

    async Task<Uri> Where(NudgeRow nudge, Guid reader, ProgrammeView here) =>
        nudge.Act == NudgeAct.Choose ? choices.Page(reader, nudge.Kind) : address.Of(await targets.PathOf(nudge, here));
}

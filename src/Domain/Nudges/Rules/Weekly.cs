using Activation.Domain.Initiatives;
using Activation.Domain.Scoring;

namespace Activation.Domain.Nudges.Rules;

/// <param name="Programme">Its name.</param>
/// <param name="Moved">What happened near this person in the last seven days.</param>
/// <param name="Waiting">What waits for this person to do something, or to be told.</param>
/// <param name="Letters">Those of this week, in whichever programme.</param>
public sealed record WeekOf(Guid Member, string Municipality, string Programme, int Moved, int Waiting, IReadOnlyList<WeekLetter> Letters);

/// <summary>A letter of the week that fell due in a programme.</summary>
/// <param name="IsPassedOn">Nothing came of it there, since there was nothing to tell after all or its reader had left: another programme may write it.</param>
public sealed record WeekLetter(Guid Recipient, Guid Programme, string Period, bool IsPassedOn);

/// <summary>Somebody whom we have asked and who has not answered.</summary>
/// <param name="AskedAt">When each of the asks was told that are unanswered.</param>
/// <param name="HeardAt">When the person last looked, chose, or did anything at all; null when never.</param>
public sealed record Unheard(Guid Member, IReadOnlyList<DateTimeOffset> AskedAt, DateTimeOffset? HeardAt);

/// <summary>Something that stands still until its reader does it: what the letter of the week begins with when nothing waits for room.</summary>
/// <param name="Kind">The nudge that asks for it too.</param>
/// <param name="Subject">The activity, of several the oldest.</param>
/// <param name="Count">How many such things.</param>
/// <param name="Times">How often that nudge told it, was held out or was told in a letter of the week.</param>
/// <param name="FirstAt">When the first of these was.</param>
/// <param name="ToldAt">When anything was last told about it, by bell or mail.</param>
/// <param name="IsUnwanted">Its reader wants none of the kind, or the kind is paused.</param>
/// <param name="ActedAt">When the reader was last at it.</param>
/// <param name="DueOn">The day that has passed; null where none has.</param>
/// <param name="AnsweredAt">When somebody last said that it is on track.</param>
/// <param name="NeedsHelp">Help is asked for, and nobody has said since that it goes on.</param>
/// <param name="Plan">Of a draft: what is in it.</param>
/// <param name="Since">When it was carried out, or answered: from then on it stands still.</param>
public sealed record Standing(
    Guid Member, NudgeKind Kind, string Object, Guid Subject, int Number, string Title, int Count, int Times, DateTimeOffset? FirstAt, DateTimeOffset? ToldAt, bool IsUnwanted,
    DateTimeOffset? ActedAt, DateOnly? DueOn, DateTimeOffset? AnsweredAt, bool NeedsHelp, ActivityPlan? Plan,
    DateTimeOffset? Since = null);

/// <summary>N26 and N27: the week in seven lines, and less when nobody reads them.</summary>
public static class Weekly
{
    public static readonly TimeOnly From = new(8, 45);

    /// <summary>From Tuesday a quarter to nine until the week is over, once; never an empty one.</summary>
    public static DueNudge? Digest(WeekOf week, NudgeTime time) =>
        !HasCome(time) || week.Moved + week.Waiting == 0 || PeriodOf(week, time) is not { } period ? null
        : new DueNudge(
            NudgeKind.WeeklyDigest, week.Member, NudgeObject.Oneself, period, week.Municipality, EndOfWeek(time),
            [week.Programme, ""], NudgeDeed.Look());

    /// <summary>
    /// The letter's first line is an ask like others: not of who wants none of its kind, was asked as often as one is, has heard of it today, was at it lately or
    /// has answered, not of what is over, and not of whom chance holds out.
    /// </summary>
    public static bool MayBegin(Standing one, NudgeTime time) =>
        !one.IsUnwanted
        && !IsOver(one, time)
        && !(one.Kind.Rules().Times <= one.Times)
        && !(one.ToldAt is { } told && time.DayOf(told) == time.Today)
        && !(one.ActedAt + NudgePolicy.AfterOwnAct > time.Now)
        && !CarryingOut.IsAnswered(one.DueOn, one.AnsweredAt, one.NeedsHelp, time)
        && (one.Plan is null || Concretisation.Of(one.Plan, time.Today).IsEnoughToSubmit)
        && !HoldOut.Has(one.Member, one.Kind, HoldOut.Quarter(one.FirstAt is { } first ? time.DayOf(first) : time.Today));

    /// <summary>
    /// Three asks since the person was last heard of, and eight weeks since the first of them, counted by the days on which they could be told: we go quiet, and say
    /// so once. What was asked before they did anything was heard, whether they answered it or not.
    /// </summary>
    public static DueNudge? FadingOut(Unheard one, NudgeTime time) =>
        one.AskedAt.Where(at => !(at <= one.HeardAt)).ToList() is not { Count: >= Fading.AsksAtLeast } asks || !time.IsOver(asks.Min(), 7 * Fading.Weeks, one.Member) ? null
        : new DueNudge(
            NudgeKind.FadingOut, one.Member, NudgeObject.Oneself, one.HeardAt is { } last ? NudgeArg.Day(time.DayOf(last)) : "never", null, null,
            [], new(NudgeAct.Choose, null));

    public static bool HasCome(NudgeTime time) => time.Today.DayOfWeek switch
    {
        DayOfWeek.Tuesday => TimeOnly.FromDateTime(time.Now.DateTime) >= From,
        DayOfWeek.Wednesday or DayOfWeek.Thursday or DayOfWeek.Friday => true,
        _ => false,
    };

    // For as long as the nudge of the kind would ask for it, counted as it counts: by the days on which its reader could be told.
    static bool IsOver(Standing one, NudgeTime time) => one.Kind switch
    {
        NudgeKind.RateOutcome => one.Since is { } carriedOut && time.IsOver(carriedOut, Outcomes.Over, one.Member),
        NudgeKind.DecisionMade => one.Since is { } answered && time.IsOver(answered, Approving.ToldWithin, one.Member),
        NudgeKind.Overdue => one.DueOn is { } due && time.DaysSince(due, one.Member) >= CarryingOut.TalkOverdue,
        _ => false,
    };

    // A person has one letter a week: the first programme that has something to tell writes it, and the next one where nothing came of that.
    static string? PeriodOf(WeekOf week, NudgeTime time) =>
        week.Letters.FirstOrDefault(one => one.Programme == time.Programme) is { } own ? own.Period
        : week.Letters.Any(one => !one.IsPassedOn) ? null
        : week.Letters.Count == 0 ? time.Week
        : $"{time.Week}/{NudgeArg.Number(week.Letters.Count + 1)}";

    static DateTimeOffset EndOfWeek(NudgeTime time) =>
        new(time.Today.AddDays(6 - ((int)time.Today.DayOfWeek + 6) % 7).ToDateTime(default), time.Now.Offset);
}

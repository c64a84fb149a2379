using Activation.Domain.Members;
using Activation.Domain.Nudges.Rules;

namespace Activation.Domain.Nudges;

/// <summary>What somebody was told before.</summary>
/// <param name="At">When its turn came, on the programme's clock.</param>
/// <param name="IsOpen">It asks for something that is not done yet, and still could be.</param>
/// <param name="MailedAt">When a mail followed, or may have: a doubt counts as one.</param>
/// <param name="IsVerdict">It told what was decided about their own words.</param>
public sealed record Told(NudgeKind Kind, string Object, DateTimeOffset At, bool IsOpen, DateTimeOffset? MailedAt = null, Guid Nudge = default, bool IsVerdict = false)
{
    /// <summary>Since when it takes room in the dose; null when it takes none. A nudge takes it once, whether it came by bell or by mail; of what rings beside the dose, its mail does.</summary>
    public DateTimeOffset? TakesRoomAt =>
        Kind == NudgeKind.WeeklyDigest || IsVerdict || Kind.Rules().IsOwed ? null
        : Kind.Rules().IsBesideDose ? MailedAt
        : HeardAt;

    /// <summary>When the person was last spoken to by it.</summary>
    public DateTimeOffset HeardAt => MailedAt > At ? MailedAt.Value : At;

    public bool IsOn(DateOnly day) => At.Today() == day || MailedAt?.Today() == day;
}

/// <summary>Everything that is asked before somebody is spoken to.</summary>
/// <param name="Now">On the programme's clock.</param>
/// <param name="IsHere">A member, not erased, with an address.</param>
/// <param name="IsTrue">The rule, asked again just now, finds it still.</param>
/// <param name="ActedAt">When the person last did anything about the object.</param>
/// <param name="Told">What the person was told across all programmes, as far back as it matters.</param>
/// <param name="FirstAt">When the turn of the first of these reminders came, held out or not; null when this is the first.</param>
/// <param name="Digested">When letters of the week told others of the kind: they count for what there may be of it, and not for the dose.</param>
/// <param name="Asked">How many asks of letters of the week are open: they count for what may be open at once.</param>
/// <param name="Aside">How often this reminder was held out, or told by the letter of the week: both use up a time, and neither is in <paramref name="Told"/>.</param>
public sealed record Situation(
    DateTimeOffset Now, SendWindow Window, NudgeChoice Choice, Attention Attention, Absence? Away, bool IsHere, bool IsPaused, bool IsTrue,
    DateTimeOffset? ActedAt, IReadOnlyList<Told> Told, DateTimeOffset? FirstAt = null, int Aside = 0, IReadOnlyList<DateTimeOffset>? Digested = null, int Asked = 0);

/// <summary>May it go out now?</summary>
public abstract record Verdict
{
    /// <summary>It goes.</summary>
    public sealed record Go : Verdict;

    /// <summary>Not now: it is asked again then.</summary>
    public sealed record Wait(NudgeReason Reason, DateTimeOffset Until) : Verdict;

    /// <summary>Never.</summary>
    public sealed record Skip(NudgeReason Reason) : Verdict;
}

/// <summary>How often, when and to whom: the same for all rules. A condition a line; the first that objects is the reason.</summary>
public static class NudgePolicy
{
    public const int MostOpenAsks = 3;

    public static readonly TimeSpan AfterOwnAct = TimeSpan.FromHours(48);

    /// <summary>A week as people count it: what was said on a Tuesday makes room on the next.</summary>
    const int Week = 7, Month = 28;

    public static Verdict Judge(DueNudge nudge, Situation s) =>
        OfNoUse(nudge, s) ?? Unwanted(nudge, s) ?? NotNow(nudge, s)
        ?? (nudge.Kind.Rules().IsBesideDose ? null : Enough(nudge, s))
        ?? new Verdict.Go();

    /// <summary>The bell was not looked at: may a mail follow? What else the person heard this week, by bell or mail, has to leave room for it, also where the bell waited for none.</summary>
    /// <param name="s">Told without the nudge itself.</param>
    public static Verdict JudgeMail(DueNudge nudge, Situation s) =>
        OfNoUse(nudge, s) ?? Unwanted(nudge, s) ?? NotNow(nudge, s)
        ?? (nudge.Kind.Rules().IsOwed || Talking.IsVerdict(nudge) || nudge.Kind == NudgeKind.WeeklyDigest ? null : Today(nudge, s) ?? Dose(s))
        ?? new Verdict.Go();

    /// <summary>It waits for room: may the week's letter tell it meanwhile?</summary>
    public static Verdict JudgeInDigest(DueNudge nudge, Situation s) =>
        OfNoUse(nudge, s) ?? Unwanted(nudge, s) ?? NotNow(nudge, s) ?? Twice(nudge, s) ?? Today(nudge, s) ?? OfAKind(nudge, s) ?? OpenAsks(nudge, s) ?? new Verdict.Go();

    /// <summary>There may be one more of a kind, as far as the kind itself goes.</summary>
    /// <param name="told">When others of it were told the person, by themselves or by letters of the week; like <paramref name="now"/> on the programme's clock.</param>
    public static bool HasRoomFor(NudgeKind kind, IEnumerable<DateTimeOffset> told, DateTimeOffset now) =>
        kind.Rules().Most is not { } most || Within(most.Days, told, now).Count() < most.Times;

    static Verdict? OfNoUse(DueNudge nudge, Situation s) =>
        Skip(nudge.Kind.Rules().ComesWith is not null, NudgeReason.ComesLater)
        ?? Skip(!s.IsHere, NudgeReason.Gone)
        ?? Skip(nudge.Until < s.Now, NudgeReason.TooLate)
        ?? Skip(!s.IsTrue, NudgeReason.NoLongerTrue);

    static Verdict? Unwanted(DueNudge nudge, Situation s) =>
        Skip(s.Choice.Muted.Contains(nudge.Kind) && !nudge.Kind.Rules().IsOwed, NudgeReason.Muted)
        ?? Skip(s.Choice.Dose == 0 && !nudge.Kind.Rules().IsOwed, NudgeReason.WantsNone);

    static Verdict? NotNow(DueNudge nudge, Situation s) =>
        Wait(s.IsPaused, NudgeReason.Paused, s.Now.AddDays(1), s)
        ?? Wait(s.Choice.SnoozedUntil > s.Now, NudgeReason.Snoozed, s.Choice.SnoozedUntil, s)
        ?? Wait(IsAway(s), NudgeReason.Away, s.Away is { } away ? s.Window.On(away.To.AddDays(1)) : null, s)
        ?? Wait(nudge.Kind.Rules() is { IsOwed: false, IsReply: false } && s.ActedAt + AfterOwnAct > s.Now, NudgeReason.ActedLately, s.ActedAt + AfterOwnAct, s)
        ?? Wait(!s.Window.IsOpen(s.Now), NudgeReason.OutsideWindow, s.Now, s);

    static Verdict? Enough(DueNudge nudge, Situation s) =>
        Twice(nudge, s) ?? Today(nudge, s) ?? OfAKind(nudge, s) ?? Faded(s)
        ?? (nudge.Kind == NudgeKind.WeeklyDigest ? null : Dose(s))
        ?? OpenAsks(nudge, s);

    static Verdict? OpenAsks(DueNudge nudge, Situation s) => Wait(
        nudge.Kind.Rules().IsAsk && s.Told.Count(told => told.IsOpen) + s.Asked >= MostOpenAsks, NudgeReason.OpenAsks, Morning(s.Now.Today().AddDays(1), s), s);

    static Verdict? Twice(DueNudge nudge, Situation s) => Skip(nudge.Kind.Rules().Times is { } times && OfTheSame(nudge, s) + s.Aside >= times, NudgeReason.SaidTwice);

    static Verdict? Today(DueNudge nudge, Situation s) =>
        Wait(AboutTheSame(nudge, s).Any(told => told.IsOn(s.Now.Today())), NudgeReason.SameDay, Morning(s.Now.Today().AddDays(1), s), s);

    static Verdict? OfAKind(DueNudge nudge, Situation s) => nudge.Kind.Rules().Most is { } most
        ? Wait(!HasRoomFor(nudge.Kind, OfTheKind(nudge, s), s.Now), NudgeReason.DoseSpent, Room(Within(most.Days, OfTheKind(nudge, s), s.Now), most.Days, most.Times, s), s)
        : null;

    static Verdict? Dose(Situation s) => Wait(Singles(s).Count >= s.Choice.Dose, NudgeReason.DoseSpent, Room(Singles(s), Week, s.Choice.Dose, s), s);

    static Verdict? Faded(Situation s) =>
        Wait(s.Attention == Attention.Silent, NudgeReason.Fading, s.Now.AddDays(Week), s)
        ?? Wait(s.Attention == Attention.Monthly && Lately(s, Month).Any(), NudgeReason.Fading, Room(Lately(s, Month).Select(told => told.At), Month, 1, s), s);

    static bool IsAway(Situation s) => s.Away is { } away && away.From <= s.Now.Today() && s.Now.Today() <= away.To;

    static int OfTheSame(DueNudge nudge, Situation s) => AboutTheSame(nudge, s).Count(told => told.Kind == nudge.Kind);

    static IEnumerable<Told> AboutTheSame(DueNudge nudge, Situation s) => s.Told.Where(told => told.Object == nudge.Object);

    static IEnumerable<DateTimeOffset> OfTheKind(DueNudge nudge, Situation s) =>
        s.Told.Where(told => told.Kind == nudge.Kind).Select(told => told.At).Concat(s.Digested ?? []);

    static IEnumerable<DateTimeOffset> Within(int days, IEnumerable<DateTimeOffset> told, DateTimeOffset now) => told.Where(at => at.Today() > now.Today().AddDays(-days));

    /// <summary>What counts against the dose of this week.</summary>
    static List<DateTimeOffset> Singles(Situation s) => [.. Within(Week, s.Told.Select(told => told.TakesRoomAt).OfType<DateTimeOffset>(), s.Now)];

    static IEnumerable<Told> Lately(Situation s, int days) =>
        s.Told.Where(told => !told.Kind.Rules().IsBesideDose && told.At.Today() > s.Now.Today().AddDays(-days));

    /// <summary>The morning on which there is room for one more.</summary>
    static DateTimeOffset Room(IEnumerable<DateTimeOffset> told, int days, int most, Situation s)
    {
        DateTimeOffset[] newest = [.. told.OrderDescending().Take(Math.Max(1, most))];
        return newest.Length < Math.Max(1, most) ? s.Now : Morning(newest[^1].Today().AddDays(days), s);
    }

    static DateTimeOffset Morning(DateOnly day, Situation s) => s.Window.On(day);

    static Verdict.Skip? Skip(bool objects, NudgeReason reason) => objects ? new(reason) : null;

    // Whatever it waits for, it is not asked again at night.
    static Verdict.Wait? Wait(bool objects, NudgeReason reason, DateTimeOffset? until, Situation s) =>
        objects ? new(reason, s.Window.Next(until > s.Now ? until.Value : s.Now)) : null;
}

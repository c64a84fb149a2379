namespace Activation.Domain.Nudges.Rules;

/// <param name="Programme">Its name.</param>
/// <param name="Moved">What happened near this person in the last seven days.</param>
/// <param name="Waiting">What waits for this person to do something, or to be told.</param>
public sealed record WeekOf(Guid Member, string Municipality, string Programme, int Moved, int Waiting);

/// <summary>Somebody whom we have asked and who has not answered.</summary>
/// <param name="Asks">How many asks of the last eight weeks are unanswered.</param>
/// <param name="FirstAskedAt">The oldest of them.</param>
/// <param name="HeardAt">When the person last looked, acted or chose; null when never.</param>
public sealed record Unheard(Guid Member, int Asks, DateTimeOffset FirstAskedAt, DateTimeOffset? HeardAt);

/// <summary>N26 and N27: the week in seven lines, and less when nobody reads them.</summary>
public static class Weekly
{
    public static readonly TimeOnly From = new(8, 45);

    /// <summary>From Tuesday a quarter to nine until the week is over, once; never an empty one.</summary>
    public static DueNudge? Digest(WeekOf week, NudgeTime time) =>
        !HasCome(time) || week.Moved + week.Waiting == 0 ? null
        : new DueNudge(
            NudgeKind.WeeklyDigest, week.Member, NudgeObject.Oneself, time.Week, week.Municipality, EndOfWeek(time),
            [week.Programme, ""], NudgeDeed.Look());

    /// <summary>Three asks and eight weeks without a word: we go quiet, and say so once.</summary>
    public static DueNudge? FadingOut(Unheard one, NudgeTime time) =>
        one.Asks < Fading.AsksAtLeast || !time.IsPast(one.FirstAskedAt, 7 * Fading.Weeks) || (one.HeardAt is { } heard && !time.IsPast(heard, 7 * Fading.Weeks)) ? null
        : new DueNudge(
            NudgeKind.FadingOut, one.Member, NudgeObject.Oneself, one.HeardAt is { } last ? NudgeArg.Day(time.DayOf(last)) : "never", null, null,
            [], new(NudgeAct.Choose, null));

    public static bool HasCome(NudgeTime time) => time.Today.DayOfWeek switch
    {
        DayOfWeek.Tuesday => TimeOnly.FromDateTime(time.Now.DateTime) >= From,
        DayOfWeek.Wednesday or DayOfWeek.Thursday or DayOfWeek.Friday => true,
        _ => false,
    };

    static DateTimeOffset EndOfWeek(NudgeTime time) =>
        new(time.Today.AddDays(6 - ((int)time.Today.DayOfWeek + 6) % 7).ToDateTime(default), time.Now.Offset);
}

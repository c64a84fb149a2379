using System.Globalization;

namespace Activation.Domain.Nudges;

/// <summary>The clock of a rule: the programme's, with its working days.</summary>
/// <param name="Programme">Whose members are spoken to.</param>
/// <param name="Now">With the programme's own offset.</param>
public sealed record NudgeTime(Guid Programme, DateTimeOffset Now, SendWindow Window)
{
    public DateOnly Today => Now.Today();

    public DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Window.Zone).DateTime);

    public bool IsPast(DateTimeOffset at, int days) => Now - at >= TimeSpan.FromDays(days);

    /// <summary>How many working days ago.</summary>
    public int Workdays(DateTimeOffset at) => Window.WorkdaysBetween(DayOf(at), Today);

    /// <summary>For example 2027-W10.</summary>
    public string Week => WeekOf(Now);

    public string WeekOf(DateTimeOffset at)
    {
        var day = DayOf(at).ToDateTime(default);
        return string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(day)}-W{ISOWeek.GetWeekOfYear(day):00}");
    }

    /// <summary>For example 2027-03.</summary>
    public string Month => Today.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}

/// <summary>
/// Which of several reminders a period is, where they follow each other: <c>2</c>, or <c>2027-03-31/2</c> with the day that they count from. So stand those that
/// were told long ago. A week, a month or a day alone is an occasion of its own.
/// </summary>
public static class NudgePeriod
{
    public static string Turn(DateOnly from, int turn) => string.Create(CultureInfo.InvariantCulture, $"{NudgeArg.Day(from)}/{turn}");

    /// <summary>Null when no other follows it.</summary>
    public static int? TurnOf(string period) => period[(period.LastIndexOf('/') + 1)..] is [>= '1' and <= '9' and var turn] ? turn - '0' : null;
}

/// <summary>What texts name: facts and days, in a form that every language can write in its own way.</summary>
public static class NudgeArg
{
    /// <summary>The title of the subject as it is when somebody reads it. Titles are people's words: they may be masked, so they are never copied.</summary>
    public const string Title = "{title}";

    /// <summary>The words in which it was answered, for the same reason.</summary>
    public const string Reason = "{reason}";

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Grade(double grade) => grade.ToString("0.0", CultureInfo.InvariantCulture);
}

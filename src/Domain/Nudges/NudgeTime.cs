using System.Globalization;
using Activation.Domain.Members;

namespace Activation.Domain.Nudges;

/// <summary>The clock of a rule: the programme's, with its working days.</summary>
/// <param name="Programme">Whose members are spoken to.</param>
/// <param name="Now">With the programme's own offset.</param>
/// <param name="Unreached">Days on which single people were not to be spoken to: they were away, or had put everything off.</param>
public sealed record NudgeTime(Guid Programme, DateTimeOffset Now, SendWindow Window, ILookup<Guid, Absence>? Unreached = null)
{
    /// <summary>Of somebody who was away for longer than so many days not all is waited with: what is older than that is of no use to them any more.</summary>
    public const int MostMissed = 60;

    /// <summary>As far back as anything is looked at, in days.</summary>
    const int Back = 400;

    public DateOnly Today => Now.Today();

    public DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Window.Zone).DateTime);

    public bool IsPast(DateTimeOffset at, int days) => Now - at >= TimeSpan.FromDays(days);

    /// <summary>
    /// When so many days have gone since, of those on which its reader could be told: what falls due in weeks without reminders, or while its reader is away,
    /// is not too late when they are over. Working days, weekends and holidays count all.
    /// </summary>
    public DateTimeOffset After(DateTimeOffset at, int days, Guid reader) => at.AddDays(After(DayOf(at), days, reader).DayNumber - DayOf(at).DayNumber);

    public DateOnly After(DateOnly day, int days, Guid reader)
    {
        for (var (left, missed) = (days, 0); left > 0;)
        {
            day = day.AddDays(1);
            if (Window.IsQuiet(day) || (IsUnreached(reader, day) && missed++ < MostMissed)) continue;
            left--;
        }

        return day;
    }

    public bool IsOver(DateTimeOffset at, int days, Guid reader) => Now >= After(at, days, reader);

    /// <summary>How many days have gone since, of those on which its reader could be told; what is to come counts all its days, below nothing.</summary>
    public int DaysSince(DateOnly day, Guid reader)
    {
        if (day >= Today) return Today.DayNumber - day.DayNumber;
        var (since, missed) = (0, 0);
        for (var next = day.AddDays(1); next <= Today; next = next.AddDays(1))
            if (!Window.IsQuiet(next) && !(IsUnreached(reader, next) && missed++ < MostMissed)) since++;
        return since;
    }

    /// <summary>The last day since which so many have gone, those of weeks without reminders not counted.</summary>
    public DateOnly Before(int days)
    {
        var day = Today;
        for (var left = days; left > 0; day = day.AddDays(-1))
            if (!Window.IsQuiet(day)) left--;
        return day;
    }

    /// <summary>What is older than this is over for everybody, if so many days is how long it lasts and whatever anybody missed: no further is looked back for it.</summary>
    public DateTimeOffset Since(int days) => Now.AddDays(Before(days + (Unreached is { Count: > 0 } ? MostMissed : 0)).DayNumber - Today.DayNumber - 1);

    /// <summary>The most days that anybody can have missed: by so many more is looked back for what may be due.</summary>
    public int Missed => Enumerable.Range(0, Back).Count(n => Window.IsQuiet(Today.AddDays(-n))) + (Unreached is { Count: > 0 } ? MostMissed : 0);

    bool IsUnreached(Guid reader, DateOnly day) => Unreached?[reader].Any(away => away.From <= day && day <= away.To) == true;

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

using System.Globalization;

namespace Activation.Domain.Nudges;

/// <summary>When people may be spoken to: working days from 08:30 to 16:00 on their own clock, and not in the weeks when nobody is there.</summary>
/// <param name="Zone">The programme's: its clock, and whose holidays hold (Copenhagen's are Denmark's, all others Sweden's).</param>
/// <param name="Quiet">ISO weeks in which nothing goes out.</param>
public sealed record SendWindow(TimeZoneInfo Zone, IReadOnlyCollection<int> Quiet)
{
    public static readonly TimeOnly From = new(8, 30), To = new(16, 0);

    /// <summary>Weeks 28 to 31: the summer.</summary>
    public static SendWindow Usual(TimeZoneInfo zone) => new(zone, Programmes.QuietWeeks.Usual.All);

    public bool IsOpen(DateTimeOffset instant)
    {
        var there = TimeZoneInfo.ConvertTime(instant, Zone);
        return IsWorkday(DateOnly.FromDateTime(there.DateTime)) && TimeOnly.FromDateTime(there.DateTime) is var time && time >= From && time < To;
    }

    /// <summary>The instant itself while it is open, else the next half past eight of a working day.</summary>
    public DateTimeOffset Next(DateTimeOffset instant)
    {
        if (IsOpen(instant)) return instant;
        var there = TimeZoneInfo.ConvertTime(instant, Zone).DateTime;
        var day = DateOnly.FromDateTime(there);
        if (TimeOnly.FromDateTime(there) >= From) day = day.AddDays(1);
        while (!IsWorkday(day)) day = day.AddDays(1);
        return Opening(day);
    }

    /// <summary>When it opens on a day, or on the next one on which it does.</summary>
    public DateTimeOffset On(DateOnly day)
    {
        while (!IsWorkday(day)) day = day.AddDays(1);
        return Opening(day);
    }

    public bool IsWorkday(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !IsHoliday(day) && !IsQuiet(day);

    /// <summary>In the weeks when nobody is there.</summary>
    public bool IsQuiet(DateOnly day) => Quiet.Contains(ISOWeek.GetWeekOfYear(day.ToDateTime(default)));

    /// <summary>Working days that have gone since a day, which is not counted itself.</summary>
    public int WorkdaysBetween(DateOnly day, DateOnly today) => Enumerable.Range(1, Math.Max(0, today.DayNumber - day.DayNumber)).Count(n => IsWorkday(day.AddDays(n)));

    bool IsHoliday(DateOnly day) => Zone.Id == "Europe/Copenhagen" ? Holidays.InDenmark(day) : Holidays.InSweden(day);

    // Clocks change at night: half past eight is there once, every day.
    DateTimeOffset Opening(DateOnly day)
    {
        var local = day.ToDateTime(From);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local));
    }
}

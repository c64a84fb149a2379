namespace Activation.Domain;

/// <summary>Days on which somebody may be expected to answer: Monday to Friday. Holidays differ from place to place and are not left out.</summary>
public static class Workdays
{
    /// <summary>An answer that has not come after so many is late.</summary>
    public const int Late = 5;

    /// <summary>How many have gone since a day: the day itself is not counted.</summary>
    public static int Since(DateOnly day, DateOnly today)
    {
        if (today <= day) return 0;
        var days = today.DayNumber - day.DayNumber;
        var rest = Enumerable.Range(1, days % 7).Count(n => day.AddDays(n).DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));
        return days / 7 * 5 + rest;
    }
}

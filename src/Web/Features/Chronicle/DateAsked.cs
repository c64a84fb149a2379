using System.Globalization;
using Activation.Web.Features.Programmes;

namespace Activation.Web.Features.Chronicle;

/// <summary>Which day somebody asks about, and whether there is an answer.</summary>
/// <param name="Day">The day that is shown: today when what was asked for cannot be.</param>
/// <param name="First">The first day there is something to tell of.</param>
/// <param name="Problem">Why another day is not shown: a text key with one argument; null when nothing is wrong.</param>
public sealed record DateAsked(DateOnly Day, DateOnly First, DateOnly Today, string? Problem = null)
{
    public bool IsPast => Day < Today;

    /// <summary>The day that the text of the problem names.</summary>
    public DateOnly Named => Problem == "time.before-start" ? First : Today;

    /// <summary>The same as it stands in an address: for programs, and as an example of how to write one.</summary>
    public string Argument => Written(Named);

    /// <summary>What was asked for is no day at all.</summary>
    public bool IsUnreadable => Problem == "time.unreadable";

    /// <param name="raw">As it stands in the address: a day as 2026-03-12, or nothing for today.</param>
    public static DateAsked Read(string? raw, DateOnly first, DateOnly today)
    {
        var asked = new DateAsked(today, first, today);
        if (string.IsNullOrWhiteSpace(raw)) return asked;
        if (!DateOnly.TryParseExact(raw.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return asked with { Problem = "time.unreadable" };
        if (day > today) return asked with { Problem = "time.future" };
        return day < first ? asked with { Problem = "time.before-start" } : asked with { Day = day };
    }

    /// <summary>As it stands in an address.</summary>
    public static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>So many days earlier or later, as far as there is something to tell.</summary>
    public DateOnly? Beside(int days) => Day.AddDays(days) is var other && other >= First && other <= Today ? other : null;
}

/// <summary>Finds out which day is meant.</summary>
public static class AskingForDates
{
    public static async Task<DateAsked> Asked(this Chronicle chronicle, ProgrammeView here, DateTimeOffset now, string? raw) =>
        DateAsked.Read(raw, await chronicle.FirstDay(here) ?? here.Today(now), here.Today(now));
}

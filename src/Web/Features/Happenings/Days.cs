using System.Globalization;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Happenings;

/// <summary>Days and times as a reader of the language says them, by the programme's own clock.</summary>
public sealed class Days(ProgrammeView here, Texts texts, DateTimeOffset now)
{
    readonly DateOnly today = here.Today(now);

    /// <summary>The year is said only when it is not this one.</summary>
    public string Of(DateOnly day) =>
        day.ToString(texts[day.Year == today.Year ? "happenings.day" : "happenings.day-year"], CultureInfo.CurrentCulture);

    public string Of(DateTimeOffset at) => Of(here.Today(at));

    /// <summary>For a narrow column: 9 maj.</summary>
    public string InBrief(DateOnly day) =>
        day.ToString(texts[day.Year == today.Year ? "happenings.day-short" : "happenings.day-year-short"], CultureInfo.CurrentCulture);

    /// <summary>Today with the time, else the day.</summary>
    public string Moment(DateTimeOffset at) => here.Today(at) == today ? texts["happenings.today", Clock(at)] : Of(at);

    /// <summary>For a narrow column: today's time, else the day.</summary>
    public string Narrow(DateTimeOffset at) => here.Today(at) == today ? Clock(at) : InBrief(here.Today(at));

    public string Clock(DateTimeOffset at) => here.Local(at).ToString("HH:mm", CultureInfo.InvariantCulture);
}

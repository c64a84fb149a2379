using Activation.Domain.Scoring;
using Activation.Web.Features.Programmes;

namespace Activation.Web.Features.Chronicle;

/// <summary>When a day is over there: whatever is asked of a day is asked of its end, and today's end has seen all there is.</summary>
public static class Moments
{
    /// <summary>The first instant of a day on the programme's calendar.</summary>
    public static DateTimeOffset Begins(this ProgrammeView here, DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        // Where the clocks go forward at midnight, the day begins when they have.
        while (here.TimeZone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(15);
        return new DateTimeOffset(midnight, here.TimeZone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    /// <summary>The first instant that is no longer part of it.</summary>
    public static DateTimeOffset Ends(this ProgrammeView here, DateOnly day) => here.Begins(day.AddDays(1));

    /// <summary>The rules that a day's score is counted by: those in force on it, of all that had been set by its evening. Whoever sets rules
    /// from a day gone by changes points from then on, but no score that has been shown.</summary>
    public static ScoringRules RulesThen(this ProgrammeView here, DateOnly day)
    {
        var ends = here.Ends(day);
        return ProgrammeView.BookOf(here.RulesSet.Where(version => version.At < ends)).On(day);
    }

    /// <summary>The first day of the window that ends with a day.</summary>
    public static DateOnly WindowFrom(DateOnly day) => day.AddDays(1 - MunicipalityScore.WindowDays);
}

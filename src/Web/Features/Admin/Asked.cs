using Activation.Web.Features.Programmes;

namespace Activation.Web.Features.Admin;

/// <summary>What somebody looks for in a list of what happened, as the tables can be asked for it.</summary>
static class Asked
{
    const int Longest = 100;

    public static DateTimeOffset From(ProgrammeView here, DateOnly? day) => day is { } from ? StartOf(here, from) : DateTimeOffset.UnixEpoch;

    /// <summary>The day itself included.</summary>
    public static DateTimeOffset Until(ProgrammeView here, DateOnly? day) =>
        day is { } until && until < DateOnly.MaxValue ? StartOf(here, until.AddDays(1)) : DateTimeOffset.MaxValue.AddDays(-2);

    // PostgreSQL keeps no NUL, and half a character is none.
    public static string Plain(string? text) => new([.. (text ?? "").Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).Take(Longest)]);

    /// <summary>Midnight where the programme is.</summary>
    static DateTimeOffset StartOf(ProgrammeView here, DateOnly day)
    {
        var midnight = (day.Year < 1970 ? new DateOnly(1970, 1, 2) : day).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, here.TimeZone.GetUtcOffset(midnight));
    }
}

namespace Activation.Web.Features.Goals;

/// <summary>What waits for a signature, for those who ask the tables: reminders, and whether they have helped.</summary>
static class UnsignedMetrics
{
    /// <summary>The metrics that a municipality answers for and has not signed for a year, to be read after <c>from</c>.</summary>
    /// <param name="programme">A column; like the others never anything that somebody typed.</param>
    /// <param name="year">As text, as a nudge keeps it.</param>
    public static string Of(string programme, string municipality, string year) => $"""
        metric k where k.programme = {programme} and {municipality} = any(k.responsible) and not exists (
          select from sign_off o where o.programme = k.programme and o.number = k.number and o.municipality = {municipality} and o.year::text = {year})
        """;
}

using Activation.Domain.Scoring;
using Activation.Web.Features.Programmes;

namespace Activation.Web.Features.Admin.Rules;

/// <summary>Where a version of the rules stands in time.</summary>
public enum VersionTime
{
    /// <summary>It held until another came.</summary>
    Over,

    Now,

    /// <summary>Confirmed, and to hold from a day to come.</summary>
    Planned,

    /// <summary>Another was confirmed before it began, which begins no later or with which it was postponed: it never holds.</summary>
    Replaced,
}

/// <summary>A version that has not begun, with the numbers that it changes of those that hold until then.</summary>
public sealed record PlannedVersion(ScoringRulesRow Row, IReadOnlyList<NumberChange> Changes);

public static class VersionTimes
{
    public static VersionTime TimeOf(this ProgrammeView here, ScoringRulesRow row, DateOnly today) =>
        here.Rules.On(today).Version == row.Version ? VersionTime.Now
        : here.Rules.Planned(today).Any(one => one.Rules.Version == row.Version) ? VersionTime.Planned
        : here.RulesSet.Any(later => later.InsteadOf == row.Version || (later.Position > row.Position && later.FromOn <= row.FromOn && here.Today(later.At) < row.FromOn)) ? VersionTime.Replaced
        : VersionTime.Over;

    /// <summary>The names of those that have come to hold, the last one being in force.</summary>
    public static IReadOnlyList<string> HeldBy(this ProgrammeView here, DateOnly today) =>
        [ScoringRules.AtStart.Version, .. here.RulesSet.Where(row => here.TimeOf(row, today) is VersionTime.Over or VersionTime.Now).Select(row => row.Version)];

    /// <summary>What is to come, the next one first.</summary>
    public static IReadOnlyList<PlannedVersion> PlannedRules(this ProgrammeView here, DateOnly today) =>
    [
        .. from one in here.Rules.Planned(today)
           select new PlannedVersion(
               here.RulesSet.Last(row => row.Version == one.Rules.Version), RulesDraft.Changes(here.Rules.On(one.From.AddDays(-1)), one.Rules)),
    ];
}

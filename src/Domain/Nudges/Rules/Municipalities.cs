using Activation.Domain.Goals;

namespace Activation.Domain.Nudges.Rules;

/// <param name="HeardAt">When anything last happened there.</param>
public sealed record Quiet(Guid Coordinator, string Municipality, string Name, DateTimeOffset HeardAt);

/// <param name="Responsible">A goal owner of the municipality that answers for them.</param>
/// <param name="Metrics">Numbers of those that no initiative serves, in print order.</param>
/// <param name="Texts">What they say, in the same order.</param>
/// <param name="Since">Since when each has been so: neither it nor any idea has been there for longer, and none that served it has stopped later.</param>
public sealed record Orphans(Guid Responsible, string Municipality, string[] Metrics, string[] Texts, DateTimeOffset[] Since);

/// <summary>Metrics that a municipality answers for and has not signed off, while the follow-up of their year is open.</summary>
/// <param name="Responsible">A goal owner there.</param>
/// <param name="Waiting">How many of them.</param>
public sealed record Unsigned(Guid Responsible, string Municipality, int Year, DateOnly OpensOn, DateOnly ClosesOn, int Waiting);

/// <summary>N16 and N17: nobody falls asleep, and no metric is left alone.</summary>
public static class Municipalities
{
    public const int SilentDays = 30, OrphanDays = 60, FollowUpAgainAfter = 14, FollowUpLastDays = 3;

    /// <summary>A month without a sound, weeks in which nobody is there not counted: once a month, with how long ago it is.</summary>
    public static DueNudge? Silent(Quiet quiet, NudgeTime time) =>
        !time.IsOver(quiet.HeardAt, SilentDays, quiet.Coordinator) ? null
        : new DueNudge(
            NudgeKind.MunicipalitySilent, quiet.Coordinator, NudgeObject.Municipality(time.Programme, quiet.Municipality), time.Month, quiet.Municipality,
            time.Now.AddDays(28), [quiet.Name, NudgeArg.Number((int)(time.Now - quiet.HeardAt).TotalDays)], NudgeDeed.Look());

    /// <summary>One metric a month that nothing serves, another each month.</summary>
    public static IEnumerable<DueNudge> ThisMonth(Orphans orphans, NudgeTime time) =>
        StillLonely(orphans, time).ToList() is { Count: > 0 } all ? [all[(time.Today.Year * 12 + time.Today.Month) % all.Count]] : [];

    /// <summary>All of them: whose turn it was last month is lonely still, though this month another is told of.</summary>
    public static IEnumerable<DueNudge> StillLonely(Orphans orphans, NudgeTime time) => orphans.Metrics.Zip(orphans.Texts, orphans.Since)
        .Where(one => time.IsPast(one.Third, OrphanDays))
        .Select(one => new DueNudge(
            NudgeKind.MetricOrphan, orphans.Responsible, NudgeObject.Metric(time.Programme, one.First), time.Month, orphans.Municipality,
            time.Now.AddDays(28), [one.First, one.Second], NudgeDeed.Look()));

    /// <summary>The yearly follow-up is open: told the day it opens, a fortnight later and three days before it closes, for as long as something is unsigned.</summary>
    public static DueNudge? FollowUp(Unsigned one, NudgeTime time) =>
        one.Waiting == 0 || !SigningOff.IsOpen(new(one.OpensOn, one.ClosesOn), time.Today) ? null
        : new DueNudge(
            NudgeKind.FollowUpOpen, one.Responsible, NudgeObject.FollowUp(time.Programme, one.Year), TimeOf(one, time.Today), one.Municipality,
            new(one.ClosesOn.AddDays(1).ToDateTime(default), time.Now.Offset), [NudgeArg.Number(one.Waiting), NudgeArg.Number(one.Year), NudgeArg.Day(one.ClosesOn)],
            NudgeDeed.Look());

    // With the day that it goes by: when that is moved, it is another time.
    static string TimeOf(Unsigned one, DateOnly today) => today >= one.ClosesOn.AddDays(-FollowUpLastDays) ? NudgePeriod.Turn(one.ClosesOn, 3)
        : NudgePeriod.Turn(one.OpensOn, today >= one.OpensOn.AddDays(FollowUpAgainAfter) ? 2 : 1);
}

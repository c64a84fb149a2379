using Activation.Domain.Points;
using Activation.Domain.Scoring;

namespace Activation.Domain.Tests.Points;

/// <summary>Deeds for tests, one after the other.</summary>
static class Deeds
{
    public static readonly Guid Me = Cast.Astrid.Member;

    /// <summary>A Monday.</summary>
    public static readonly DateTimeOffset Monday = new(2027, 3, 1, 9, 0, 0, TimeSpan.FromHours(1));

    public static Deed Of(DeedKind kind, int hours, int about = 0, Guid? by = null, Guid? member = null, int stage = 1) => new(
        hours + 1, Monday.AddHours(hours), member ?? Me, kind, stage, Cast.Id(1000 + (about == 0 ? hours : about)), kind == DeedKind.OutcomeRated ? Cast.Id(2000 + about) : null,
        by, kind == DeedKind.Decided ? 0 : null);

    public static Deed Graded(int hours, int about, params int[] grades) =>
        Of(DeedKind.OutcomeRated, hours, about) with { Grades = new Outcome(grades, []).Sums };

    public static PointsLedger Ledger(params Deed[] deeds) => PointsLedger.Of(Me, deeds, RulesBook.AtStart);

    public static decimal[] PointsOf(params Deed[] deeds) => [.. Ledger(deeds).Entries.Select(entry => entry.Points)];
}

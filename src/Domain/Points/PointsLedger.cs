using System.Collections.Immutable;
using Activation.Domain.Scoring;

namespace Activation.Domain.Points;

/// <summary>Why a line of the ledger is not the full worth of its kind.</summary>
public enum Cut
{
    /// <summary>The n-th of its kind within a few days.</summary>
    Repeated,

    /// <summary>The m-th time that two vouch for each other in the stage.</summary>
    Mutual,

    /// <summary>The month has had as many of the kind as earn points.</summary>
    MonthFull,

    /// <summary>The week has had as many points as a week can bring.</summary>
    WeekFull,
}

/// <summary>One reason, with its number: the n-th, the m-th, or how many a month or week can bring.</summary>
public sealed record Reason(Cut Cut, decimal Number);

/// <summary>One line: what was done, by which version of the rules it is counted, and what it came to.</summary>
/// <param name="Worth">What the kind is worth before anything is cut; negative when it is taken back.</param>
/// <param name="Points">What it came to, in hundredths.</param>
/// <param name="FadesFrom">From when it loses value: what is taken back fades with what it takes back, and an example that is shown again from when it was shown first.</param>
/// <param name="Why">Everything that made it less than its worth.</param>
public sealed record PointsEntry(Deed Deed, string Version, decimal Worth, decimal Points, DateOnly FadesFrom, IReadOnlyList<Reason> Why)
{
    public DateOnly On => DateOnly.FromDateTime(Deed.At.DateTime);

    /// <summary>It takes back an earlier line.</summary>
    public bool IsReversal => Worth < 0;
}

/// <summary>
/// All that one member's deeds came to, line by line; a total is a sum and nothing else. A pure fold: the same deeds in whatever batches and order
/// make the same lines, and a later deed never changes an earlier line.
/// </summary>
public sealed record PointsLedger(ImmutableList<PointsEntry> Entries)
{
    public decimal Total => Entries.Sum(entry => entry.Points);

    /// <param name="member">Whose ledger.</param>
    /// <param name="deeds">The member's own, and those of others that rest on the member's word: they tell who vouches for whom.</param>
    /// <param name="book">Every line is counted by the rules of its day.</param>
    public static PointsLedger Of(Guid member, IEnumerable<Deed> deeds, RulesBook book)
    {
        var counting = new LedgerCounting(member, book);
        foreach (var deed in deeds.OrderBy(deed => deed.Position).ThenBy(deed => deed.Kind)) counting.Count(deed);
        return new([.. counting.Entries]);
    }

    /// <summary>What the points are worth on a day: each is halved again and again, Σ p · 2^(−days ÷ half-life). Never below 0.</summary>
    public double LiveOn(DateOnly day, ScoringRules rules) => Math.Max(
        0, Entries.Sum(entry => (double)entry.Points * Math.Pow(2, -(double)Math.Max(0, day.DayNumber - entry.FadesFrom.DayNumber) / rules.Points.HalfLifeDays)));
}

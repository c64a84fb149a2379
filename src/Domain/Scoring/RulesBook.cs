using System.Collections.Immutable;

namespace Activation.Domain.Scoring;

/// <summary>A version of the rules and the day from which it holds.</summary>
/// <param name="NeverHolds">Another took its place before it began, from a later day.</param>
/// <param name="InsteadOf">The version whose place it took so; null for none.</param>
public sealed record DatedRules(DateOnly From, ScoringRules Rules, bool NeverHolds = false, string? InsteadOf = null);

/// <summary>Every version of a programme's rules. A figure asks for those of its own day, so that an old figure stays what it was.</summary>
/// <param name="Versions">In the order in which they were confirmed. A later one begins before an earlier one only where that has not begun: it then never holds.</param>
public sealed record RulesBook(ImmutableList<DatedRules> Versions)
{
    /// <summary>What every programme starts with, in force since ever.</summary>
    public static RulesBook AtStart { get; } = Always(ScoringRules.AtStart);

    /// <summary>As if one version had always held: what others are compared by.</summary>
    public static RulesBook Always(ScoringRules rules) => new([new DatedRules(DateOnly.MinValue, rules)]);

    /// <summary>The version that was set last; it may hold from a day to come.</summary>
    public DatedRules Newest => Versions[^1];

    /// <summary>The version in force on a day: of those that begin by then the one that was confirmed last.</summary>
    public DatedRules InForce(DateOnly day) => Versions.FindLast(version => version.From <= day && !version.NeverHolds)!;

    /// <summary>The rules in force on a day. Of two that begin on the same day the later one holds.</summary>
    public ScoringRules On(DateOnly day) => InForce(day).Rules;

    /// <summary>Those that are to hold from a day to come, the next one first; none that a later one holds in the stead of.</summary>
    public IEnumerable<DatedRules> Planned(DateOnly today) => Versions.Where(version => version.From > today && InForce(version.From) == version);

    /// <summary>The rules of a version; null when there is none of that name.</summary>
    public ScoringRules? Of(string version) => Versions.Find(one => one.Rules.Version == version)?.Rules;

    /// <summary>The book with one version more.</summary>
    /// <param name="insteadOf">A version that has not begun and never does, with those that it had replaced; null where none is postponed.</param>
    public RulesBook With(DateOnly from, ScoringRules rules, string? insteadOf = null)
    {
        var postponed = insteadOf is null ? null : Versions.FindLast(one => one.Rules.Version == insteadOf);
        var before = postponed is null ? Versions : [.. Versions.Select(one => one.From >= postponed.From ? one with { NeverHolds = true } : one)];
        return new(before.Add(new DatedRules(from, rules, InsteadOf: insteadOf)));
    }

    /// <summary>The book as it stood when a version was the newest; the whole book when there is none of that name.</summary>
    public RulesBook Until(string version) => Versions.FindIndex(one => one.Rules.Version == version) is var last and >= 0
        ? Versions.Skip(1).Take(last).Aggregate(new RulesBook([Versions[0]]), (book, one) => book.With(one.From, one.Rules, one.InsteadOf))
        : this;
}

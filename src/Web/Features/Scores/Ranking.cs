using Activation.Domain.Scoring;

namespace Activation.Web.Features.Scores;

/// <summary>The municipalities by score, with how sure that is.</summary>
/// <param name="Rows">The highest first; those too small to be shown alone are one row together.</param>
/// <param name="Means">What they are drawn towards; null where nobody is shown, since it would tell of the few there are.</param>
public sealed record Ranking(IReadOnlyList<RankedRow> Rows, ProgrammeMeans? Means)
{
    const int Step = 10;

    /// <summary>The small stand together; where even together they are too few the next smallest joins them, and without one they are not shown.</summary>
    public static Ranking Of(IReadOnlyList<(string Key, string Name, MunicipalityFacts Facts)> all, ScoringRules rules)
    {
        var means = ProgrammeMeans.Of([.. all.Select(m => m.Facts)]);
        var alone = SmallGroups.Shown(all.ToDictionary(m => m.Key, m => m.Facts.Enrolled), rules.PooledBelow);
        var rows = all.Where(m => alone.Contains(m.Key)).Select(m => Row(m.Key, m.Name, 1, m.Facts)).ToList();
        var small = all.Where(m => !alone.Contains(m.Key) && m.Facts.Enrolled > 0).Select(m => m.Facts).ToList();
        var together = MunicipalityFacts.Together(small);
        if (together.Enrolled >= rules.PooledBelow) rows.Add(Row(RankedRow.Pooled, "", small.Count, together));
        return new([.. rows.OrderByDescending(row => row.Score.Score.Value).ThenBy(row => row.Name, StringComparer.Ordinal)], rows.Count == 0 ? null : means);

        RankedRow Row(string key, string name, int members, MunicipalityFacts facts) =>
            new(key, name, members, facts, MunicipalityScore.Of(facts, means, rules));
    }

    /// <summary>Where they stand on average: the dotted line.</summary>
    public double Middle => Rows.Count == 0 ? 0 : Rows.Average(row => row.Score.Score.Value);

    /// <summary>Ends of the axis that hold every interval, in whole tens.</summary>
    public int From => Rows.Count == 0 ? 0 : (int)Math.Floor(Rows.Min(row => row.Score.Score.Low) / Step) * Step;

    public int To => Rows.Count == 0 ? 100 : (int)Math.Ceiling(Rows.Max(row => row.Score.Score.High) / Step) * Step;

    /// <summary>Those that are surely above the last one.</summary>
    public IReadOnlyList<RankedRow> SurelyAboveLast =>
        Rows.Count == 0 ? [] : [.. Rows.SkipLast(1).Where(row => row.Score.IsSurelyApartFrom(Rows[^1].Score))];

    /// <summary>How many other pairs can be told apart.</summary>
    public int OtherSurePairs =>
        Rows.SkipLast(1).SelectMany((upper, i) => Rows.Skip(i + 1).SkipLast(1).Where(lower => upper.Score.IsSurelyApartFrom(lower.Score))).Count();
}

/// <param name="Key">The municipality, or <see cref="Pooled"/>.</param>
/// <param name="Members">How many municipalities the row stands for.</param>
public sealed record RankedRow(string Key, string Name, int Members, MunicipalityFacts Facts, MunicipalityScore Score)
{
    public const string Pooled = "pooled";

    public bool IsPooled => Key == Pooled;
}

namespace Activation.Domain.Scoring;

/// <summary>
/// What came of an activity, as those who took part and the coordinator see it. The owner's own grade is shown apart and is not in here.
/// </summary>
/// <param name="Participants">Grades 1–5 of those who took part.</param>
/// <param name="Coordinators">Grades 1–5 of coordinators.</param>
public sealed record Outcome(IReadOnlyList<int> Participants, IReadOnlyList<int> Coordinators)
{
    public const int TopGrade = 5;

    public static Outcome None { get; } = new([], []);

    public int Raters => Participants.Count + Coordinators.Count;

    /// <summary>With fewer raters than this nothing is shown: a single grade says more about the rater than about the deed.</summary>
    public bool IsPublished(ScoringRules rules) => Sums.IsPublished(rules);

    /// <summary>R = (C·m + Σ u·r) ÷ (C + Σ u), 1–5: a first high grade lifts it a little, many lift it all the way.</summary>
    public double Shown(ScoringRules rules) => Sums.Shown(rules);

    /// <summary>R with its 95 % interval, 1–5; n is the raters.</summary>
    public Estimate Estimated(ScoringRules rules) => Sums.Estimated(rules);

    /// <summary>As much of the grades as that needs: added up once, however often a score of a day is asked for.</summary>
    public GradeSums Sums { get; } = new(Participants.Count, Participants.Sum(), Coordinators.Count, Coordinators.Sum());

    /// <summary>The grade in the middle, every rater counting once; between two grades the higher. Null without raters.</summary>
    public int? RoundedMedian()
    {
        if (Raters == 0) return null;
        int[] sorted = [.. Participants.Concat(Coordinators).Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2] + 1) / 2;
    }
}

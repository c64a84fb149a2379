namespace Activation.Domain.Scoring;

/// <summary>All grades of an outcome as far as its shown value needs them.</summary>
/// <param name="Participants">How many who took part have rated.</param>
/// <param name="ParticipantSum">The sum of their grades.</param>
/// <param name="Coordinators">How many coordinators have rated.</param>
/// <param name="CoordinatorSum">The sum of theirs.</param>
public sealed record GradeSums(int Participants, int ParticipantSum, int Coordinators, int CoordinatorSum)
{
    // Three fives are exactly 4.0 on paper; in binary they may be a hair less.
    const double Hair = 1e-9;

    // Grades of one activity usually lie about a step apart.
    const double Spread = 1.0;

    /// <summary>With fewer raters than this nothing is shown: a single grade says more about the rater than about the deed.</summary>
    public bool IsPublished(ScoringRules rules) => Participants + Coordinators >= rules.PublishedFrom;

    /// <summary>R = (C·m + Σ u·r) ÷ (C + Σ u), 1–5: a first high grade lifts it a little, many lift it all the way.</summary>
    public double Shown(ScoringRules rules) =>
        (rules.PriorWeight * rules.PriorMean + rules.ParticipantWeight * ParticipantSum + rules.CoordinatorWeight * CoordinatorSum)
        / (rules.PriorWeight + rules.ParticipantWeight * Participants + rules.CoordinatorWeight * Coordinators);

    /// <summary>R with its 95 % interval, both 1–5; n is how many have rated. What it starts from weighs as C grades do.</summary>
    public Estimate Estimated(ScoringRules rules)
    {
        var (value, ours, theirs) = (Shown(rules), rules.ParticipantWeight, rules.CoordinatorWeight);
        var variance = rules.PriorWeight + ours * ours * Participants + theirs * theirs * Coordinators;
        var spread = Wilson.Z95 * Spread * Math.Sqrt(variance) / (rules.PriorWeight + ours * Participants + theirs * Coordinators);
        return new(value, Participants + Coordinators, Math.Max(1, value - spread), Math.Min(Outcome.TopGrade, value + spread));
    }

    /// <summary>Shown, and good enough to be worth points.</summary>
    public bool IsGood(ScoringRules rules) => IsAtLeast(rules.Points.GoodOutcomeFrom, rules);

    /// <summary>Shown, and not below a value, 1–5.</summary>
    public bool IsAtLeast(double value, ScoringRules rules) => IsPublished(rules) && Shown(rules) >= value - Hair;
}

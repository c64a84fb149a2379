namespace Activation.Domain.Scoring;

/// <summary>What a municipality did in 28 days: whole days of the programme's calendar, the last one included.</summary>
/// <param name="Active">Distinct members who did anything; never more than the enrolled.</param>
/// <param name="Done">Activities carried out, of those due in the window.</param>
/// <param name="Outcome">All grades given to its activities in the window.</param>
/// <param name="Adoptions">Initiatives borrowed from other municipalities and by other municipalities.</param>
/// <param name="Initiatives">Initiatives it has a part in and that something was done about in the window.</param>
/// <param name="Across">Those of them that two municipalities or more are in.</param>
public sealed record MunicipalityFacts(int Enrolled, int Active, int Due, int Done, Outcome Outcome, int Adoptions, int Initiatives, int Across)
{
    /// <summary>Several municipalities as if they were one.</summary>
    public static MunicipalityFacts Together(IReadOnlyCollection<MunicipalityFacts> all) => new(
        all.Sum(f => f.Enrolled), all.Sum(f => f.Active), all.Sum(f => f.Due), all.Sum(f => f.Done),
        new([.. all.SelectMany(f => f.Outcome.Participants)], [.. all.SelectMany(f => f.Outcome.Coordinators)]),
        all.Sum(f => f.Adoptions), all.Sum(f => f.Initiatives), all.Sum(f => f.Across));
}

/// <summary>What is usual in the programme: where a municipality stands before it has done anything of its own. Each 0–1.</summary>
public sealed record ProgrammeMeans(double Breadth, double Doing, double Across)
{
    /// <summary>The shares of all municipalities together; one half where there is nothing to go by.</summary>
    public static ProgrammeMeans Of(IReadOnlyCollection<MunicipalityFacts> all)
    {
        var together = MunicipalityFacts.Together(all);
        return new(
            Share(together.Active, together.Enrolled), Share(together.Done, together.Due), Share(together.Across, together.Initiatives));
    }

    static double Share(int part, int whole) => whole == 0 ? 0.5 : (double)part / whole;
}

/// <summary>
/// A municipality's engagement, 0–100, over 28 days: S = 100 · (.30 B + .30 G + .20 O + .10 U + .10 X). Small ones are drawn towards the
/// programme's mean, so that one person's success cannot top the table. Never used for pay, appraisal or funding. Every part is 0–1 with its 95 %
/// interval; where its n is 0 it stands where everybody begins.
/// </summary>
/// <param name="Breadth">B: how many of the enrolled were active; n is the enrolled.</param>
/// <param name="Doing">G: how much of what was due was done; n is what was due.</param>
/// <param name="Outcome">O: what came of it, grade 1 as 0 and grade 5 as 1; while it has fewer raters than are published, m for everybody and n 0.</param>
/// <param name="Reuse">U: ideas taken up from others and by others, with ever smaller steps; n is the adoptions.</param>
/// <param name="Across">X: how many initiatives cross a municipal border; n is the initiatives.</param>
/// <param name="Score">0–100 with its 95 % interval; n is the enrolled.</param>
public sealed record MunicipalityScore(Estimate Breadth, Estimate Doing, Estimate Outcome, Estimate Reuse, Estimate Across, Estimate Score)
{
    public const int WindowDays = 28;

    // Grades of one activity usually lie about a step apart; O counts in fourths of the scale.
    const double GradeSpread = 1.0;
    const double GradeSteps = 4.0;

    public static MunicipalityScore Of(MunicipalityFacts facts, ProgrammeMeans means, ScoringRules rules)
    {
        // Grades of fewer than are published would be readable in the score: until then O is where everybody starts.
        var graded = facts.Outcome.IsPublished(rules) ? facts.Outcome : Scoring.Outcome.None;
        var (breadth, doing) = (Share(facts.Active, facts.Enrolled, means.Breadth, rules), Share(facts.Done, facts.Due, means.Doing, rules));
        var outcome = Around((graded.Shown(rules) - 1) / GradeSteps, graded.Raters, OutcomeVariance(graded, rules));
        var (reuse, across) = (Reused(facts.Adoptions, rules), Share(facts.Across, facts.Initiatives, means.Across, rules));
        var w = rules.Weights;
        var score = 100 * (w.Breadth * breadth.Value + w.Doing * doing.Value + w.Outcome * outcome.Value + w.Reuse * reuse.Value + w.Across * across.Value);
        var error = 100 * Math.Sqrt(
            Squared(w.Breadth) * Variance(breadth, rules) + Squared(w.Doing) * Variance(doing, rules) + Squared(w.Outcome) * OutcomeVariance(graded, rules)
            + Squared(w.Reuse) * ReuseVariance(facts.Adoptions, rules) + Squared(w.Across) * Variance(across, rules));
        return new(breadth, doing, outcome, reuse, across, new(
            score, facts.Enrolled, Math.Max(0, score - Wilson.Z95 * error), Math.Min(100, score + Wilson.Z95 * error)));
    }

    /// <summary>(part + k·mean) ÷ (whole + k), 0–1: the smaller the whole, the closer to the mean.</summary>
    public static double Shrunk(int part, int whole, double mean, ScoringRules rules) =>
        (part + rules.Shrinkage * mean) / (whole + rules.Shrinkage);

    /// <summary>The two can be told apart: their intervals do not overlap.</summary>
    public bool IsSurelyApartFrom(MunicipalityScore other) => Score.Low > other.Score.High || other.Score.Low > Score.High;

    static Estimate Share(int part, int whole, double mean, ScoringRules rules)
    {
        var share = new Estimate(Shrunk(part, whole, mean, rules), whole, 0, 1);
        return Around(share.Value, whole, Variance(share, rules));
    }

    static Estimate Around(double value, int n, double variance)
    {
        var spread = Wilson.Z95 * Math.Sqrt(variance);
        return new(value, n, Math.Max(0, value - spread), Math.Min(1, value + spread));
    }

    // A number of rare events lies within its own score interval, x + z²/2 ± z·√(x + z²/4): none seen is not none for sure.
    static Estimate Reused(int adoptions, ScoringRules rules)
    {
        var (middle, spread) = (adoptions + Squared(Wilson.Z95) / 2, Wilson.Z95 * Math.Sqrt(adoptions + Squared(Wilson.Z95) / 4));
        return new(Of(adoptions), adoptions, Of(Math.Max(0, middle - spread)), Of(middle + spread));

        double Of(double count) => 1 - Math.Exp(-count / rules.AdoptionsForTwoThirds);
    }

    // The variance of a beta distribution whose prior weighs k.
    static double Variance(Estimate share, ScoringRules rules) => share.Value * (1 - share.Value) / (share.N + rules.Shrinkage + 1);

    static double OutcomeVariance(Outcome outcome, ScoringRules rules) =>
        Squared(GradeSpread / GradeSteps) / (rules.PriorWeight + outcome.Raters);

    // Adoptions come like rare events do: their variance is their number.
    static double ReuseVariance(int adoptions, ScoringRules rules) =>
        Squared(Math.Exp(-adoptions / rules.AdoptionsForTwoThirds) / rules.AdoptionsForTwoThirds) * adoptions;

    static double Squared(double x) => x * x;
}

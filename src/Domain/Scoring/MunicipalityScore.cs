namespace Activation.Domain.Scoring;

/// <summary>What a municipality did in 28 days: whole days of the programme's calendar, the last one included.</summary>
/// <param name="Active">Distinct members who did anything; never more than the enrolled.</param>
/// <param name="Done">Activities carried out, of those due in the window, as far as another than their owner has confirmed it.</param>
/// <param name="Outcome">All grades first given in the window to its activities that enough have rated.</param>
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
    public static ProgrammeMeans Of(IReadOnlyCollection<MunicipalityFacts> all) => new(
        Share(all.Sum(f => f.Active), all.Sum(f => f.Enrolled)), Share(all.Sum(f => f.Done), all.Sum(f => f.Due)), Share(all.Sum(f => f.Across), all.Sum(f => f.Initiatives)));

    static double Share(int part, int whole) => whole == 0 ? 0.5 : (double)part / whole;
}

/// <summary>
/// A municipality's engagement, 0–100, over 28 days: S = 100 · (.30 B + .30 G + .20 O + .10 U + .10 X). Small ones are drawn towards the
/// programme's mean, so that one person's success cannot top the table. Never used for pay, appraisal or funding. Every part is 0–1 with its 95 %
/// interval; where its n is 0 it stands where everybody begins. A share's is Wilson's of the n + k that it rests on: who did all that was due is not known to do it always.
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

    // O counts in fourths of the scale.
    const double GradeSteps = 4.0;

    public static MunicipalityScore Of(MunicipalityFacts facts, ProgrammeMeans means, ScoringRules rules)
    {
        // Grades of fewer than are published would be readable in the score: until then O is where everybody starts.
        var graded = facts.Outcome.IsPublished(rules) ? facts.Outcome : Scoring.Outcome.None;
        var (breadth, doing) = (Share(facts.Active, facts.Enrolled, means.Breadth, rules), Share(facts.Done, facts.Due, means.Doing, rules));
        var outcome = Graded(graded, rules);
        var (reuse, across) = (Reused(facts.Adoptions, rules), Share(facts.Across, facts.Initiatives, means.Across, rules));
        var w = rules.Weights;
        return new(breadth, doing, outcome, reuse, across, Together(
            facts.Enrolled, [(w.Breadth, breadth), (w.Doing, doing), (w.Outcome, outcome), (w.Reuse, reuse), (w.Across, across)]));
    }

    /// <summary>(part + k·mean) ÷ (whole + k), 0–1: the smaller the whole, the closer to the mean.</summary>
    public static double Shrunk(int part, int whole, double mean, ScoringRules rules) =>
        (part + rules.Shrinkage * mean) / (whole + rules.Shrinkage);

    /// <summary>The two can be told apart: their intervals do not overlap.</summary>
    public bool IsSurelyApartFrom(MunicipalityScore other) => Score.Low > other.Score.High || other.Score.Low > Score.High;

    // Each end lies as far from the sum as the parts' own ends, taken together, from the parts: Zou and Donner's way (2008) for parts whose intervals are lopsided,
    // as Newcombe's for a difference.
    static Estimate Together(int enrolled, (double Weight, Estimate Part)[] parts)
    {
        var score = 100 * parts.Sum(one => one.Weight * one.Part.Value);
        var below = 100 * Math.Sqrt(parts.Sum(one => Squared(one.Weight * (one.Part.Value - one.Part.Low))));
        var above = 100 * Math.Sqrt(parts.Sum(one => Squared(one.Weight * (one.Part.High - one.Part.Value))));
        return new(score, enrolled, Math.Max(0, score - below), Math.Min(100, score + above));
    }

    static Estimate Share(int part, int whole, double mean, ScoringRules rules) =>
        Wilson.Leaning(Shrunk(part, whole, mean, rules), whole, rules.Shrinkage);

    static Estimate Graded(Outcome outcome, ScoringRules rules)
    {
        var shown = outcome.Estimated(rules);
        return new(OfScale(shown.Value), shown.N, OfScale(shown.Low), OfScale(shown.High));

        double OfScale(double grade) => (grade - 1) / GradeSteps;
    }

    // A number of rare events lies within its own score interval, x + z²/2 ± z·√(x + z²/4): none seen is not none for sure.
    static Estimate Reused(int adoptions, ScoringRules rules)
    {
        var (middle, spread) = (adoptions + Squared(Wilson.Z95) / 2, Wilson.Z95 * Math.Sqrt(adoptions + Squared(Wilson.Z95) / 4));
        return new(Of(adoptions), adoptions, Of(Math.Max(0, middle - spread)), Of(middle + spread));

        double Of(double count) => 1 - Math.Exp(-count / rules.AdoptionsForTwoThirds);
    }

    static double Squared(double x) => x * x;
}

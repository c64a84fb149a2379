namespace Activation.Domain.Scoring;

/// <summary>Answers to "would you recommend it", 0–10.</summary>
/// <param name="For">9 and 10.</param>
/// <param name="Between">7 and 8.</param>
/// <param name="Against">0 to 6.</param>
public sealed record Promoters(int For, int Between, int Against)
{
    /// <summary>With fewer answers than this nothing is shown: one answer would move it by more than ten.</summary>
    public const int ShownFrom = 10;

    const int ForFrom = 9, BetweenFrom = 7;

    public int N => For + Between + Against;

    /// <param name="answers">Each 0–10.</param>
    public static Promoters Of(IReadOnlyCollection<int> answers) => new(
        answers.Count(answer => answer >= ForFrom), answers.Count(answer => answer is >= BetweenFrom and < ForFrom), answers.Count(answer => answer < BetweenFrom));

    /// <summary>NPS = 100 · (P − D), −100 to 100, with its 95 % interval; null with too few answers.</summary>
    public Estimate? Score() => N < ShownFrom ? null : new(
        Value, N, Math.Max(-100, Value - Wilson.Z95 * StandardError), Math.Min(100, Value + Wilson.Z95 * StandardError));

    /// <summary>SE = 100 · √((P + D − (P − D)²) ÷ n).</summary>
    public double StandardError => 100 * Math.Sqrt((P + D - (P - D) * (P - D)) / N);

    double Value => 100 * (P - D);

    double P => (double)For / N;

    double D => (double)Against / N;
}

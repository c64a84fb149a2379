using Activation.Domain.Scoring;

namespace Activation.Web.Features.Definitions;

/// <summary>What a figure means. Its name and its sentence are texts, <c>definitions.{Key}.name</c> and <c>.text</c>.</summary>
/// <param name="Formula">In signs, the same in every language.</param>
/// <param name="Version">Changes when the meaning does.</param>
/// <param name="ByRules">Numbers of the programme's rules stand in the formula: which they are is told beside the scores.</param>
public sealed record Definition(string Key, string Formula, string Version, bool ByRules = false);

#pragma warning disable MA0049 // One of them, and all of them.
/// <summary>Every figure that pages, programs and files tell, each defined once.</summary>
public static class Definitions
#pragma warning restore MA0049
{
    /// <summary>Raised when any definition of the score changes.</summary>
    public const string Score = "score-6";

    public static IReadOnlyList<Definition> All { get; } =
    [
        new("score", "S = 100 · (wB·B + wG·G + wO·O + wU·U + wX·X)", Score, ByRules: true),
        new("breadth", "B = (a + k·μB) ÷ (n + k)", Score, ByRules: true),
        new("doing", "G = (d + k·μG) ÷ (n + k)", Score, ByRules: true),
        new("outcome", "O = (R − 1) ÷ 4;  R = (C·m + Σ u·r) ÷ (C + Σ u)", Score, ByRules: true),
        new("reuse", "U = 1 − e^(−x ÷ c)", Score, ByRules: true),
        new("across", "X = (x + k·μX) ÷ (n + k)", Score, ByRules: true),
        new("active", "Σ a;  a ≤ n", Score),
        new("initiatives", "Σ i", "counts-1"),
        new("carried-out", "Σ c", "counts-1"),
        new("moment", "h₁ + … + h₁₀", "moment-1"),
        new("ranking", "W = (p + z²÷2n − z·√(p(1 − p)÷n + z²÷4n²)) ÷ (1 + z²÷n);  p = s ÷ n", "ranking-1", ByRules: true),
        new("outcome-value", "R = (C·m + Σ u·r) ÷ (C + Σ u)", "outcome-1", ByRules: true),
        new("progress", "S − (S₁ + … + Sᵥ) ÷ v;  v ≤ 12", "progress-2"),
        new("feasibility", "y ÷ (y + n)", Domain.Scoring.Rates.Definition),
        new("commitment", "p ÷ y", Domain.Scoring.Rates.Definition),
        new("completion", "c ÷ (c + o + x)", Domain.Scoring.Rates.Definition),
        new("on-time", "t ÷ c", Domain.Scoring.Rates.Definition),
        new("top-outcome", "m₅ ÷ r", Domain.Scoring.Rates.Definition),
        new("rated-share", "r ÷ c", Domain.Scoring.Rates.Definition),
        new("adoption-rate", "b ÷ c", Domain.Scoring.Rates.Definition),
        new("funnel", "nᵢ ÷ nᵢ₋₁", "funnel-1"),
        new("answer-days", "x̃;  x = t₂ − t₁", "answer-1"),
        new("stage-deeds", "Σ i;  Σ c", "counts-1"),
        new("right-way", "u + v", "metrics-1"),
        new("linked", "Σ i", "metrics-1"),
        new("challenge", "Σ a;  g", "challenge-2"),
        new("baseline-mean", "x̄ = Σ x ÷ n;  x̄ ± t · s ÷ √n", "baseline-1"),
        new("baseline-yes", "y ÷ n", "baseline-1"),
        new("baseline-change", "x̄₂ − x̄₁;  y₂ ÷ n₂ − y₁ ÷ n₁", "baseline-1"),
        new("points", "Σ p · 2^(−d ÷ h)", "points-1", ByRules: true),
        new("ladder", "max t", "ladder-1"),
    ];

    public static Definition Of(string key) => All.First(one => one.Key == key);

    /// <summary>The head of a figure's column in a file, with the definition that it follows: a file is read far from the page.</summary>
    public static string Head(string name, string key) => $"{name} ({Of(key).Version})";
}

/// <summary>A figure's definition, to be opened where the figure stands.</summary>
/// <param name="Figure">With its n and its interval; null where the definition speaks of many.</param>
/// <param name="IsShare">Written as per cent.</param>
/// <param name="FrozenBy">The version that the figure was frozen by; null for one that is counted as it is defined today.</param>
/// <param name="Decimals">Of the ends of the interval, where it is no share.</param>
/// <param name="Each">Where it speaks of many: each with its n and its interval, in words.</param>
public sealed record Defined(string Key, Estimate? Figure = null, bool IsShare = true, string? FrozenBy = null, int Decimals = 0, IReadOnlyList<string>? Each = null)
{
    public Definition Definition => Definitions.Of(Key);

    /// <summary>It was frozen by a definition that has changed since: what stands here is not quite what it was counted by.</summary>
    public bool IsOfAnother => FrozenBy is { } version && version != Definition.Version;
}

using Activation.Domain.Scoring;
using Activation.Web.Platform;
using Activation.Web.Platform.Look;

namespace Activation.Web.Features.Scores;

/// <summary>What the ranking says in words: never more than the intervals allow.</summary>
public static class RankingWords
{
    public static string NameOf(this RankedRow row, Texts texts) => row.IsPooled ? texts.Count("scores.pooled", row.Members) : row.Name;

    /// <summary>How far a score is from where it wants to be. It is there when the whole of its interval is.</summary>
    public static string Distance(Estimate score, int goal, Texts texts) =>
        score.Low >= goal ? texts["scores.goal-reached"]
        : score.Value >= goal ? texts["scores.goal-unsure"]
        : texts["scores.goal-left", Figures.Number(Math.Ceiling(goal - score.Value))];

    /// <summary>Whether it stands surely apart from its own weeks: that is no word about the others.</summary>
    public static string Sureness(this Progress progress, Texts texts) => texts[progress switch
    {
        { IsSure: false } => "scores.progress-unsure",
        { Change: > 0 } => "scores.progress-higher",
        _ => "scores.progress-lower",
    }];

    public static string Sureness(this Ranking ranking, Texts texts)
    {
        if (ranking.Rows.Count == 1) return texts["scores.only-one"];
        var above = ranking.SurelyAboveLast;
        var others = ranking.OtherSurePairs;
        var last = ranking.Rows.Count > 0 ? ranking.Rows[^1].NameOf(texts) : "";
        string[] said =
        [
            above.Count > 0 ? texts["scores.surely-above", Listed([.. above.Select(row => row.NameOf(texts))], texts), last] : "",
            others > 0 ? texts.Count("scores.other-pairs", others) : "",
            texts[above.Count + others > 0 ? "scores.else-unsure" : "scores.unsure"],
        ];
        return string.Join(' ', said.Where(text => text.Length > 0));
    }

    static string Listed(string[] names, Texts texts) =>
        names.Length == 1 ? names[0] : texts["scores.and", string.Join(", ", names[..^1]), names[^1]];
}

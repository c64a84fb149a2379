using Activation.Domain.Scoring;
using Activation.Web.Platform;
using Activation.Web.Platform.Look;

namespace Activation.Web.Features.Definitions;

/// <summary>What each of several figures rests on and how sure it is, in words, where one definition stands for all of them.</summary>
static class Sureness
{
    /// <summary>Days in the middle of many, to be opened where they stand.</summary>
    public static Defined OfDays(Texts texts, string key, Estimate days) => days.N >= Median.SureFrom ? new(key, days, IsShare: false, Decimals: 1)
        : new(key, Each: [texts["definitions.each-days-few", texts[$"definitions.{key}.name"], Figures.Number(days.Value, 1), Figures.Number(days.N)]]);

    /// <param name="outcome">R, 1–5.</param>
    public static string Of(Texts texts, string title, Estimate outcome) => texts.Count(
        "definitions.each-outcome", outcome.N, title, Figures.Number(outcome.Value, 1), Figures.Range(outcome.Low, outcome.High, 1));

    /// <param name="share">Of those who came to the step before; null for the first.</param>
    public static IEnumerable<string> Of(Texts texts, string name, Estimate? share, PathwayCount step)
    {
        if (share is { N: > 0 })
            yield return texts["definitions.each-share", name, Figures.Percent(share.Value), Figures.Number(share.N), Figures.PercentRange(share.Low, share.High)];
        if (step is { MedianDays: { } days, LowDays: { } low, HighDays: { } high })
            yield return texts["definitions.each-days", name, Figures.Number(days, 1), Figures.Number(step.Count), Figures.Range(low, high, 1)];
        else if (step.MedianDays is { } alone)
            yield return texts[step.Count < Median.SureFrom ? "definitions.each-days-few" : "definitions.each-days-unkept", name, Figures.Number(alone, 1), Figures.Number(step.Count)];
    }
}

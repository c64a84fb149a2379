using System.Globalization;
using Activation.Domain.Scoring;
using Activation.Store;
using Activation.Web.Features.Initiatives;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Rates;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Live;
using Activation.Web.Platform.Look;

namespace Activation.Web.Features.Scores;

/// <summary>The ranking and the stage's two rings, as open screens show them.</summary>
[Needs(Permission.Look)]
public sealed class ScoresBoard(ScoresQuery scores, StageRates rates, Texts texts) : IBoard
{
    public string Kind => "scores";

    public bool OfInitiative => false;

    public Task<bool> MaySee(Guid? person, Subject subject) => Task.FromResult(true);

    public bool IsTouchedBy(Recorded recorded) =>
        InitiativeEvent.IdOf(recorded.Data) is not null
        || recorded.Data.GetType().Namespace is "Activation.Domain.Programmes" or "Activation.Domain.Members";

    public async Task<object> State(Subject subject)
    {
        var here = subject.Programme;
        var now = DateTimeOffset.UtcNow;
        var ranking = await scores.Of(here, now);
        var stage = here.LastClosed() ?? here.OpenStage;
        var figures = stage is null ? null : await rates.Of(here, stage, here.Today(now));
        return new ScoresState(
            ranking.Sureness(texts), Figures.Number(ranking.From), Figures.Number(ranking.To), [.. ranking.Rows.Select(row => Row(ranking, row))],
            Drawn(figures?.Completion, share => $"{Part(share)}, {texts["board.stage", stage!.Stage].ToLower(CultureInfo.CurrentCulture)}"),
            Drawn(figures?.TopOutcome, share => texts["board.of-rated", Part(share)]));
    }

    ScoreState Row(Ranking ranking, RankedRow row)
    {
        var band = new Band(row.Score.Score, ranking.From, ranking.To, ranking.Middle);
        var score = row.Score.Score;
        return new(
            row.Key, row.NameOf(texts), Figures.Number(score.Value), texts["scores.n", Figures.Number(score.N)], Figures.Number(score.N),
            texts["look.band-label", Figures.Number(score.Value), Figures.Number(score.Low), Figures.Number(score.High)],
            Svg.N(band.Low), Svg.N(band.High), Svg.N(band.Mark), Svg.N(band.MiddleX ?? 0));
    }

    string Part(Estimate share) => texts["board.of", Figures.Number(share.Value * share.N), Figures.Number(share.N)];

    // Where there was a figure there may be none any longer: that is a state of its own.
    RingState Drawn(Estimate? figure, Func<Estimate, string> part) => figure is { N: > 0 } share
        ? new(
            Figures.Percent(share.Value), Svg.N(share.Value * 100), Svg.N(share.Low * 100), Svg.N((share.High - share.Low) * 100),
            texts["look.ring-label", Figures.Percent(share.Value), Figures.Number(share.Value * share.N), Figures.Number(share.N),
                Figures.PercentRange(share.Low, share.High)], part(share))
        : new(texts["look.no-figure-short"], "0", "0", "0", texts["look.no-figure"], texts["look.no-figure"]);
}

/// <param name="From">Lower end of the axis.</param>
public sealed record ScoresState(string Sureness, string From, string To, IReadOnlyList<ScoreState> Rows, RingState Completion, RingState TopOutcome);

/// <param name="N">What it rests on, in words; <paramref name="Count"/> is the number alone, for a screen that has no room for words.</param>
/// <param name="Label">What the band says to who does not see it.</param>
/// <param name="Low">With the others: lengths in the drawing of the band.</param>
public sealed record ScoreState(string Key, string Name, string Score, string N, string Count, string Label, string Low, string High, string Mark, string Middle);

/// <param name="Length">With low and spread: lengths on a circle of 100.</param>
/// <param name="Part">62 of 117, and of which stage.</param>
public sealed record RingState(string Percent, string Length, string Low, string Spread, string Label, string Part);

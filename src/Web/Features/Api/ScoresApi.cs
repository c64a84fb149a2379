using Activation.Domain.Scoring;
using Activation.Web.Features.Board;
using Activation.Web.Features.Rates;
using Activation.Web.Features.Scores;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Api;

namespace Activation.Web.Features.Api;

static class ScoresApi
{
    public static void MapScores(this IEndpointRouteBuilder here)
    {
        here.MapGet("/scores", Scores).WithSummary("Every municipality's engagement over 28 days, and the pulse of the moment").Produces<ScoresShape>();
        here.MapGet("/rates", Rates).WithSummary("What became of a stage's activities").Produces<RatesShape>();
    }

    [Needs(Permission.Look)]
    static async Task<IResult> Scores(string programme, Caller caller, ScoresQuery scores, MomentQuery moments, Texts texts, DateOnly? asOf)
    {
        var here = await caller.Here();
        var now = await caller.Now();
        var today = here.Today(now);
        if (asOf is { } day && day != today) return Problem.Bad("scores.today-only", today.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        var ranking = await scores.Of(here, now);
        var moment = await moments.Of(here, now);
        return Tagged.Json(caller.Http, new ScoresShape(
            caller.Position, today, [.. ranking.Rows.Select(row => Row(row, texts))],
            new MomentShape(moment.LastTen, moment.Minutes, moment.Votes, moment.Open)));
    }

    static ScoreShape Row(RankedRow row, Texts texts)
    {
        var score = row.Score;
        return new ScoreShape(
            row.NameOf(texts), score.Score.Value, score.Score.Low, score.Score.High, row.Facts.Enrolled,
            new ComponentsShape(score.Breadth, score.Doing, score.Outcome, score.Reuse, score.Across));
    }

    [Needs(Permission.Look)]
    static async Task<IResult> Rates(string programme, Caller caller, StageRates rates, int stage)
    {
        var here = await caller.Here();
        if (here.Stages.FirstOrDefault(row => row.Stage == stage) is not { } found) return Problem.Missing;
        var figures = await rates.Of(here, found, here.Today(await caller.Now()));
        return Tagged.Json(caller.Http, Shape(stage, found.Figures is not null, figures));
    }

    static RatesShape Shape(int stage, bool frozen, StageFigures f) =>
        new(stage, frozen, f.Feasibility, f.Commitment, f.Completion, f.OnTime, f.TopOutcome, f.RatedShare, f.NotYetDue);
}

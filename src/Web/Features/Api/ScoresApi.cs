using System.Text.Json;
using Activation.Domain.Scoring;
using Activation.Web.Features.Board;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Programmes;
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
        here.MapGet("/definitions", Defined).WithSummary("What every figure means").Produces<PageOf<DefinitionShape>>();
        here.MapGet("/rates", Rates).WithSummary("What became of a stage's activities").Produces<RatesShape>();
    }

    [Needs(Permission.Look)]
    static async Task<IResult> Scores(string programme, Caller caller, ScoresQuery scores, MomentQuery moments, Texts texts, Chronicle.Chronicle chronicle, string? asOf)
    {
        var (here, now) = (await caller.Here(), await caller.Now());
        var asked = await chronicle.Asked(here, now, asOf);
        if (asked.Problem is { } problem) return Problem.Bad(problem, asked.Argument);
        var ranking = await scores.On(asked.IsPast ? await chronicle.At(here, asked.Day) : here, asked.Day);
        // The pulse is of now: a day that is over has none.
        var moment = asked.IsPast ? null : await moments.Of(here, now);
        return Tagged.Json(caller.Http, new ScoresShape(
            caller.Position, asked.Day, Definitions.Definitions.Score, here.RulesThen(asked.Day).Version, [.. ranking.Rows.Select(row => Row(row, texts))],
            moment is null ? null : new MomentShape(moment.LastTen, moment.Minutes, moment.Votes, moment.Open),
            RulesShape.Of(NumbersInForce.On(here, asked.Day, ranking.Means))));
    }

    static ScoreShape Row(RankedRow row, Texts texts)
    {
        var score = row.Score;
        return new ScoreShape(
            row.NameOf(texts), score.Score.Value, score.Score.Low, score.Score.High, row.Facts.Enrolled,
            new ComponentsShape(score.Breadth.Value, score.Doing.Value, score.Outcome.Value, score.Reuse.Value, score.Across.Value),
            new PartsShape(score.Breadth, score.Doing, score.Outcome, score.Reuse, score.Across), CountsShape.Of(row.Facts));
    }

    [Needs(Permission.Look)]
    static IResult Defined(string programme, Caller caller, Texts texts) => Tagged.Json(caller.Http, new PageOf<DefinitionShape>(
        [.. Definitions.Definitions.All.Select(one => new DefinitionShape(
            one.Key, texts[$"definitions.{one.Key}.name"], texts[$"definitions.{one.Key}.text"], one.Formula, one.Version))]));

    [Needs(Permission.Look)]
    static Task<IResult> Rates(string programme, Caller caller, StageRates rates, StagePathways pathways, Chronicle.Chronicle chronicle, int stage, string? asOf) =>
        chronicle.Tell(caller, asOf, async (here, asked) =>
        {
            if (here.Stages.FirstOrDefault(row => row.Stage == stage) is not { } found) return Problem.Missing;
            var figures = await rates.Of(here, found, asked.Day);
            return Tagged.Json(caller.Http, Shape(
                found, asked.Day, figures, await pathways.Of(here, found, null, asked.Day), await rates.Outside(here, asked.Day)));
        });

    static RatesShape Shape(StageRow stage, DateOnly asOf, StageFigures f, IReadOnlyList<PathwayCount> steps, int outside) =>
        new(stage.Stage, stage.Figures is not null, asOf, stage.Definition ?? Domain.Scoring.Rates.Definition, f.Feasibility, f.Commitment, f.Completion, f.OnTime, f.TopOutcome, f.RatedShare, f.Reuse, f.NotYetDue,
            [.. steps.Select((step, place) => Shape(step, f.Steps?.FirstOrDefault(frozen => frozen.Step == step.Step), Pathway.ShareOfPrevious(steps, place)))], outside);

    static FunnelShape Shape(PathwayCount step, PathwayCount? frozen, Estimate? share) => new(
        JsonNamingPolicy.CamelCase.ConvertName($"{step.Step}"), step.Count, step.MedianDays, frozen?.MedianDays, share, step.LowDays, step.HighDays, frozen?.Count,
        frozen?.LowDays, frozen?.HighDays);
}

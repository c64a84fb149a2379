using Activation.Domain.Scoring;
using Activation.Web.Features.Baseline;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Api;

namespace Activation.Web.Features.Api;

/// <param name="AsOf">The day whose end is told; today ends when it does.</param>
/// <param name="Waves">In the order of their stages.</param>
public sealed record BaselineShape(DateOnly AsOf, string Definition, IReadOnlyList<WaveShape> Waves);

/// <param name="Stage">The stage that it came after; 0 before the first.</param>
/// <param name="Answered">How many have, while it is open; then nothing else is told. Null of one that is over: each figure has its n.</param>
/// <param name="Statements">Of all together; null while it is open, and where too few have answered to be told of.</param>
/// <param name="Municipalities">Those that may be told of by themselves. What is left out cannot be reckoned back from the whole.</param>
public sealed record WaveShape(
    int Stage, DateOnly Until, bool Open, int? Answered, IReadOnlyList<StatementShape>? Statements, IReadOnlyList<WavePlaceShape> Municipalities);

public sealed record WavePlaceShape(string Name, IReadOnlyList<StatementShape> Statements);

/// <param name="Mean">1–5, with its 95 % interval.</param>
/// <param name="Yes">The share, 0–1, who answered 4 or 5.</param>
/// <param name="MeanChange">Since the first wave that can be told of; null in that one, and where it cannot be told.</param>
/// <param name="MeanChangeSinceLast">Since the wave before that can be told of, which after the second is another one.</param>
public sealed record StatementShape(
    string Statement, string Text, Estimate Mean, Estimate Yes, ChangeShape? MeanChange, ChangeShape? YesChange, ChangeShape? MeanChangeSinceLast,
    ChangeShape? YesChangeSinceLast);

/// <param name="Low">With <paramref name="High"/> the 95 % interval.</param>
/// <param name="IsSure">Nothing at all lies outside of the interval.</param>
/// <param name="Since">The stage of the wave that it is compared with.</param>
/// <param name="Before">How many had answered then.</param>
public sealed record ChangeShape(double Value, double Low, double High, bool IsSure, int Since, int Before);

/// <summary>The five statements that all are asked, as on their page: nothing of few, and of nobody.</summary>
static class BaselineApi
{
    public static void MapBaseline(this IEndpointRouteBuilder here) =>
        here.MapGet("/baseline", Waves).WithSummary("What was answered to the five statements, wave by wave, and how it has changed, at the end of any day").Produces<BaselineShape>();

    [Needs(Permission.Look)]
    static Task<IResult> Waves(string programme, Caller caller, BaselineResults results, Texts texts, Chronicle.Chronicle chronicle, string? asOf) =>
        chronicle.Tell(caller, asOf, async (here, asked) =>
        {
            var waves = await results.On(here, asked);
            var seats = waves.Open is { } open ? await results.Seats(here, open.Stage) : 0;
            return Tagged.Json(caller.Http, new BaselineShape(
                asked.Day, Definitions.Definitions.Of("baseline-mean").Version, [.. waves.All.Select(wave => Shape(here, texts, waves, wave, seats))]));
        });

    static WaveShape Shape(ProgrammeView here, Texts texts, WavesThen waves, WaveRow wave, int seats)
    {
        var told = waves.Closed.FirstOrDefault(one => one.Stage == wave.Stage);
        var isOpen = wave.ClosedAt is null;
        return new WaveShape(
            wave.Stage, wave.UntilOn, isOpen, isOpen ? seats : null, told is null ? null : Statements(texts, waves, told, null),
            told is null ? [] : [.. here.Municipalities.Where(place => told.Shown.Contains(place.Municipality))
                .Select(place => new WavePlaceShape(place.Name, Statements(texts, waves, told, place.Municipality)))]);
    }

    static IReadOnlyList<StatementShape> Statements(Texts texts, WavesThen waves, WaveAnswers told, string? municipality)
    {
        var (answers, first, last) = (told.Of(municipality)!, waves.Before(told), waves.JustBefore(told));
        return
        [
            .. AnswerForm.Statements.Select((statement, i) => new StatementShape(
                statement, texts[$"baseline.{statement}"], answers[i].Mean(), answers[i].Yes(),
                Since(first, i, answers[i].MeanSince), Since(first, i, answers[i].YesSince), Since(last, i, answers[i].MeanSince), Since(last, i, answers[i].YesSince))),
        ];

        ChangeShape? Since(WaveAnswers? earlier, int statement, Func<ScaleAnswers, Change> change) =>
            earlier?.Of(municipality)?[statement] is { } then ? Shape(change(then), earlier.Stage, then.N) : null;
    }

    static ChangeShape? Shape(Change change, int since, int before) => change.IsKnown ? new(change.Value, change.Low, change.High, change.IsSure, since, before) : null;
}

using System.Text.Json;
using Activation.Domain.Goals;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Goals;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Api;
using FluentValidation;

namespace Activation.Web.Features.Api;

static class GoalsApi
{
    const string ValueExample = """
        { "year": 2017, "value": 5.5, "unit": "% av bilparken", "source": "Fordonsregistret, uttag i januari 2018" }
        """;

    public static void MapGoals(this IEndpointRouteBuilder here)
    {
        here.MapGet("/metrics", List).WithSummary("The plan's metrics in the order of print, with their values and where they stand, at the end of any day").Produces<PageOf<MetricShape>>();
        here.MapPost("/metrics/{number}/values", Record).WithSummary("Write down what was measured; with a reason it corrects the value of the same period")
            .Produces<RecordedShape>(StatusCodes.Status201Created).WithMetadata(new Example(ValueExample));
    }

    [Needs(Permission.Look)]
    static Task<IResult> List(string programme, Caller caller, GoalPlan plan, Chronicle.Chronicle chronicle, string? asOf) =>
        chronicle.Tell(caller, asOf, async (here, asked) => Tagged.Json(
            caller.Http, new PageOf<MetricShape>([.. (await plan.Metrics(here, asked.Day, null)).Select(metric => Shape(here, metric))])));

    [Needs(Permission.TakePart)]
    static async Task<IResult> Record(
        string programme, string number, ValueBody body, Caller caller, GoalPlan plan, IValidator<RecordMetricValue> values)
    {
        var hand = await caller.Hand();
        if (await plan.Metric(hand.Here.Id, number) is null) return Problem.Missing;
        var command = body.AsCommand(number, hand.Here);
        if (caller.Faults(values, command) is { } faults) return faults;
        var outcome = await hand.Record(command);
        if (outcome is not Done done) return Problem.Of((No)outcome);
        var listed = (await plan.Metrics(hand.Here, hand.Here.Today(hand.Now), null)).First(metric => metric.Card.Number == number);
        return Results.Created((string?)null, new RecordedShape(done.Position, Shape(hand.Here, listed)));
    }

    static MetricShape Shape(ProgrammeView here, ListedMetric listed)
    {
        var card = listed.Card;
        return new MetricShape(
            card.Number, card.Text, card.Area, Word(card.Kind), card.Unit, card.Target, card.DueYear,
            [.. card.Responsible.Select(here.NameOf)], [.. card.CoResponsible.Select(here.NameOf)],
            [.. card.Track.Select(point => new TrackShape(point.Year, point.Value))], Word(listed.Series.Status), listed.Initiatives,
            [.. listed.Series.Values.Select(value => Shape(here, value))]);
    }

    static MeasuredShape Shape(ProgrammeView here, StandingRow value) => new(
        value.Now.Municipality is { } key ? here.NameOf(key) : null, value.Now.Year, value.Now.Day, value.Now.Value, value.Now.Comparison,
        value.Now.Source, value.Now.At, value.Before.Count > 0);

    static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

using System.Text.Json;
using Activation.Store.Followers;
using Activation.Web.Features.Goals;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Api;

namespace Activation.Web.Features.Api;

static class GoalsApi
{
    public static void MapGoals(this IEndpointRouteBuilder here) =>
        here.MapGet("/metrics", List).WithSummary("The plan's metrics in the order of print").Produces<PageOf<MetricShape>>();

    [Needs(Permission.Look)]
    static Task<IResult> List(string programme, Caller caller, GoalPlan plan, ReadModels readModels) => Tagged.AtPosition(caller.Http, readModels, async () =>
    {
        var here = await caller.Here();
        return new PageOf<MetricShape>([.. (await plan.Metrics(here.Id, null)).Select(listed => Shape(here, listed))]);
    });

    static MetricShape Shape(ProgrammeView here, ListedMetric listed)
    {
        var card = listed.Card;
        return new MetricShape(
            card.Number, card.Text, card.Area, JsonNamingPolicy.CamelCase.ConvertName(card.Kind.ToString()), card.Unit, card.Target, card.DueYear,
            [.. card.Responsible.Select(here.NameOf)], [.. card.CoResponsible.Select(here.NameOf)],
            [.. card.Track.Select(point => new TrackShape(point.Year, point.Value))], "notMeasured", listed.Initiatives);
    }
}

using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Api;

namespace Activation.Web.Features.Api;

static class ProgrammesApi
{
    public static void MapProgrammes(this IEndpointRouteBuilder api)
    {
        api.MapGet("/", List).WithSummary("The programmes that the caller may see").Produces<PageOf<ProgrammeShape>>().AllowAnonymous();
        api.MapGet("/{programme}", One).WithSummary("A programme with its municipalities, values, focus areas and stages")
            .Produces<ProgrammeDetailShape>();
    }

    static async Task<IResult> List(Caller caller, ProgrammeDirectory programmes)
    {
        var open = await programmes.OpenTo(caller.Person);
        return Tagged.Json(caller.Http, new PageOf<ProgrammeShape>([.. open.Select(here => here.Card).Select(card =>
            new ProgrammeShape(card.Slug, card.Name, card.Organisation, card.Vision, card.Stage))]));
    }

    [Needs(Permission.Look)]
    static async Task<IResult> One(string programme, Caller caller) => Tagged.Json(caller.Http, Shape(await caller.Here()));

    static ProgrammeDetailShape Shape(ProgrammeView here)
    {
        var card = here.Card;
        return new ProgrammeDetailShape(
            card.Slug, card.Name, card.Organisation, card.Vision, card.VisionSource, card.Stage, card.TimeZone, card.Languages,
            [.. here.Municipalities.Select(m => new MunicipalityShape(m.Municipality, m.Name, m.Population, m.Latitude, m.Longitude))],
            [.. here.Values.Select(v => new CoreValueShape(v.Value, v.Name, v.Meaning))],
            [.. here.FocusAreas.Select(f => new FocusAreaShape(f.FocusArea, f.Name))],
            [.. here.Stages.Select(s => new StageShape(s.Stage, s.Theme, s.FromOn, s.ToOn, ApiJson.Word(s.State)))]);
    }
}

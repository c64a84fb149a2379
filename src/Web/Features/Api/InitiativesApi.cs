using System.Globalization;
using Activation.Store;
using Activation.Web.Features.Activities;
using Activation.Web.Features.Initiatives;
using Activation.Web.Features.Initiatives.Details;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Stories;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Api;
using Activation.Web.Platform.Pages;
using FluentValidation;

namespace Activation.Web.Features.Api;

static class InitiativesApi
{
    const int UsualPage = 50;
    const int LargestPage = 200;

    const string ProposeExample = """
        {
          "title": "Gå en språkpromenad från biblioteket till torget",
          "description": "Nyinflyttade och föreningsfolk går tillsammans en timme i veckan.",
          "focusAreas": ["motesplatser"],
          "values": [{ "value": "manskligt", "how": "Alla som vill går med, i sin egen takt." }],
          "plan": {
            "title": "Första promenaden", "what": "Gå en språkpromenad varannan torsdag", "responsible": "Biblioteket", "when": "i augusti",
            "place": "Nyinflyttade, vid torget", "firstStep": "Ring tre volontärer"
          }
        }
        """;

    public static void MapInitiatives(this IEndpointRouteBuilder here)
    {
        here.MapGet("/initiatives", List).WithSummary("The initiatives by number, a page at a time").Produces<PageOf<InitiativeShape>>();
        here.MapPost("/initiatives", Propose).WithSummary("Put an idea to everyone").Produces<ProposedShape>(StatusCodes.Status201Created)
            .WithMetadata(new Example(ProposeExample));
        here.MapGet("/initiatives/{number:int}", One).WithSummary("An initiative with its activities and history").Produces<InitiativeDetailShape>();
    }

    /// <summary>By number: the order never changes, so that one who turns pages sees each once, and it puts nobody ahead.</summary>
    [Needs(Permission.Look)]
    static async Task<IResult> List(
        string programme, Caller caller, InitiativeList list, string? state, string? municipality, string? next, int limit = UsualPage)
    {
        var here = await caller.Here();
        var place = here.Municipalities.FirstOrDefault(m => m.Municipality == municipality || m.Name == municipality);
        if (state is not null && !InitiativeFilter.States.Contains(state)) return Unknown(nameof(state), InitiativeFilter.States);
        if (municipality is not null && place is null) return Unknown(nameof(municipality), here.Municipalities.Select(m => m.Name));
        if (!Reads(next, out var after) || limit is < 1 or > LargestPage) return Problem.Bad("api.page", LargestPage);
        var found = await list.Find(here, new Cut(null, place?.Municipality, null, null, state, null, null), await caller.Now());
        var rest = found.ByNumber(after, limit);
        var page = await list.Cards(rest.Items, await caller.Me(), await caller.Now());
        var more = rest.HasMore ? rest.Items[^1].Number.ToString(CultureInfo.InvariantCulture) : null;
        return Tagged.Json(caller.Http, new PageOf<InitiativeShape>([.. page.Select(item => Depiction.Item(here, item))], more));
    }

    [Needs(Permission.Look)]
    static async Task<IResult> One(string programme, int number, Caller caller, Reading reading, Depiction depiction)
    {
        var here = await caller.Here();
        return await reading.Find(here.Id, number) is { } card
            ? Tagged.Json(caller.Http, await depiction.Whole(here, card, await caller.Me(), await caller.Now()))
            : Problem.Missing;
    }

    [Needs(Permission.TakePart)]
    static async Task<IResult> Propose(
        string programme, InitiativeBody body, Caller caller, IValidator<IdeaForm> ideas, IValidator<PlanForm> plans, InitiativeNumbers numbers, Views views,
        Adopting adopting, Depiction depiction)
    {
        var (idea, plan) = (body.AsForm(), body.Plan?.AsForm() ?? new PlanForm());
        if ((caller.Faults(ideas, idea) ?? (body.Plan is null ? null : caller.Faults(plans, plan))) is { } faults) return faults;
        var hand = await caller.Hand();
        var initiative = DerivedId.From(hand.Here.Id, hand.Me.Member, hand.Command);
        if (body.Parent is { } parent)
        {
            // Sent again it was taken up already, and by themselves: the first answer stands.
            var isSent = (await hand.Read(StreamNames.Initiative(initiative))).Id == initiative;
            if (!isSent && await adopting.Refused(hand.Here, hand.Me, parent, body.Again) is { } no) return no.Key == "api.parent" ? Problem.Bad(no.Key) : Problem.Of(no);
            idea.Parent = await numbers.Find(hand.Here.Id, parent);
        }

        var outcome = await hand.Propose(initiative, idea, plan);
        if (outcome is not Done done) return Problem.Of((No)outcome);
        var card = await views.One<InitiativeCard>("select * from initiative where initiative = @initiative", new { initiative })
            ?? throw new OutcomeUnknownException("It is proposed, but its number is not known yet");
        return Results.Created(
            $"/api/v1/programmes/{hand.Here.Slug}/initiatives/{card.Number}",
            new ProposedShape(done.Position, await depiction.Whole(hand.Here, card, hand.Me, hand.Now)));
    }

    static Problem Unknown(string filter, IEnumerable<string> known) => Problem.Bad("api.filter", filter, string.Join(", ", known));

    static bool Reads(string? next, out int after)
    {
        after = 0;
        return next is null || int.TryParse(next, NumberStyles.None, CultureInfo.InvariantCulture, out after);
    }
}

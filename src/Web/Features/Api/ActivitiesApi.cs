using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Web.Features.Activities;
using Activation.Web.Features.Initiatives;
using Activation.Web.Features.Initiatives.Details;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Api;
using Activation.Web.Platform.Pages;
using FluentValidation;

namespace Activation.Web.Features.Api;

static class ActivitiesApi
{
    const string PlanExample = """
        {
          "title": "Språkpromenad i oktober", "what": "Gå en språkpromenad varannan torsdag", "responsible": "Biblioteket", "when": "i oktober",
          "place": "Nyinflyttade, vid torget", "firstStep": "Ring tre volontärer", "successSign": "12 deltagare", "submit": true
        }
        """;

    public static void MapActivities(this IEndpointRouteBuilder here)
    {
        here.MapPost("/initiatives/{number:int}/activities", Plan).WithSummary("Plan an activity, and send it when asked to")
            .Produces<PlannedShape>(StatusCodes.Status201Created).WithMetadata(new Example(PlanExample));
        var activity = here.MapGroup("/activities/{activity:guid}");
        activity.MapPost("/decision", Decide).WithSummary("The coordinator's answer").Produces<PlannedShape>()
            .WithMetadata(new Example("""{ "decision": "return", "reason": "Vem öppnar lokalen?" }"""));
        activity.MapPost("/done", Done).WithSummary("It was carried out").Produces<PlannedShape>()
            .WithMetadata(new Example("""{ "participants": 14, "note": "Solen sken." }"""));
        activity.MapPut("/rating", Rate).WithSummary("What came of it, 1–5").Produces<PlannedShape>()
            .WithMetadata(new Example("""{ "grade": 4, "note": "Fler kom än vi trodde." }"""));
    }

    [Needs(Permission.TakePart)]
    static async Task<IResult> Plan(
        string programme, int number, ActivityBody body, Caller caller, Reading reading, Depiction depiction, IValidator<PlanForm> plans)
    {
        var hand = await caller.Hand();
        if (await reading.Find(hand.Here.Id, number) is not { } card) return Problem.Missing;
        var form = body.AsForm();
        if (caller.Faults(plans, form) is { } faults) return faults;
        var id = DerivedId.From(card.Initiative, hand.Me.Member, hand.Command);
        var outcome = await hand.Plan(
            card.Initiative, new PlanActivity(id, hand.Me.Member, PlaceOf(body.Municipality, hand, card), form.ToPlan()), body.Submit);
        return outcome is No no ? Problem.Of(no) : Results.Created((string?)null, await Told(hand, (Done)outcome, reading, depiction, card.Initiative, id));
    }

    [Needs(Permission.Decide)]
    static Task<IResult> Decide(string programme, Guid activity, DecisionBody body, Caller caller, Reading reading, Depiction depiction, Texts texts) => body.Decision is not { } answer
        ? Task.FromResult<IResult>(caller.Wrong((nameof(body.Decision), texts["api.decision"])))
        : Act(activity, caller, reading, depiction, (hand, card) => hand.Decide(
            StreamNames.Initiative(card.Initiative), (state, actor, now) => Answered(answer, state, card.Activity, body.Reason, actor, now)));

    static Decision Answered(Answer answer, Initiative state, Guid activity, string? reason, Actor actor, DateTimeOffset now) => answer switch
    {
        Answer.Approve => Approving.Approve(state, new ApproveActivity(activity, reason), actor, now),
        Answer.Return => Approving.Return(state, new ReturnActivity(activity, reason ?? ""), actor, now),
        _ => Approving.Decline(state, new DeclineActivity(activity, reason ?? ""), actor, now),
    };

    [Needs(Permission.TakePart)]
    static Task<IResult> Done(string programme, Guid activity, DoneBody? body, Caller caller, Reading reading, Depiction depiction) => Act(activity, caller, reading, depiction, (hand, card) =>
    {
        var command = new MarkCarriedOut(card.Activity, body?.On ?? hand.Now.Today(), body?.Participants ?? 0, body?.Note ?? "");
        return hand.Decide(StreamNames.Initiative(card.Initiative), (state, actor, now) => CarryingOut.Mark(state, command, actor, now));
    });

    [Needs(Permission.TakePart)]
    static Task<IResult> Rate(string programme, Guid activity, RatingBody body, Caller caller, Reading reading, Depiction depiction, Texts texts) => body.Grade is not { } grade
        ? Task.FromResult<IResult>(caller.Wrong((nameof(body.Grade), texts[Refusals.Ratings.GradeRange])))
        : Act(activity, caller, reading, depiction, (hand, card) => hand.Rate(card.Initiative, new RateOutcome(card.Activity, grade, body.Note)));

    static async Task<IResult> Act(Guid activity, Caller caller, Reading reading, Depiction depiction, Func<Hand, ActivityCard, Task<Outcome>> act)
    {
        var hand = await caller.Hand();
        if (await reading.ActivityOf(hand.Here.Id, activity) is not { } card) return Problem.Missing;
        var outcome = await act(hand, card);
        return outcome is No no ? Problem.Of(no) : Results.Ok(await Told(hand, (Done)outcome, reading, depiction, card.Initiative, card.Activity));
    }

    static async Task<PlannedShape> Told(Hand hand, Done done, Reading reading, Depiction depiction, Guid initiative, Guid activity) =>
        new(done.Position, depiction.Of(hand.Here, await reading.Activity(initiative, activity)
            ?? throw new Store.OutcomeUnknownException("It is written, but not to be seen yet"), hand.Now));

    static string PlaceOf(string? asked, Hand hand, InitiativeCard card) => asked is null
        ? card.Partners.Prepend(card.Municipality).FirstOrDefault(place => hand.Me.Member == card.Proposer || hand.Me.Coordinates(place), card.Municipality)
        : hand.Here.Municipalities.FirstOrDefault(m => m.Name == asked)?.Municipality ?? asked;
}

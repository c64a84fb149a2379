using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Web.Features.Initiatives;
using Activation.Web.Features.Initiatives.Details;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Api;

namespace Activation.Web.Features.Api;

/// <summary>A member's own vote and own "jag är med".</summary>
static class VotesApi
{
    public static void MapVotes(this IEndpointRouteBuilder here)
    {
        var initiative = here.MapGroup("/initiatives/{number:int}");
        initiative.MapPut("/vote", Vote).WithSummary("Vote, or vote otherwise than before").Produces<VotedShape>()
            .WithMetadata(new Example("""{ "stance": "support" }"""));
        initiative.MapDelete("/vote", Withdraw).WithSummary("Take the vote back").Produces<VotedShape>();
        initiative.MapPut("/pledge", Join).WithSummary("Say: I am in").Produces<PledgedShape>()
            .WithMetadata(new Example("""{ "offer": "Jag kan låna ut lokalen på torsdagar." }"""));
        initiative.MapDelete("/pledge", StepBack).WithSummary("Step back").Produces<PledgedShape>();
    }

    [Needs(Permission.TakePart)]
    static async Task<IResult> Vote(string programme, int number, VoteBody body, Caller caller, Reading reading, Depiction depiction, Texts texts)
    {
        if (body.Stance is not { } stance) return caller.Wrong((nameof(body.Stance), texts[Refusals.Initiatives.StanceUnknown]));
        return await Act(number, caller, reading, (hand, initiative) => hand.Vote(initiative, stance, reading.Supported), async (hand, card, done) => done.Changed
            ? Results.Ok(new VotedShape(done.Position, await depiction.Votes(card, hand.Me, hand.Now)))
            // Sent again under another key it is another request: it is told that nothing came of it.
            : new Problem(StatusCodes.Status409Conflict, "api.voted-already"));
    }

    [Needs(Permission.TakePart)]
    static Task<IResult> Withdraw(string programme, int number, Caller caller, Reading reading, Depiction depiction) => Act(
        number, caller, reading, (hand, initiative) => hand.WithdrawVote(initiative, reading.Supported),
        async (hand, card, done) => Results.Ok(new VotedShape(done.Position, await depiction.Votes(card, hand.Me, hand.Now))));

    [Needs(Permission.TakePart)]
    static Task<IResult> Join(string programme, int number, PledgeBody? body, Caller caller, Reading reading) => Act(
        number, caller, reading, (hand, initiative) => hand.Join(initiative, body?.Offer), Pledged);

    [Needs(Permission.TakePart)]
    static Task<IResult> StepBack(string programme, int number, Caller caller, Reading reading) => Act(
        number, caller, reading, (hand, initiative) => hand.StepBack(initiative), Pledged);

    static Task<IResult> Pledged(Hand hand, InitiativeCard card, Done done) =>
        Task.FromResult(Results.Ok(new PledgedShape(done.Position, card.Pledges)));

    /// <param name="tell">Is given the initiative as it is afterwards.</param>
    static async Task<IResult> Act(
        int number, Caller caller, Reading reading, Func<Hand, Guid, Task<Outcome>> act, Func<Hand, InitiativeCard, Done, Task<IResult>> tell)
    {
        var hand = await caller.Hand();
        if (await caller.Initiative(number) is not { } initiative) return Problem.Missing;
        var outcome = await act(hand, initiative);
        if (outcome is No no) return Problem.Of(no);
        return await reading.Find(hand.Here.Id, number) is { } card ? await tell(hand, card, (Done)outcome) : Problem.Missing;
    }
}

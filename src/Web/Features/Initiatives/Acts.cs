using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Web.Features.Activities;
using Activation.Web.Platform;

namespace Activation.Web.Features.Initiatives;

/// <summary>What members do around an initiative and that takes more than one stream to decide: asked for by pages and by programs.</summary>
public static class Acts
{
    /// <param name="known">What the member supports in the stage: asked only where votes are dosed.</param>
    public static Task<Outcome> Vote(this Hand hand, Guid initiative, Stance stance, Func<Guid, Guid, Task<Dose?>> known) =>
        hand.Here.Card.VoteBudget is { } most ? new Dosed(hand, initiative, most, known).Vote(stance) : hand.Cast(initiative, stance);

    public static Task<Outcome> WithdrawVote(this Hand hand, Guid initiative, Func<Guid, Guid, Task<Dose?>> known) =>
        hand.Here.Card.VoteBudget is { } most ? new Dosed(hand, initiative, most, known).Withdraw() : hand.Uncast(initiative);

    internal static Task<Outcome> Cast(this Hand hand, Guid initiative, Stance stance) => hand.Decide(
        StreamNames.Ballot(initiative, hand.Me.Member), StreamNames.Initiative(initiative),
        (ballot, state, actor, now) => Voting.Cast(state, ballot, new CastVote(stance), actor, now));

    internal static async Task<Outcome> Uncast(this Hand hand, Guid initiative)
    {
        var moved = await hand.MovedBallot(initiative);
        var outcome = await hand.Decide(
            StreamNames.Ballot(initiative, hand.Me.Member), StreamNames.Initiative(initiative),
            (ballot, state, actor, now) => Voting.Withdraw(state, ballot.Or(moved), new WithdrawVote(), actor, now));
        if (outcome is Done) await hand.TakeBackVotes(initiative);
        return outcome;
    }

    public static Task<Outcome> Join(this Hand hand, Guid initiative, string? offer) => hand.Decide(
        StreamNames.Pledge(initiative, hand.Me.Member), StreamNames.Initiative(initiative),
        (pledge, state, actor, now) => Pledging.Make(state, pledge, new MakePledge(offer), actor, now));

    public static async Task<Outcome> StepBack(this Hand hand, Guid initiative)
    {
        var moved = await hand.MovedPledge(initiative);
        var outcome = await hand.Decide(
            StreamNames.Pledge(initiative, hand.Me.Member), StreamNames.Initiative(initiative),
            (pledge, state, actor, now) => Pledging.Withdraw(state, pledge.Or(moved), new WithdrawPledge(), actor, now));
        if (outcome is Done) await hand.TakeBackPledges(initiative);
        return outcome;
    }

    /// <summary>Puts an idea to everyone, with its first activity when one is written; a plan that is concrete enough is sent along.</summary>
    public static async Task<Outcome> Propose(this Hand hand, Guid initiative, IdeaForm idea, PlanForm plan)
    {
        var programme = await hand.Read(StreamNames.Programme(hand.Here.Id));
        var goals = await hand.Read(StreamNames.Plan(hand.Here.Id));
        var activity = Platform.Pages.DerivedId.From(initiative, hand.Me.Member);
        return await hand.Decide(StreamNames.Initiative(initiative), (state, actor, now) =>
        {
            var propose = new ProposeInitiative(
                initiative, idea.Title ?? "", idea.Description ?? "", idea.Partners, idea.FocusAreas, idea.ShownValues(), idea.MetricLinks(),
                now.AddDays(programme.Rules.VotingDays), idea.Parent, idea.Involvement);
            return Together.Decide(
                state,
                none => Proposing.Propose(none, programme, goals, propose, actor, now),
                proposed => plan.IsEmpty
                    ? Decision.Accept()
                    : Planning.Plan(proposed, new PlanActivity(activity, actor.Member, actor.Municipality, plan.ToPlan()), actor, now),
                planned => plan.LevelOn(now.Today()).IsEnoughToSubmit
                    ? Planning.Submit(planned, new SubmitActivity(activity), actor, now)
                    : Decision.Accept());
        });
    }

    /// <summary>Puts a part of an initiative to everyone as one of its own; what the whole is linked to, the part is, too.</summary>
    public static async Task<Outcome> Split(this Hand hand, Guid part, InitiativeCard whole, string title, string description, string reason)
    {
        var programme = await hand.Read(StreamNames.Programme(hand.Here.Id));
        var goals = await hand.Read(StreamNames.Plan(hand.Here.Id));
        return await hand.Decide(StreamNames.Initiative(part), StreamNames.Initiative(whole.Initiative), (none, state, actor, now) => Splitting.Split(
            none, state, programme, goals,
            new SplitInitiative(
                new ProposeInitiative(
                    part, title, description, whole.Partners, whole.FocusAreas, whole.Values, whole.Metrics, now.AddDays(programme.Rules.VotingDays), null,
                    whole.Involvement),
                reason),
            actor, now));
    }

    /// <param name="shown">The card, as pages show it. What has come into the log since is asked there: what somebody has said is left on no part that is withdrawn.</param>
    public static async Task<Outcome> UndoSplit(this Hand hand, Guid part, Func<Guid, Task<InitiativeCard?>> shown)
    {
        var position = hand.ReadModels.Position;
        var isAnswered = await shown(part) is { IsAnswered: true } || await hand.Streams.Holds(position, data => InitiativeEvent.IsAnswer(data, part));
        return await hand.Decide(StreamNames.Initiative(part), (state, actor, now) => Splitting.Undo(state, isAnswered, new UndoSplit(), actor, now));
    }

    /// <param name="submit">Also sends it to the coordinator, in the same breath.</param>
    public static Task<Outcome> Plan(this Hand hand, Guid initiative, PlanActivity plan, bool submit) => hand.Decide(
        StreamNames.Initiative(initiative),
        (state, actor, now) => Together.Decide(
            state,
            before => Planning.Plan(before, plan, actor, now),
            planned => submit ? Planning.Submit(planned, new SubmitActivity(plan.Activity), actor, now) : Decision.Accept()));

    public static async Task<Outcome> Rate(this Hand hand, Guid initiative, RateOutcome command)
    {
        var state = await hand.Read(StreamNames.Initiative(initiative));
        var pledge = (await hand.Read(StreamNames.Pledge(initiative, hand.Me.Member))).Or(await hand.MovedPledge(initiative));
        return await hand.Decide(
            StreamNames.Rating(command.Activity, hand.Me.Member),
            (rating, actor, now) => Grading.Rate(state, pledge, rating, command, actor, now));
    }
}

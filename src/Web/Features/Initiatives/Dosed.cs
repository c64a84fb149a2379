using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Web.Platform;
using Activation.Web.Platform.Pages;

namespace Activation.Web.Features.Initiatives;

/// <summary>What a member supports in the stage of an initiative.</summary>
/// <param name="Stage">Null where the initiative is in none: nothing is dosed there.</param>
/// <param name="Supported">That initiative among them, when it is supported.</param>
public sealed record Dose(int? Stage, Guid[] Supported);

/// <summary>
/// A vote where votes are dosed. A support is set aside in the member's own stream of the stage before it is cast, so that of two at the same moment
/// one is told that the budget is spent. A vote that got stuck in between can only cost its owner some minutes, never give anybody one more.
/// </summary>
sealed class Dosed(Hand hand, Guid initiative, int most, Func<Guid, Guid, Task<Dose?>> known)
{
    public async Task<Outcome> Vote(Stance stance)
    {
        if (await Stage() is not var (budget, supported)) return await hand.Cast(initiative, stance);
        if (stance != Stance.Support) return await Freeing(budget, hand.Cast(initiative, stance));
        // What is refused in any case sets nothing aside.
        var (state, ballot) = (await hand.Read(StreamNames.Initiative(initiative)), await hand.Read(StreamNames.Ballot(initiative, hand.Me.Member)));
        if (Voting.Cast(state, ballot, new CastVote(stance), hand.Me, hand.Now) is Refused refused) return new No(refused.Key, refused.Args);
        var reserved = await hand.Decide(budget, (spent, actor, now) => Dosing.Reserve(spent, initiative, most, supported, actor, now));
        if (reserved is No) return reserved;
        var outcome = await hand.Cast(initiative, stance);
        if (outcome is No) await Free(budget);
        return outcome;
    }

    public async Task<Outcome> Withdraw() =>
        await Stage() is var (budget, _) ? await Freeing(budget, hand.Uncast(initiative)) : await hand.Uncast(initiative);

    async Task<(Stream<VoteBudget> Budget, IReadOnlySet<Guid> Supported)?> Stage() => await known(initiative, hand.Me.Member) is { Stage: { } stage } dose
        ? (StreamNames.VoteBudget(hand.Here.Id, stage, hand.Me.Member), dose.Supported.ToHashSet())
        : null;

    async Task<Outcome> Freeing(Stream<VoteBudget> budget, Task<Outcome> act)
    {
        var outcome = await act;
        if (outcome is Done) await Free(budget);
        return outcome;
    }

    // Under a key of its own: under that of the vote it would be taken for the reservation sent again.
    Task<Outcome> Free(Stream<VoteBudget> budget) =>
        (hand with { Command = DerivedId.From("release", hand.Command) }).Decide(budget, (spent, actor, _) => Dosing.Release(spent, initiative, actor));
}

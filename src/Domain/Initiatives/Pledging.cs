using Activation.Domain.Members;

namespace Activation.Domain.Initiatives;

/// <param name="Offer">What the member brings, in words; may be left out.</param>
public sealed record MakePledge(string? Offer);

public sealed record WithdrawPledge;

/// <summary>"Jag är med": more than a vote, since it promises a hand.</summary>
public static class Pledging
{
    public static Decision Make(Initiative initiative, Pledge pledge, MakePledge command, Actor actor, DateTimeOffset now) =>
        Only.MembersWhoJoin(actor)
        ?? Only.UnderWay(initiative)
        ?? Decision.Unless(actor.Member != initiative.Proposer, Refusals.Initiatives.OwnPledge)
        ?? Text.Note(command.Offer)
        ?? Made(pledge, new PledgeMade(initiative.Id, actor.Member, actor.Municipality, Text.BodyOrNull(command.Offer)));

    public static Decision Withdraw(Initiative initiative, Pledge pledge, WithdrawPledge command, Actor actor, DateTimeOffset now) =>
        Only.MembersWhoJoin(actor)
        ?? Only.UnderWay(initiative)
        ?? (pledge.IsMade ? Decision.Accept(Withdrawn(pledge, initiative.Id, actor.Member)) : Decision.Accept());

    /// <summary>Who steps back from what a duplicate went up in is in there no longer either, should it stand for itself again.</summary>
    public static Decision TakeBack(Initiative duplicate, Guid into, Pledge pledge, Actor actor) =>
        duplicate.MergedInto == into && pledge.IsMade ? Decision.Accept(Withdrawn(pledge, duplicate.Id, actor.Member)) : Decision.Accept();

    // A new offer takes the old one back first, so that whoever counts pledges needs no memory.
    static Decision Made(Pledge pledge, PledgeMade made) =>
        !pledge.IsMade ? Decision.Accept(made)
        : pledge.Offer == made.Offer ? Decision.Accept()
        : Decision.Accept(Withdrawn(pledge, made.Initiative, made.Member), made);

    static PledgeWithdrawn Withdrawn(Pledge pledge, Guid initiative, Guid member) => new(initiative, member, pledge.Municipality);
}

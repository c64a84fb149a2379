using Activation.Domain.Members;

namespace Activation.Domain.Initiatives;

public sealed record CastVote(Stance Stance);

public sealed record WithdrawVote;

public sealed record CloseVoting;

public sealed record ReopenVoting(DateTimeOffset VotingUntil);

/// <summary>One vote a member and initiative; it informs the coordinator and binds nobody.</summary>
public static class Voting
{
    public static Decision Cast(Initiative initiative, Ballot ballot, CastVote command, Actor actor, DateTimeOffset now) =>
        MayVote(initiative, actor, now)
        ?? Decision.Unless(Enum.IsDefined(command.Stance), Refusals.Initiatives.StanceUnknown)
        ?? (ballot.Stance == command.Stance
            ? Decision.Accept()
            : Decision.Accept(new VoteCast(initiative.Id, actor.Member, actor.Municipality, command.Stance, ballot.Stance)));

    public static Decision Withdraw(Initiative initiative, Ballot ballot, WithdrawVote command, Actor actor, DateTimeOffset now) =>
        MayVote(initiative, actor, now)
        ?? (ballot.Stance is { } stance ? Decision.Accept(new VoteWithdrawn(initiative.Id, actor.Member, stance)) : Decision.Accept());

    /// <summary>A vote that came along into another is taken back where it was cast, too: an undoing brings back no vote that its owner wants no longer.</summary>
    public static Decision TakeBack(Initiative duplicate, Guid into, Ballot ballot, Actor actor) =>
        duplicate.MergedInto == into && ballot.Stance is { } stance ? Decision.Accept(new VoteWithdrawn(duplicate.Id, actor.Member, stance)) : Decision.Accept();

    public static Decision Close(Initiative initiative, CloseVoting command, Actor actor, DateTimeOffset now) =>
        Only.UnderWay(initiative)
        ?? Only.ItsCoordinator(initiative, actor)
        ?? (initiative.VotingClosed ? Decision.Accept() : Decision.Accept(new VotingClosed(initiative.Id)));

    public static Decision Reopen(Initiative initiative, ReopenVoting command, Actor actor, DateTimeOffset now) =>
        Only.UnderWay(initiative)
        ?? Only.ItsCoordinator(initiative, actor)
        ?? Decision.Unless(!initiative.TakesVotesAt(now), Refusals.Initiatives.VotingIsOpen, initiative.VotingUntil)
        ?? Proposing.VotingSpan(command.VotingUntil, now)
        ?? Decision.Accept(new VotingReopened(initiative.Id, command.VotingUntil));

    static Decision? MayVote(Initiative initiative, Actor actor, DateTimeOffset now) =>
        Only.MembersWhoTakePart(actor)
        ?? Only.UnderWay(initiative)
        ?? Decision.Unless(actor.Member != initiative.Proposer, Refusals.Initiatives.OwnVote)
        ?? Decision.Unless(initiative.TakesVotesAt(now), Refusals.Initiatives.VotingClosed);
}

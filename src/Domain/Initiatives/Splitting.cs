using Activation.Domain.Goals;
using Activation.Domain.Members;
using Activation.Domain.Programmes;

namespace Activation.Domain.Initiatives;

/// <param name="Part">The idea that is to stand for itself.</param>
public sealed record SplitInitiative(ProposeInitiative Part, string Reason);

public sealed record UndoSplit;

/// <summary>One that holds two ideas: the second is put to everyone as an initiative of its own. What was voted on stays with the first.</summary>
public static class Splitting
{
    /// <summary>The part is proposed by whoever proposed the whole, where that is at home, whoever found that there are two.</summary>
    public static Decision Split(
        Initiative part, Initiative whole, Programme programme, Plan plan, SplitInitiative command, Actor actor, DateTimeOffset now) =>
        MaySplit(whole, actor)
        ?? Text.Reason(command.Reason)
        ?? Together(
            Proposing.Propose(part, programme, plan, command.Part, actor with { Member = whole.Proposer, Municipality = whole.Municipality }, now),
            new InitiativeSplitOff(command.Part.Initiative, whole.Id, actor.Member, Text.Body(command.Reason)));

    /// <summary>Null when it is the actor's to split.</summary>
    public static Decision? MaySplit(Initiative whole, Actor actor) => Only.UnderWay(whole) ?? Only.ItsProposerOrCoordinator(whole, actor);

    /// <summary>While nobody has said anything about the part, and nothing was planned in it: after that it is withdrawn like any other.</summary>
    /// <param name="isAnswered">Somebody has voted on it, joined it or written about it.</param>
    public static Decision Undo(Initiative part, bool isAnswered, UndoSplit command, Actor actor, DateTimeOffset now) =>
        Only.UnderWay(part)
        ?? Decision.Unless(part.SplitFrom is not null, Refusals.Initiatives.NotSplit)
        ?? Only.ItsProposerOrCoordinator(part, actor)
        ?? Decision.Unless(!isAnswered && part.Activities.IsEmpty && part.TakenIn.IsEmpty, Refusals.Initiatives.SplitAnswered)
        ?? Decision.Accept(new SplitUndone(part.Id, part.SplitFrom!.Value, actor.Member));

    static Decision Together(Decision proposed, InitiativeSplitOff split) =>
        proposed is Accepted accepted ? Decision.Accept([.. accepted.Events, split]) : proposed;
}

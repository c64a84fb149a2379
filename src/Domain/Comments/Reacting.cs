using System.Collections.Immutable;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;

namespace Activation.Domain.Comments;

public sealed record GiveReaction(ReactionKind Kind);

public sealed record TakeReactionBack(ReactionKind Kind);

/// <summary>What one member answered to one comment without words.</summary>
public sealed record Reactions(ImmutableHashSet<ReactionKind> Given)
{
    public static Reactions None { get; } = new(ImmutableHashSet<ReactionKind>.Empty);

    public static Reactions Evolve(Reactions state, object @event) => @event switch
    {
        ReactionGiven e => new(state.Given.Add(e.Kind)),
        ReactionTakenBack e => new(state.Given.Remove(e.Kind)),
        _ => state,
    };
}

/// <summary>A word of thanks that needs no words: each kind once, counted and never listed, and worth nothing.</summary>
public static class Reacting
{
    public static Decision Give(Topic topic, Comment comment, Reactions reactions, GiveReaction command, Actor actor, DateTimeOffset now) =>
        Only.MembersWhoJoin(actor)
        ?? topic.Closed
        ?? Decision.Unless(topic.Holds(comment) && comment is { IsRemoved: false, Hiding: null }, Refusals.Comments.AnsweredGone)
        ?? Decision.Unless(comment.Author != actor.Member, Refusals.Comments.OwnReaction)
        ?? Known(command.Kind)
        ?? (reactions.Given.Contains(command.Kind) ? Decision.Accept() : Decision.Accept(new ReactionGiven(comment.Initiative, comment.Id, actor.Member, command.Kind)));

    public static Decision TakeBack(Topic topic, Comment comment, Reactions reactions, TakeReactionBack command, Actor actor, DateTimeOffset now) =>
        Only.MembersWhoJoin(actor)
        ?? Decision.Unless(topic.Holds(comment), Refusals.Initiatives.CommentUnknown)
        ?? Known(command.Kind)
        ?? (reactions.Given.Contains(command.Kind) ? Decision.Accept(new ReactionTakenBack(comment.Initiative, comment.Id, actor.Member, command.Kind)) : Decision.Accept());

    static Decision? Known(ReactionKind kind) => Decision.Unless(Enum.IsDefined(kind), Refusals.Comments.ReactionUnknown);
}

using Activation.Domain.Members;

namespace Activation.Domain.Initiatives;

public sealed record PostComment(Guid Comment, string Text);

public sealed record RemoveComment;

/// <summary>Talk goes on for as long as anybody cares to, also when the initiative is over.</summary>
public static class Commenting
{
    public static Decision Post(Initiative initiative, Comment comment, PostComment command, Actor actor, DateTimeOffset now) =>
        Only.MembersWhoJoin(actor)
        ?? Only.Known(initiative)
        ?? Only.ForItself(initiative)
        ?? Text.Needed(command.Text, Text.BodyLimit)
        ?? (comment == Comment.None
            ? Decision.Accept(new CommentPosted(initiative.Id, command.Comment, actor.Member, Text.Body(command.Text)))
            : Decision.Accept());

    public static Decision Remove(Initiative initiative, Comment comment, RemoveComment command, Actor actor, DateTimeOffset now) =>
        Only.MembersWhoJoin(actor)
        // A comment of another initiative is none of this one's: who may remove here may not remove there.
        ?? Decision.Unless(comment != Comment.None && comment.Initiative == initiative.Id, Refusals.Initiatives.CommentUnknown)
        ?? Decision.Unless(
            actor.Member == comment.Author || actor.Coordinates(initiative.Municipality) || actor.Leads, Refusals.Initiatives.CommentNotYours)
        ?? (comment.IsRemoved ? Decision.Accept() : Decision.Accept(new CommentRemoved(initiative.Id, comment.Id, actor.Member)));
}

using Activation.Domain.Initiatives;
using Activation.Domain.Members;

namespace Activation.Domain.Comments;

/// <param name="Answers">The comment that it answers.</param>
/// <param name="Mentioned">Members that may stand in the text by their numbers.</param>
public sealed record PostComment(Guid Comment, string Text, Guid? Answers = null, IReadOnlyList<Guid>? Mentioned = null)
{
    /// <summary>Those who do stand in it, each once.</summary>
    public Guid[] Named => [.. (Mentioned ?? []).Where(member => Text.Contains(Mention.Of(member), StringComparison.Ordinal)).Distinct()];

    /// <summary>As long as whoever wrote it sees it at the least: a number is longer than the name that was typed.</summary>
    public string Typed => Named.Aggregate(Text, (text, member) => text.Replace(Mention.Of(member), Mention.Shortest, StringComparison.Ordinal));
}

public sealed record RemoveComment;

/// <summary>Who has something to say says it, about whatever people talk about here; an answer to an answer joins the same thread.</summary>
public static class Commenting
{
    /// <param name="answered">What it answers; none when it begins by itself.</param>
    public static Decision Post(Topic topic, Comment answered, Comment comment, PostComment command, Actor actor, DateTimeOffset now) =>
        Only.MembersWhoJoin(actor)
        ?? topic.Closed
        ?? Decision.Unless(command.Answers is null || (topic.Holds(answered) && answered is { IsRemoved: false, Hiding: null }), Refusals.Comments.AnsweredGone)
        ?? Text.Needed(command.Typed, Text.BodyLimit)
        ?? Decision.Unless(command.Named.Length <= Mention.Most, Refusals.Comments.MentionsTooMany, Mention.Most)
        ?? (comment.Id == Guid.Empty
            ? Decision.Accept(new CommentPosted(
                topic.Initiative, command.Comment, actor.Member, Text.Body(command.Text), topic.Activity, topic.Story, command.Answers is null ? null : answered.Head,
                command.Named is { Length: > 0 } named ? named : null))
            : Decision.Accept());

    public static Decision Remove(Topic topic, Comment comment, RemoveComment command, Actor actor, DateTimeOffset now) =>
        // What one said stays one's own to take back, also for who only looks by now.
        Decision.Unless(topic.Holds(comment), Refusals.Initiatives.CommentUnknown)
        // What others should not have said is hidden with a reason, against which they may appeal.
        ?? Decision.Unless(actor.Member == comment.Author, Refusals.Initiatives.CommentNotYours)
        ?? (comment.IsRemoved ? Decision.Accept() : Decision.Accept(new CommentRemoved(topic.Initiative, comment.Id, actor.Member, topic.Story)));
}

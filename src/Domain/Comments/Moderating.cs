using Activation.Domain.Initiatives;
using Activation.Domain.Members;

namespace Activation.Domain.Comments;

/// <param name="Words">What is to be known beside it; needed where nothing else says what is wrong.</param>
public sealed record ReportComment(ReportWhy Why, string? Words);

/// <summary>The comment stands, whatever was reported.</summary>
public sealed record SetReportsAside(string Reason);

public sealed record HideComment(string Reason);

public sealed record AppealHiding(string Words);

/// <summary>It stays hidden, also after the appeal.</summary>
public sealed record UpholdHiding(string Reason);

public sealed record ShowAgain(string Reason);

/// <summary>
/// So that people can talk: whoever reads something that does not belong reports it; the coordinator, or who leads, hides it with a reason; its author may appeal
/// once, and another person answers that.
/// </summary>
public static class Moderating
{
    public static Decision Report(Topic topic, Comment comment, ReportComment command, Actor actor, DateTimeOffset now) =>
        Only.MembersWhoJoin(actor)
        ?? There(topic, comment)
        ?? Decision.Unless(comment.Author != actor.Member, Refusals.Comments.OwnReport)
        ?? Decision.Unless(Enum.IsDefined(command.Why), Refusals.Comments.WhyUnknown)
        ?? (command.Why == ReportWhy.Other ? Text.Needed(command.Words, Text.NoteLimit) : Text.Note(command.Words))
        ?? (comment.Hiding is not null || comment.Reporters.Contains(actor.Member)
            ? Decision.Accept()
            : Decision.Accept(new CommentReported(comment.Initiative, comment.Id, actor.Member, command.Why, Text.BodyOrNull(command.Words))));

    public static Decision SetAside(Topic topic, Comment comment, SetReportsAside command, Actor actor, DateTimeOffset now) =>
        Moderates(topic, comment, actor)
        ?? Text.Reason(command.Reason)
        ?? (comment.IsReported
            ? Decision.Accept(new ReportsSetAside(comment.Initiative, comment.Id, actor.Member, Text.Body(command.Reason)))
            : Decision.Accept());

    public static Decision Hide(Topic topic, Comment comment, HideComment command, Actor actor, DateTimeOffset now) =>
        Moderates(topic, comment, actor)
        ?? Text.Reason(command.Reason)
        ?? (comment.Hiding is null
            ? Decision.Accept(new CommentHidden(comment.Initiative, comment.Id, actor.Member, Text.Body(command.Reason)))
            : Decision.Accept());

    public static Decision AppealIt(Topic topic, Comment comment, AppealHiding command, Actor actor, DateTimeOffset now) =>
        Only.MembersWhoJoin(actor)
        ?? There(topic, comment)
        ?? Decision.Unless(comment.Author == actor.Member, Refusals.Comments.AuthorOnly)
        ?? Decision.Unless(comment.Hiding is not null, Refusals.Comments.NotHidden)
        ?? Decision.Unless(comment.Hiding!.Appeal == Appeal.None, Refusals.Comments.AppealedOnce)
        ?? Text.Needed(command.Words, Text.NoteLimit)
        ?? Decision.Accept(new HidingAppealed(comment.Initiative, comment.Id, actor.Member, Text.Body(command.Words)));

    public static Decision Uphold(Topic topic, Comment comment, UpholdHiding command, Actor actor, DateTimeOffset now) =>
        Moderates(topic, comment, actor)
        ?? Decision.Unless(comment.Hiding?.Appeal == Appeal.Open, Refusals.Comments.NoAppeal)
        ?? AnotherPerson(comment, actor)
        ?? Text.Reason(command.Reason)
        ?? Decision.Accept(new HidingUpheld(comment.Initiative, comment.Id, actor.Member, Text.Body(command.Reason)));

    /// <summary>After an appeal by another person than who hid it; without one, whoever sees that it was a mistake.</summary>
    public static Decision Show(Topic topic, Comment comment, ShowAgain command, Actor actor, DateTimeOffset now) =>
        Moderates(topic, comment, actor)
        ?? Decision.Unless(comment.Hiding is not null, Refusals.Comments.NotHidden)
        ?? Decision.Unless(comment.Hiding!.Appeal != Appeal.Upheld, Refusals.Comments.NoAppeal)
        ?? (comment.Hiding.Appeal == Appeal.Open ? AnotherPerson(comment, actor) : null)
        ?? Text.Reason(command.Reason)
        ?? Decision.Accept(new CommentShownAgain(comment.Initiative, comment.Id, actor.Member, Text.Body(command.Reason)));

    /// <summary>Of the municipality whose it is, or who leads; and nobody of what they wrote themselves.</summary>
    static Decision? Moderates(Topic topic, Comment comment, Actor actor) =>
        Decision.Unless(actor.Coordinates(topic.Municipality) || actor.Leads, Refusals.Comments.ModeratorsOnly)
        ?? There(topic, comment)
        ?? Decision.Unless(comment.Author != actor.Member, Refusals.Comments.OwnComment);

    static Decision? AnotherPerson(Comment comment, Actor actor) => Decision.Unless(comment.Hiding!.By != actor.Member, Refusals.Comments.FourEyes);

    static Decision? There(Topic topic, Comment comment) => Decision.Unless(topic.Holds(comment) && !comment.IsRemoved, Refusals.Initiatives.CommentUnknown);
}

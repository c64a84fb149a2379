namespace Activation.Domain.Comments;

// What is said about an initiative, one of its activities or a story. Each comment has a stream of its own.

/// <param name="Activity">Which of its activities it is about; null for the initiative as a whole, as in all that was said before activities could be talked about.</param>
/// <param name="Story">The story that it is about; then the initiative is the one that the story tells of.</param>
/// <param name="Thread">The comment that it answers, or that what it answers answered: threads are one level deep.</param>
/// <param name="Mentioned">Members that stand in the text by their numbers; null for none.</param>
public sealed record CommentPosted(
    Guid Initiative, Guid Comment, Guid Author, string Text, Guid? Activity = null, Guid? Story = null, Guid? Thread = null,
    Guid[]? Mentioned = null);

/// <param name="Story">The story that it was about.</param>
public sealed record CommentRemoved(Guid Initiative, Guid Comment, Guid By, Guid? Story = null);

/// <summary>A member says that it does not belong.</summary>
/// <param name="Words">What is to be known beside it.</param>
public sealed record CommentReported(Guid Initiative, Guid Comment, Guid By, ReportWhy Why, string? Words);

/// <summary>It stands, whatever was reported.</summary>
public sealed record ReportsSetAside(Guid Initiative, Guid Comment, Guid By, string Reason);

/// <summary>Nobody reads it but its author and those who answer for what is said.</summary>
public sealed record CommentHidden(Guid Initiative, Guid Comment, Guid By, string Reason);

/// <summary>Its author asks for another pair of eyes.</summary>
public sealed record HidingAppealed(Guid Initiative, Guid Comment, Guid By, string Words);

/// <summary>It stays hidden.</summary>
/// <param name="By">Another person than who hid it.</param>
public sealed record HidingUpheld(Guid Initiative, Guid Comment, Guid By, string Reason);

/// <summary>Everybody reads it again.</summary>
public sealed record CommentShownAgain(Guid Initiative, Guid Comment, Guid By, string Reason);

/// <summary>Answered without words.</summary>
public sealed record ReactionGiven(Guid Initiative, Guid Comment, Guid Member, ReactionKind Kind);

public sealed record ReactionTakenBack(Guid Initiative, Guid Comment, Guid Member, ReactionKind Kind);

/// <summary>Wants to be told what comes of an initiative, or of a story.</summary>
/// <param name="Story">Null for the initiative.</param>
public sealed record TopicFollowed(Guid Initiative, Guid Member, Guid? Story = null);

/// <summary>Does not want to be told, whatever part they have in it.</summary>
/// <param name="Story">Null for the initiative.</param>
public sealed record TopicUnfollowed(Guid Initiative, Guid Member, Guid? Story = null);

/// <summary>What is wrong with a comment.</summary>
public enum ReportWhy
{
    /// <summary>It hurts or threatens somebody.</summary>
    Hurtful,

    /// <summary>It tells what is somebody's own.</summary>
    Private,

    /// <summary>It has nothing to do with this.</summary>
    Elsewhere,

    /// <summary>In words.</summary>
    Other,
}

/// <summary>The few things that are said so often that they need no words.</summary>
public enum ReactionKind
{
    Thanks,
    GoodIdea,
    CanHelp,
}

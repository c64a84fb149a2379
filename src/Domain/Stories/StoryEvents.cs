namespace Activation.Domain.Stories;

// From a deed that went well to a story that anybody reads, in the order in which it usually happens. One stream a story, one story an activity.

/// <summary>A story was begun from an activity.</summary>
/// <param name="Slug">Its address, for ever; empty when it was taken out because it named somebody.</param>
/// <param name="Owner">Whose activity it is.</param>
/// <param name="By">Who begins it, and so may not be its second pair of eyes.</param>
public sealed record StoryDrafted(Guid Story, string Slug, Guid Initiative, Guid Activity, string Municipality, Guid Owner, Guid By);

/// <summary>No story is to be told of this activity, for a reason. It may still be begun later.</summary>
public sealed record StoryDeclined(Guid Story, Guid Initiative, Guid Activity, string Municipality, Guid By, string Reason);

/// <summary>Its text in one language, as it stands from now on. An empty title takes the language away.</summary>
/// <param name="Body">Markdown.</param>
/// <param name="Time">What it takes of time, in words.</param>
/// <param name="Cost">What it costs, in words.</param>
public sealed record StoryWritten(Guid Story, string Language, string Title, string Lead, string Body, string Time, string Cost, Guid By);

/// <summary>What was learnt, in one language: said before the text that it belongs to, and taken away with it.</summary>
public sealed record StoryLessonWritten(Guid Story, string Language, string Learnt, Guid By);

/// <param name="Alt">What somebody sees who does not see it.</param>
/// <param name="Width">In pixels, as it is kept; with <paramref name="Height"/>, so that a page need not jump.</param>
public sealed record StoryPictured(Guid Story, Guid Picture, PictureUse Use, string Alt, string Credit, int Width, int Height, Guid By);

public sealed record StoryPictureChanged(Guid Story, Guid Picture, PictureUse Use, string Alt, string Credit, Guid By);

public sealed record StoryPictureRemoved(Guid Story, Guid Picture, Guid By);

/// <summary>A film that lies elsewhere. It has captions; nothing of it is loaded before somebody asks for it.</summary>
public sealed record StoryFilmSet(Guid Story, string Address, string Title, Guid By);

public sealed record StoryFilmRemoved(Guid Story, Guid By);

/// <summary>Somebody is named or shown in it. Who that is stands outside of the log.</summary>
public sealed record StoryPersonNamed(Guid Story, Guid Person, Guid By);

public sealed record StoryPersonRemoved(Guid Story, Guid Person, Guid By);

/// <summary>A person agreed to being named and shown in this one story.</summary>
/// <param name="Terms">Which version of the question was answered.</param>
/// <param name="Language">In which language it was asked.</param>
public sealed record StoryConsentRecorded(Guid Story, Guid Person, int Terms, string Language);

/// <summary>A person wants no part in it, from the beginning or any longer.</summary>
public sealed record StoryConsentWithdrawn(Guid Story, Guid Person);

/// <summary>It waits for a second pair of eyes.</summary>
public sealed record StorySubmitted(Guid Story, Guid By);

public sealed record StoryApproved(Guid Story, Guid By);

public sealed record StoryReturned(Guid Story, Guid By, string Reason);

public sealed record StoryScheduled(Guid Story, DateTimeOffset PublishAt, Guid By);

/// <summary>Anybody may read it, as it stands at this moment.</summary>
/// <param name="Version">1 at first; every version is kept.</param>
public sealed record StoryPublished(Guid Story, Guid Initiative, Guid Activity, string Municipality, Guid Owner, int Version, Guid By);

/// <summary>Nobody outside reads it any longer.</summary>
/// <param name="By">Null when somebody named in it took their consent back.</param>
public sealed record StoryUnpublished(Guid Story, Guid Initiative, Guid Activity, Guid? By, string Reason);

/// <summary>What a picture is there for.</summary>
public enum PictureUse
{
    Cover,
    Gallery,
    Before,
    After,
}

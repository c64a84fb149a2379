using Activation.Domain.Initiatives;
using Activation.Domain.Stories;

namespace Activation.Domain.Comments;

/// <summary>What is talked about: an initiative, one of its activities or a story, with what those who talk have to know of it.</summary>
/// <param name="Initiative">Of a story the one that it tells of.</param>
/// <param name="Municipality">Whose coordinator sees to it that people can talk here.</param>
/// <param name="Closed">Why nothing new is said; null where people talk.</param>
public sealed record Topic(Guid Initiative, Guid? Activity, Guid? Story, string Municipality, Decision? Closed)
{
    /// <summary>Talk goes on for as long as anybody cares to, also when the initiative is over.</summary>
    public static Topic Of(Initiative initiative, Guid? activity = null) => new(
        initiative.Id, activity, null, initiative.Municipality,
        Only.Known(initiative) ?? Only.ForItself(initiative)
        ?? Decision.Unless(activity is not { } one || initiative.Activity(one) is not null, Refusals.Activities.Unknown));

    /// <summary>A story that is taken down is talked about by nobody.</summary>
    public static Topic Of(Story story) => new(
        story.Initiative, null, story.Id, story.Municipality, Decision.Unless(story.IsShown, Refusals.Comments.StoryNotShown));

    /// <summary>A comment about something else is none of this one's: who may do something here may not do it there.</summary>
    public bool Holds(Comment comment) =>
        comment.Id != Guid.Empty && comment.Initiative == Initiative && comment.Activity == Activity && comment.Story == Story;
}

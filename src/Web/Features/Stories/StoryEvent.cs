using Activation.Domain.Stories;

namespace Activation.Web.Features.Stories;

/// <summary>Which story an event is about.</summary>
public static class StoryEvent
{
    public static Guid? IdOf(object data) => data switch
    {
        StoryDrafted e => e.Story,
        StoryDeclined e => e.Story,
        StoryWritten e => e.Story,
        StoryLessonWritten e => e.Story,
        StoryPictured e => e.Story,
        StoryPictureChanged e => e.Story,
        StoryPictureRemoved e => e.Story,
        StoryFilmSet e => e.Story,
        StoryFilmRemoved e => e.Story,
        StoryPersonNamed e => e.Story,
        StoryPersonRemoved e => e.Story,
        StoryConsentRecorded e => e.Story,
        StoryConsentWithdrawn e => e.Story,
        StorySubmitted e => e.Story,
        StoryApproved e => e.Story,
        StoryReturned e => e.Story,
        StoryScheduled e => e.Story,
        StoryPublished e => e.Story,
        StoryUnpublished e => e.Story,
        _ => null,
    };
}

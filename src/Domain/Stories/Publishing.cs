using Activation.Domain.Members;
using Activation.Domain.Programmes;

namespace Activation.Domain.Stories;

public sealed record SubmitStory;

/// <param name="Edition">What was read.</param>
public sealed record ApproveStory(int Edition);

public sealed record ReturnStory(string Reason);

public sealed record ScheduleStory(DateTimeOffset PublishAt);

public sealed record PublishStory;

public sealed record UnpublishStory(string Reason);

/// <summary>From a draft to what anybody reads, and back. Where the programme wants it, a second person has read it first.</summary>
public static class Publishing
{
    public static readonly TimeSpan FarthestAhead = TimeSpan.FromDays(366);

    public static Decision Submit(Story story, SubmitStory command, Actor actor, DateTimeOffset now) =>
        Those.WhoWorkOn(story, actor)
        ?? Those.WithWholeTexts(story)
        ?? (story is { Step: StoryStep.Draft } or { Step: StoryStep.Scheduled, IsRead: false } ? Decision.Accept(new StorySubmitted(story.Id, actor.Member)) : Decision.Accept());

    public static Decision Approve(Story story, ApproveStory command, Actor actor, DateTimeOffset now) =>
        Those.WhoWorkOn(story, actor)
        ?? Waiting(story)
        ?? Decision.Unless(!story.Authors.Contains(actor.Member), Refusals.Stories.FourEyes)
        ?? Those.WhoReadIt(story, command.Edition)
        ?? Decision.Accept(new StoryApproved(story.Id, actor.Member));

    public static Decision Return(Story story, ReturnStory command, Actor actor, DateTimeOffset now) =>
        Those.WhoWorkOn(story, actor)
        ?? Waiting(story)
        ?? Text.Reason(command.Reason)
        ?? Decision.Accept(new StoryReturned(story.Id, actor.Member, Text.Body(command.Reason)));

    public static Decision Schedule(Story story, Programme programme, ScheduleStory command, Actor actor, DateTimeOffset now) =>
        Those.WhoWorkOn(story, actor)
        ?? Read(story, programme)
        ?? Those.WithWholeTexts(story)
        ?? Those.WithoutRefusers(story)
        ?? Decision.Unless(command.PublishAt > now, Refusals.Stories.DayPassed)
        ?? Decision.Unless(command.PublishAt <= now + FarthestAhead, Refusals.Stories.DayTooFar)
        ?? (story.Step == StoryStep.Scheduled && story.PublishAt == command.PublishAt
            ? Decision.Accept()
            : Decision.Accept(new StoryScheduled(story.Id, command.PublishAt.ToUniversalTime(), actor.Member)));

    public static Decision Publish(Story story, Programme programme, PublishStory command, Actor actor, DateTimeOffset now) =>
        Those.WhoWorkOn(story, actor)
        ?? (story.Step == StoryStep.Published && story.IsShown ? Decision.Accept() : Read(story, programme))
        ?? Those.WithWholeTexts(story)
        ?? Those.WithConsents(story)
        ?? Decision.Accept(Published(story, actor.Member));

    /// <summary>By the clock. What was agreed on may have changed since: it is all asked again.</summary>
    public static Decision PublishDue(Story story, Programme programme, DateTimeOffset now) =>
        story is not { Step: StoryStep.Scheduled, PublishAt: { } due, ScheduledBy: { } by } || due > now
            ? Decision.Accept()
            : Read(story, programme) ?? Those.WithWholeTexts(story) ?? Those.WithConsents(story) ?? Decision.Accept(Published(story, by));

    public static Decision Unpublish(Story story, UnpublishStory command, Actor actor, DateTimeOffset now) =>
        Those.WhoWorkOn(story, actor)
        ?? Text.Reason(command.Reason)
        ?? (story.IsShown || story.Step == StoryStep.Scheduled
            ? Decision.Accept(new StoryUnpublished(story.Id, story.Initiative, story.Activity, actor.Member, Text.Body(command.Reason)))
            : Decision.Accept());

    static StoryPublished Published(Story story, Guid by) =>
        new(story.Id, story.Initiative, story.Activity, story.Municipality, story.Owner, story.Version + 1, by);

    static Decision? Waiting(Story story) => Decision.Unless(story.Step == StoryStep.Submitted, Refusals.Stories.NotSubmitted);

    static Decision? Read(Story story, Programme programme) => Decision.Unless(
        !programme.ReviewsStories || story.IsRead, Refusals.Stories.ReviewFirst);
}

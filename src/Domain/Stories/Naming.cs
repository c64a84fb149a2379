using Activation.Domain.Members;

namespace Activation.Domain.Stories;

public sealed record NamePerson(Guid Person);

public sealed record RemovePerson(Guid Person);

/// <param name="Terms">Which version of the question was answered.</param>
/// <param name="Edition">What was read when it was answered.</param>
public sealed record AgreeToStory(Guid Person, int Terms, string Language, int Edition);

public sealed record LeaveStory(Guid Person);

/// <summary>Who is named or shown in a story is asked first, and may take it back whenever they like.</summary>
public static class Naming
{
    /// <summary>The version of the question that is asked now. Whoever changes its words counts it up: what somebody agreed to stays what they read.</summary>
    public const int Terms = 1;

    public const int Most = 20;

    public static Decision Name(Story story, NamePerson command, Actor actor, DateTimeOffset now) =>
        Those.WhoWorkOn(story, actor)
        ?? Decision.Unless(story.People.Count < Most || story.People.ContainsKey(command.Person), Refusals.Stories.PeopleFull, Most)
        ?? (story.People.ContainsKey(command.Person)
            ? Decision.Accept()
            : Decision.Accept([.. Hidden(story, actor.Member), new StoryPersonNamed(story.Id, command.Person, actor.Member), .. ReadAnew(story, actor.Member)]));

    /// <summary>They are in it no longer: the text and the pictures have been changed so, or are before it is published. To take a name off the list is no consent.</summary>
    public static Decision Remove(Story story, RemovePerson command, Actor actor, DateTimeOffset now) =>
        Those.WhoWorkOn(story, actor)
        ?? (story.People.ContainsKey(command.Person)
            ? Decision.Accept([.. Hidden(story, actor.Member), new StoryPersonRemoved(story.Id, command.Person, actor.Member), .. ReadAnew(story, actor.Member)])
            : Decision.Accept());

    /// <summary>By the person, who needs no account.</summary>
    public static Decision Agree(Story story, AgreeToStory command, DateTimeOffset now) =>
        Asked(story, command.Person)
        ?? Decision.Unless(command.Terms == Terms, Refusals.Stories.TermsChanged)
        ?? Those.WhoReadIt(story, command.Edition)
        ?? (story.People[command.Person] == ConsentAnswer.Yes
            ? Decision.Accept()
            : Decision.Accept(new StoryConsentRecorded(story.Id, command.Person, command.Terms, command.Language)));

    /// <summary>No, or no longer: what is shown disappears in the same breath.</summary>
    public static Decision Leave(Story story, LeaveStory command, DateTimeOffset now) =>
        Asked(story, command.Person)
        ?? (story.People[command.Person] == ConsentAnswer.No
            ? Decision.Accept()
            : Decision.Accept([new StoryConsentWithdrawn(story.Id, command.Person), .. Hidden(story, null)]));

    static Decision? Asked(Story story, Guid person) =>
        Those.Begun(story) ?? Decision.Unless(story.People.ContainsKey(person), Refusals.Stories.PersonUnknown);

    // Somebody who is named now has not been asked about what is shown already; somebody who is taken out may still stand in it.
    static IEnumerable<object> Hidden(Story story, Guid? by) =>
        story.IsShown ? [new StoryUnpublished(story.Id, story.Initiative, story.Activity, by, "")] : [];

    // Who is named belongs to what a colleague reads: what was read, or waits for it, waits anew. Nothing else has changed, so that what nobody had to read
    // keeps its day. Said by an event, and not concluded from the name: what was scheduled by earlier rules stays so.
    static IEnumerable<object> ReadAnew(Story story, Guid by) =>
        story is { Step: StoryStep.Approved } or { Step: StoryStep.Scheduled, IsRead: true } or { Step: StoryStep.Submitted, IsShown: true }
            ? [new StorySubmitted(story.Id, by)]
            : [];
}

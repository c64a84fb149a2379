using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Domain.Stories;

namespace Activation.Domain.Courses;

/// <param name="Story">Of this work and of nothing else.</param>
/// <param name="Person">Who made it: named in the story, and asked whether it may be told so.</param>
public sealed record RetellWork(Guid Story, Guid Activity, string Slug, string Language, StoryText Text, AddPicture? Picture, SetFilm? Film, Guid Person);

public sealed record DeclineWork(string Reason);

/// <summary>From a work that was handed in to a story of it; and back, when whoever made it wants it no longer.</summary>
public static class Retelling
{
    /// <summary>The work is taken up as it was read. Taken back meanwhile, it is nobody's; handed in anew, the draft holds what is no longer it.</summary>
    /// <param name="edition">Which one was read; null of what was kept before they were counted.</param>
    public static Decision Choose(Work work, Guid story, int? edition, Actor actor) =>
        Those.WhoTell(actor)
        ?? Decision.Unless(edition is null || edition == work.Edition, Refusals.Works.Changed)
        ?? Decision.Unless(work.Step is WorkStep.Submitted or WorkStep.Declined || (work.Step == WorkStep.Chosen && work.Story == story), Refusals.Works.NotWaiting)
        ?? (work.Step == WorkStep.Chosen ? Decision.Accept() : Decision.Accept(new WorkChosen(work.Id, story, actor.Member)));

    public static Decision Decline(Work work, DeclineWork command, Actor actor) =>
        Those.WhoTell(actor)
        ?? Decision.Unless(work.Step is WorkStep.Submitted or WorkStep.Declined, Refusals.Works.NotWaiting)
        ?? Text.Reason(command.Reason)
        ?? (work.Step == WorkStep.Declined ? Decision.Accept() : Decision.Accept(new WorkDeclined(work.Id, actor.Member, Text.Body(command.Reason))));

    /// <summary>Everything of the work is in the first draft, and whoever made it is named: nothing is published before they have read it and said yes.</summary>
    public static Decision Draft(Story story, Initiative initiative, RetellWork command, Actor actor, DateTimeOffset now)
    {
        if (story.IsBegun && story.People.ContainsKey(command.Person)) return Decision.Accept();
        return Decision.InTurn(
            story,
            Story.Evolve,
            state => Telling.Draft(state, initiative, new DraftStory(command.Story, command.Activity, command.Slug, command.Language, command.Text), actor, now),
            // Begun once and taken back by whoever made it, who has handed it in anew.
            state => Telling.Write(state, new WriteStory(command.Language, command.Text), actor, now),
            state => command.Picture is { } picture ? Picturing.Add(state, picture, actor, now) : Decision.Accept(),
            state => command.Film is { } film ? Picturing.Set(state, film, actor, now) : Decision.Accept(),
            state => Naming.Name(state, new NamePerson(command.Person), actor, now));
    }

    /// <summary>It is shown no longer, and nothing of it is left in the draft: text, pictures, film and name. What a story of a work holds is all of it that work's.</summary>
    public static Decision TakeBack(Story story, Guid person, DateTimeOffset now)
    {
        if (!story.IsBegun) return Decision.Accept();
        // Whoever made it may be named no longer, or was never: it is theirs all the same.
        var isNamed = story.People.ContainsKey(person);
        return Decision.Accept(
        [
            .. isNamed ? ((Accepted)Naming.Leave(story, new LeaveStory(person), now)).Events : Unpublished(story),
            .. story.Texts.Keys.Select(language => new StoryWritten(story.Id, language, "", "", "", "", "", person)),
            .. story.Pictures.Select(picture => new StoryPictureRemoved(story.Id, picture.Picture, person)),
            .. story.Film is null ? Array.Empty<object>() : [new StoryFilmRemoved(story.Id, person)],
            .. isNamed ? [new StoryPersonRemoved(story.Id, person, person)] : Array.Empty<object>(),
        ]);
    }

    static IReadOnlyList<object> Unpublished(Story story) =>
        story.IsShown ? [new StoryUnpublished(story.Id, story.Initiative, story.Activity, null, "")] : [];
}

using Activation.Domain.Initiatives;
using Activation.Domain.Members;

namespace Activation.Domain.Stories;

/// <param name="Slug">Wished for; its number makes it the only one.</param>
/// <param name="Pictured">With the pictures that the activity has.</param>
public sealed record DraftStory(Guid Story, Guid Activity, string Slug, string Language, StoryText Text, bool Pictured = false);

/// <param name="Reason">Why nothing is told of it.</param>
public sealed record DeclineStory(Guid Story, Guid Activity, string Reason);

public sealed record WriteStory(string Language, StoryText Text);

/// <summary>From what was done to what is told of it.</summary>
public static class Telling
{
    /// <summary>An outcome, 1–5, from which on a deed is worth telling of.</summary>
    public const double WorthTelling = 4;

    public const int LeadLimit = 400;

    public const int BodyLimit = 20_000;

    public const int FactLimit = 120;

    public const int LearntLimit = 1000;

    public static Decision Draft(Story story, Initiative initiative, DraftStory command, Actor actor, DateTimeOffset now) =>
        Those.WhoTell(actor)
        ?? Done(initiative, command.Activity)
        ?? Fits(command.Text)
        ?? (story.IsBegun ? Decision.Accept() : Begin(initiative, command, actor));

    public static Decision Decline(Story story, Initiative initiative, DeclineStory command, Actor actor, DateTimeOffset now) =>
        Those.WhoTell(actor)
        ?? Done(initiative, command.Activity)
        ?? Decision.Unless(!story.IsBegun, Refusals.Stories.Begun)
        ?? Text.Reason(command.Reason)
        ?? (story.Step == StoryStep.Declined
            ? Decision.Accept()
            : Decision.Accept(new StoryDeclined(
                command.Story, initiative.Id, command.Activity, initiative.Activity(command.Activity)!.Municipality, actor.Member, Text.Body(command.Reason))));

    public static Decision Write(Story story, WriteStory command, Actor actor, DateTimeOffset now)
    {
        var text = Clean(command.Text);
        return Those.WhoWorkOn(story, actor)
            ?? Decision.Unless(command.Language is { Length: 2 }, Refusals.Stories.LanguageUnknown)
            ?? Fits(text)
            ?? (text == Before(story, command.Language)
                ? Decision.Accept()
                : Decision.Accept([.. Written(story.Id, command.Language, text, Before(story, command.Language), actor)]));
    }

    static Decision Begin(Initiative initiative, DraftStory command, Actor actor)
    {
        var activity = initiative.Activity(command.Activity)!;
        return Decision.Accept(
        [
            new StoryDrafted(command.Story, command.Slug, initiative.Id, command.Activity, activity.Municipality, activity.Owner, actor.Member),
            .. Written(command.Story, command.Language, Clean(command.Text), StoryText.None, actor),
            .. command.Pictured ? Pictured(command.Story, activity, actor) : [],
        ]);
    }

    // One whose words were taken out says nothing to who does not see it: whoever writes the story adds it anew.
    static IEnumerable<object> Pictured(Guid story, Activity activity, Actor actor) =>
        from picture in activity.Pictures.OrderByDescending(one => one.Moment)
        where picture.Alt.Length > 0
        let told = picture.ToTell()
        select new StoryPictured(story, told.Picture, told.Use, told.Alt, told.Credit, told.Width, told.Height, actor.Member);

    static StoryText Before(Story story, string language) => story.Texts.GetValueOrDefault(language) ?? StoryText.None;

    // What was learnt goes with its language.
    static IEnumerable<object> Written(Guid story, string language, StoryText text, StoryText before, Actor actor)
    {
        if (text.Learnt != before.Learnt && text.Title.Length > 0) yield return new StoryLessonWritten(story, language, text.Learnt, actor.Member);
        yield return new StoryWritten(story, language, text.Title, text.Lead, text.Body, text.Time, text.Cost, actor.Member);
    }

    static Decision? Done(Initiative initiative, Guid activity) =>
        Decision.Unless(initiative.Activity(activity) is not null, Refusals.Activities.Unknown)
        ?? Decision.Unless(initiative.Activity(activity)!.Status == ActivityStatus.CarriedOut, Refusals.Stories.NotCarriedOut);

    // A language is taken away whole: a lead without a title belongs to nothing.
    static StoryText Clean(StoryText text) => Text.Line(text.Title).Length == 0
        ? StoryText.None
        : new(Text.Line(text.Title), Text.Line(text.Lead), Text.Body(text.Body), Text.Line(text.Time), Text.Line(text.Cost), Text.Body(text.Learnt));

    static Decision? Fits(StoryText text) =>
        Text.Fits(text.Title, Text.TitleLimit) ?? Text.Fits(text.Lead, LeadLimit) ?? Text.Fits(Text.Body(text.Body), BodyLimit)
        ?? Text.Fits(text.Time, FactLimit) ?? Text.Fits(text.Cost, FactLimit) ?? Text.Fits(Text.Body(text.Learnt), LearntLimit);
}

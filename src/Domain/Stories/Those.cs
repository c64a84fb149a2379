using Activation.Domain.Members;

namespace Activation.Domain.Stories;

/// <summary>The conditions that several decisions share, each stated once. Null lets the decision go on.</summary>
static class Those
{
    public static Decision? WhoTell(Actor actor) => Decision.Unless(actor.Tells, Refusals.Stories.TellersOnly);

    public static Decision? Begun(Story story) => Decision.Unless(story.IsBegun, Refusals.Stories.Unknown);

    public static Decision? WhoWorkOn(Story story, Actor actor) => WhoTell(actor) ?? Begun(story);

    /// <summary>What is agreed to is what was read, and not what somebody made of it meanwhile.</summary>
    public static Decision? WhoReadIt(Story story, int edition) => Decision.Unless(edition == story.Edition, Refusals.Stories.TextChanged);

    /// <summary>It has at least one text, and every text is whole.</summary>
    public static Decision? WithWholeTexts(Story story) =>
        Decision.Unless(story.Texts.Count > 0, Refusals.Stories.TextMissing)
        ?? (story.Texts.FirstOrDefault(text => !text.Value.IsWhole) is { Key: { } language }
            ? Decision.Refuse(Refusals.Stories.TextUnfinished, language)
            : null);

    /// <summary>Nobody is told of who has not agreed.</summary>
    public static Decision? WithConsents(Story story) =>
        Decision.Unless(story.ConsentsMissing == 0, Refusals.Stories.ConsentMissing, story.ConsentsMissing) ?? WithoutRefusers(story);

    /// <summary>Who said no, or stood in it when they were taken off the list, is taken out of what is told, too.</summary>
    public static Decision? WithoutRefusers(Story story) => Decision.Unless(story.StillTold.IsEmpty, Refusals.Stories.StillTold);
}

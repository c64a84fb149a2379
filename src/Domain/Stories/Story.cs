using System.Collections.Immutable;

namespace Activation.Domain.Stories;

/// <summary>A story as it is being worked on. What anybody reads is the version that was published last.</summary>
/// <param name="Authors">Everyone who had a hand in it: none of them is its second pair of eyes.</param>
/// <param name="Texts">By language.</param>
/// <param name="People">Who is named or shown, and what they have answered.</param>
/// <param name="StillTold">Who has said no, or no longer, or was taken off the list, and stands in a text and pictures that nobody has changed since.</param>
/// <param name="Version">How many versions were published.</param>
/// <param name="IsShown">Anybody may read the last version.</param>
/// <param name="IsRead">A second pair of eyes has said yes to it as it stands.</param>
/// <param name="Edition">Counts the changes of text, pictures and film: a yes names the one that was read.</param>
/// <param name="JustNamed">Who was named since text, pictures or film were last changed.</param>
public sealed record Story(
    Guid Id, Guid Initiative, Guid Activity, string Municipality, Guid Owner, string Slug, StoryStep Step, ImmutableHashSet<Guid> Authors,
    ImmutableSortedDictionary<string, StoryText> Texts, ImmutableList<StoryPicture> Pictures, StoryFilm? Film,
    ImmutableDictionary<Guid, ConsentAnswer> People, ImmutableHashSet<Guid> StillTold, DateTimeOffset? PublishAt, Guid? ScheduledBy, int Version, bool IsShown,
    bool IsRead, int Edition, ImmutableHashSet<Guid> JustNamed)
{
    public static Story None { get; } = new(
        Guid.Empty, Guid.Empty, Guid.Empty, "", Guid.Empty, "", StoryStep.None, [], ImmutableSortedDictionary<string, StoryText>.Empty, [], null,
        ImmutableDictionary<Guid, ConsentAnswer>.Empty, [], null, null, 0, IsShown: false, IsRead: false, Edition: 0, []);

    /// <summary>It was begun, and so has an address.</summary>
    public bool IsBegun => Step is not (StoryStep.None or StoryStep.Declined);

    /// <summary>How many of those named have not agreed.</summary>
    public int ConsentsMissing => People.Values.Count(answer => answer != ConsentAnswer.Yes);

    public StoryPicture? Picture(Guid picture) => Pictures.FirstOrDefault(one => one.Picture == picture);

    /// <summary>The address of one whose own was taken out of the log: it was made of a headline, and that may have named somebody.</summary>
    public static string Nameless(Guid story) => story.ToString("N")[^12..];

    public static Story Evolve(Story state, object @event) => @event switch
    {
        StoryDrafted e => state with
        {
            Id = e.Story,
            Initiative = e.Initiative,
            Activity = e.Activity,
            Municipality = e.Municipality,
            Owner = e.Owner,
            Slug = e.Slug.Length > 0 ? e.Slug : Nameless(e.Story),
            Step = StoryStep.Draft,
            Authors = [e.By],
        },
        StoryDeclined e => state with { Id = e.Story, Initiative = e.Initiative, Activity = e.Activity, Municipality = e.Municipality, Step = StoryStep.Declined },
        StoryLessonWritten e => state.Edited(e.By) with { Texts = state.Texts.SetItem(e.Language, (state.Texts.GetValueOrDefault(e.Language) ?? StoryText.None) with { Learnt = e.Learnt }) },
        StoryWritten e => state.Edited(e.By) with { Texts = With(state.Texts, e) },
        StoryPictured e => state.Edited(e.By) with { Pictures = state.Pictures.Add(new(e.Picture, e.Use, e.Alt, e.Credit, e.Width, e.Height)) },
        StoryPictureChanged e => state.Edited(e.By) with { Pictures = Changed(state.Pictures, e) },
        StoryPictureRemoved e => state.Edited(e.By) with { Pictures = state.Pictures.RemoveAll(one => one.Picture == e.Picture) },
        // An address that was taken out of the log leads nowhere.
        StoryFilmSet e => state.Edited(e.By) with { Film = e.Address.Length == 0 ? null : new(e.Address, e.Title) },
        StoryFilmRemoved e => state.Edited(e.By) with { Film = null },
        StoryPersonNamed e => state with
        {
            People = state.People.SetItem(e.Person, ConsentAnswer.Waiting),
            Authors = state.Authors.Add(e.By),
            JustNamed = state.JustNamed.Add(e.Person),
        },
        StoryPersonRemoved e => state with
        {
            People = state.People.Remove(e.Person),
            Authors = state.Authors.Add(e.By),
            StillTold = state.StandsInIt(e.Person) ? state.StillTold.Add(e.Person) : state.StillTold,
        },
        StoryConsentRecorded e => state with { People = state.People.SetItem(e.Person, ConsentAnswer.Yes), StillTold = state.StillTold.Remove(e.Person) },
        StoryConsentWithdrawn e => state with { People = state.People.SetItem(e.Person, ConsentAnswer.No), StillTold = state.StillTold.Add(e.Person) },
        StorySubmitted => state with { Step = StoryStep.Submitted, PublishAt = null, ScheduledBy = null, IsRead = false },
        StoryApproved => state with { Step = StoryStep.Approved, IsRead = true },
        StoryReturned => state with { Step = StoryStep.Draft, IsRead = false },
        StoryScheduled e => state with { Step = StoryStep.Scheduled, PublishAt = e.PublishAt, ScheduledBy = e.By },
        StoryPublished e => state with { Step = StoryStep.Published, PublishAt = null, ScheduledBy = null, Version = e.Version, IsShown = true, StillTold = [] },
        StoryUnpublished => state with { Step = StoryStep.Draft, PublishAt = null, ScheduledBy = null, IsShown = false, IsRead = false },
        _ => state,
    };

    // Who was named for how it stands, or has said yes to that, stands in it until it is changed. What was published by earlier rules stays so.
    bool StandsInIt(Guid person) => People.GetValueOrDefault(person) == ConsentAnswer.Yes || JustNamed.Contains(person);

    // Whoever changes it takes back what was said about how it stood: an approval is for what was read, and so is a yes of who is named. Whom a change
    // concerns nobody can tell from a text: all of them are asked anew.
    Story Edited(Guid by) => this with
    {
        Step = StoryStep.Draft,
        PublishAt = null,
        ScheduledBy = null,
        Authors = Authors.Add(by),
        StillTold = [],
        JustNamed = [],
        IsRead = false,
        Edition = Edition + 1,
        People = People.ToImmutableDictionary(one => one.Key, one => one.Value == ConsentAnswer.Yes ? ConsentAnswer.Earlier : one.Value),
    };

    static ImmutableSortedDictionary<string, StoryText> With(ImmutableSortedDictionary<string, StoryText> texts, StoryWritten e) =>
        e.Title.Length == 0 ? texts.Remove(e.Language) : texts.SetItem(
            e.Language, new(e.Title, e.Lead, e.Body, e.Time, e.Cost, texts.GetValueOrDefault(e.Language)?.Learnt ?? ""));

    static ImmutableList<StoryPicture> Changed(ImmutableList<StoryPicture> pictures, StoryPictureChanged e) =>
        [.. pictures.Select(one => one.Picture == e.Picture ? one with { Use = e.Use, Alt = e.Alt, Credit = e.Credit } : one)];
}

/// <param name="Learnt">What whoever does it after them should know; may be left out.</param>
public sealed record StoryText(string Title, string Lead, string Body, string Time, string Cost, string Learnt = "")
{
    public static StoryText None { get; } = new("", "", "", "", "");

    /// <summary>Enough of it to be read by anybody.</summary>
    public bool IsWhole => Title.Length > 0 && Lead.Length > 0 && Body.Length > 0;

    /// <summary>What is taken along from it: what was learnt, else how it went in short.</summary>
    public string ToTakeAlong() => Learnt.Length > 0 ? Learnt : Lead;
}

public sealed record StoryPicture(Guid Picture, PictureUse Use, string Alt, string Credit, int Width, int Height);

public sealed record StoryFilm(string Address, string Title);

public enum ConsentAnswer
{
    Waiting,
    Yes,
    No,

    /// <summary>Yes, to a text or pictures that were changed since.</summary>
    Earlier,
}

/// <summary>How far what is being worked on has come.</summary>
public enum StoryStep
{
    None,
    Declined,
    Draft,
    Submitted,
    Approved,
    Scheduled,
    Published,
}

using Activation.Domain.Stories;
using Activation.Web.Platform;
using Activation.Web.Platform.Privacy;

namespace Activation.Web.Features.Stories;

/// <summary>Where a name stands in what a story tells.</summary>
public static class NamedIn
{
    public const string Pictures = "pictures";
    public const string Film = "film";

    /// <returns>Languages by their codes, and beside them <see cref="Pictures"/> and <see cref="Film"/>.</returns>
    public static IEnumerable<string> Of(string name, IEnumerable<KeyValuePair<string, StoryText>> texts, IEnumerable<StoryPicture> pictures, StoryFilm? film)
    {
        foreach (var (language, text) in texts)
            if (IsIn(text.Title, text.Lead, text.Body, text.Learnt, text.Time, text.Cost)) yield return language;
        if (pictures.Any(picture => IsIn(picture.Alt, picture.Credit))) yield return Pictures;
        if (IsIn(film?.Title ?? "")) yield return Film;

        bool IsIn(params string[] words) => words.Any(some => WholeWord.IsIn(some, name));
    }
}

/// <summary>Something that was published or saved before, and in which a name stands.</summary>
/// <param name="Version">Null for texts that were saved and written over.</param>
/// <param name="Places">As <see cref="NamedIn"/> calls them.</param>
public sealed record EarlierName(string Name, int? Version, string[] Places);

/// <summary>
/// Versions and saved texts stay as they were, for those who tell, and with them the name of who says no. Whoever tells is shown where it stands; taken out of the
/// log it is gone from there, too.
/// </summary>
public sealed class EarlierNames(Views views)
{
    public async Task<IReadOnlyList<EarlierName>> Standing(Guid story, IReadOnlyCollection<string> names)
    {
        if (names.Count == 0) return [];
        var versions = await views.Many<StoryVersion>("select * from story_version where story = @story order by version", new { story });
        var saved = await WrittenOver(story);
        return
        [
            .. from name in names
               from one in versions.Select(version => new EarlierName(name, version.Version, [.. NamedIn.Of(name, version.Texts, version.Pictures, version.Film)]))
                   .Append(new EarlierName(name, null, [.. NamedIn.Of(name, saved, [], null).Distinct()]))
               where one.Places.Length > 0
               select one,
        ];
    }

    // What was saved last is the text as it is now.
    async Task<IEnumerable<KeyValuePair<string, StoryText>>> WrittenOver(Guid story) =>
        (await views.Many<StoryWriting>(
            """
            select w.* from story_writing w
             where w.story = @story and exists (select from story_writing n where n.story = w.story and n.language = w.language and n.position > w.position) order by w.position
            """,
            new { story })).Select(writing => KeyValuePair.Create(writing.Language, writing.ToText()));
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Pictures;

namespace Activation.Web.Features.Stories;

/// <summary>The picture that stands where a story is shared, 1200 × 630: its cover with headline and place. Letters are the machine's own: what draws here reads no typefaces of the web.</summary>
public sealed class SharePictures(PictureTool tool, PictureStore pictures, Texts texts, TimeProvider clock)
{
    public const int Width = 1200;
    public const int Height = 630;
    const int Most = 64;
    const int LettersALine = 18;
    const int MostLines = 5;
    static readonly TimeSpan FailedFor = TimeSpan.FromMinutes(1);

    const string Type = "Familjen Grotesk, Liberation Sans, DejaVu Sans, sans-serif";

    // Only what was drawn is remembered; whether the story is still shown is asked each time, before.
    readonly ConcurrentDictionary<string, Drawn> drawn = new();

    /// <summary>There is the program that draws.</summary>
    public bool IsOpen => tool.IsThere;

    /// <summary>What is drawn, as a mark. Words that are taken out of the log leave the version as it is: what stands on the picture is all that tells.</summary>
    /// <param name="language">In which it was shared, else the reader's.</param>
    public string MarkOf(ProgrammeView here, ShownStory story, string language) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        '\n', story.Story, story.Pictures.Face()?.Picture, Title(story, language), Where(here, story), Kind(language)))));

    string Kind(string language) => texts.Of(Platform.Look.Languages.Ours(language))["stories.good-example"];

    static string Title(ShownStory story, string language) => story.In(language).Text.Title;

    static string Where(ProgrammeView here, ShownStory story) => $"{here.NameOf(story.Municipality)} · {here.Card.Name}";

    /// <summary>However many ask at once, it is drawn once; and what could not be drawn is not tried again by everybody who comes by.</summary>
    /// <returns>Null where pictures cannot be drawn.</returns>
    public Task<byte[]?> Of(ProgrammeView here, ShownStory story, string language, CancellationToken cancellationToken)
    {
        var (key, now) = (MarkOf(here, story, language), clock.GetUtcNow());
        if (drawn.TryGetValue(key, out var known) && known.HasFailed && known.At < now - FailedFor) drawn.TryRemove(KeyValuePair.Create(key, known));
        var mine = drawn.GetOrAdd(key, _ => new Drawn(now, new Lazy<Task<byte[]?>>(() => Draw(here, story, language))));
        if (drawn.Count > Most) drawn.TryRemove(drawn.MinBy(one => one.Value.At));
        return mine.Picture.Value.WaitAsync(cancellationToken);
    }

    // Others wait for it too: whoever asked first and left does not end it.
    async Task<byte[]?> Draw(ProgrammeView here, ShownStory story, string language)
    {
        var cover = story.Pictures.Face() is { } picture && await pictures.Find(here.Id, picture.Picture, PictureSizes.For(picture.Width)[^1]) is { } bytes
            ? await tool.Crop(bytes, Width / 2, Height, CancellationToken.None)
            : null;
        var drawing = Drawing(Title(story, language), Where(here, story), Kind(language), cover);
        return await tool.Print(Encoding.UTF8.GetBytes(drawing), CancellationToken.None);
    }

    static string Drawing(string title, string where, string kind, byte[]? cover)
    {
        var room = cover is null ? 2 * LettersALine : LettersALine;
        var lines = Lines(title, room);
        var svg = new StringBuilder($"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{Width}" height="{Height}"><rect width="{Width}" height="{Height}" fill="#f1f4ef"/>""");
        if (cover is not null) svg.Append(CultureInfo.InvariantCulture, $"""<image x="{Width / 2}" width="{Width / 2}" height="{Height}" xlink:href="data:image/jpeg;base64,{Convert.ToBase64String(cover)}"/>""");
        else svg.Append("""<circle cx="1040" cy="130" r="90" fill="#f7cb2d"/>""");
        svg.Append(CultureInfo.InvariantCulture, $"""<text x="60" y="96" font-family="{Type}" font-weight="600" font-size="26" fill="#73409a">{Plain(kind)}</text>""");
        var size = lines.Count > 3 ? 40 : 46;
        for (var i = 0; i < lines.Count; i++)
            svg.Append(CultureInfo.InvariantCulture, $"""<text x="60" y="{190 + i * size * 1.16:0}" font-family="{Type}" font-weight="700" font-size="{size}" fill="#12262e">{Plain(lines[i])}</text>""");
        svg.Append(CultureInfo.InvariantCulture, $"""<rect x="60" y="530" width="120" height="6" fill="#0a5775"/><text x="60" y="580" font-family="{Type}" font-size="24" fill="#475a61">{Plain(where)}</text></svg>""");
        return svg.ToString();
    }

    static List<string> Lines(string title, int room)
    {
        List<string> lines = [""];
        foreach (var word in title.Split(' ').SelectMany(word => Parts(word, room)))
        {
            if (lines[^1].Length > 0 && lines[^1].Length + word.Length >= room) lines.Add("");
            lines[^1] = lines[^1].Length == 0 ? word : $"{lines[^1]} {word}";
        }

        if (lines.Count <= MostLines) return lines;
        return [.. lines.Take(MostLines - 1), lines[MostLines - 1] + " …"];
    }

    // A long word goes on in the next line.
    static IEnumerable<string> Parts(string word, int room) => word.Length <= room ? [word] : [$"{word[..(room - 1)]}-", .. Parts(word[(room - 1)..], room)];

    static string Plain(string text) => SecurityElement.Escape(StoryFeed.Plain(text));

    sealed record Drawn(DateTimeOffset At, Lazy<Task<byte[]?>> Picture)
    {
        public bool HasFailed => Picture is { IsValueCreated: true, Value: { IsCompleted: true } task } && (!task.IsCompletedSuccessfully || task.Result is null);
    }
}

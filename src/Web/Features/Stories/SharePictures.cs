using System.Collections.Concurrent;
using System.Globalization;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Pictures;

namespace Activation.Web.Features.Stories;

/// <summary>
/// The picture that stands where a story is shared, 1200 × 630: its cover with headline and place. Letters are the machine's own: what draws here reads no
/// typefaces of the web. It is drawn once, in each language that the story has, and kept for as long as it is shown: whoever asks again and again costs nothing.
/// </summary>
public sealed class SharePictures(PictureTool tool, PictureStore pictures, Views views, Texts texts, TimeProvider clock)
{
    public const int Width = 1200;
    public const int Height = 630;
    const int MostAtOnce = 16;
    const int LettersALine = 18;
    const int MostLines = 5;
    static readonly TimeSpan FailedFor = TimeSpan.FromMinutes(1);

    const string Type = "Familjen Grotesk, Liberation Sans, DejaVu Sans, sans-serif";

    // What is being drawn, and what could not be. Whether the story is still shown is asked each time, before.
    readonly ConcurrentDictionary<string, Drawn> underWay = new();

    public static string Ddl => """
        create table if not exists hub.share_picture (programme uuid not null, story uuid not null, language text not null, mark text not null, bytes bytea not null,
          drawn_at timestamptz not null, primary key (story, language));
        alter table hub.share_picture alter column bytes set storage external;
        """;

    /// <summary>So many are being drawn that another one has to be asked for later.</summary>
    public bool IsBusy => underWay.Values.Count(one => one.IsUnderWay) >= MostAtOnce;

    /// <summary>There is the program that draws.</summary>
    public bool IsOpen => tool.IsThere;

    /// <summary>What is drawn, as a mark. Words that are taken out of the log leave the version as it is: what stands on the picture is all that tells.</summary>
    /// <param name="language">In which it was shared, else the reader's; one that the story has not is the one it is shown in.</param>
    public string MarkOf(ProgrammeView here, ShownStory story, string language) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        '\n', story.Story, story.Pictures.Face()?.Picture, Title(story, language), Where(here, story), Kind(story.In(language).Language)))));

    string Kind(string language) => texts.Of(Platform.Look.Languages.Ours(language))["stories.good-example"];

    static string Title(ShownStory story, string language) => story.In(language).Text.Title;

    static string Where(ProgrammeView here, ShownStory story) => $"{here.NameOf(story.Municipality)} · {here.Card.Name}";

    /// <summary>However many ask at once, it is drawn once; and what could not be drawn is not tried again by everybody who comes by.</summary>
    /// <returns>Null where pictures cannot be drawn, or not now.</returns>
    public async Task<byte[]?> Of(ProgrammeView here, ShownStory story, string language, CancellationToken cancellationToken)
    {
        var (mark, its, now) = (MarkOf(here, story, language), story.In(language).Language, clock.GetUtcNow());
        if (await Kept(here.Id, story.Story, its, mark) is { } kept) return kept;
        foreach (var (key, failed) in underWay.Where(one => one.Value.HasFailed && one.Value.At < now - FailedFor)) underWay.TryRemove(KeyValuePair.Create(key, failed));
        if (!underWay.ContainsKey(mark) && IsBusy) return null;
        var mine = underWay.GetOrAdd(mark, _ => new Drawn(now, new Lazy<Task<byte[]?>>(() => Deadline.ForAll(() => Make(here, story, its, mark)))));
        return await mine.Picture.Value.WaitAsync(cancellationToken);
    }

    /// <summary>Of what is shown no longer nothing is kept.</summary>
    public Task ForgetHidden() => views.Everywhere.Execute(
        "delete from hub.share_picture p where not exists (select from shown_story s where s.programme = p.programme and s.story = p.story)");

    /// <summary>Words were taken out, and may stand on any of them: each is drawn anew when it is asked for.</summary>
    public Task ForgetAll() => views.Everywhere.Execute("delete from hub.share_picture");

    async Task<byte[]?> Kept(Guid programme, Guid story, string language, string mark) => await views.In(programme).Column<byte[]>(
        "select bytes from hub.share_picture where programme = @programme and story = @story and language = @language and mark = @mark",
        new { programme, story, language, mark }) is [var bytes] ? bytes : null;

    async Task<byte[]?> Make(ProgrammeView here, ShownStory story, string language, string mark)
    {
        if (await Draw(here, story, language) is not { } bytes) return null;
        await views.In(here.Id).Execute(
            """
            insert into hub.share_picture (programme, story, language, mark, bytes, drawn_at) values (@Id, @Story, @language, @mark, @bytes, @now)
            on conflict (story, language) do update set mark = excluded.mark, bytes = excluded.bytes, drawn_at = excluded.drawn_at
            """,
            new { here.Id, story.Story, language, mark, bytes, now = clock.GetUtcNow() });
        underWay.TryRemove(mark, out _);
        return bytes;
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
        public bool IsUnderWay => !Picture.IsValueCreated || !Picture.Value.IsCompleted;

        public bool HasFailed => Picture is { IsValueCreated: true, Value: { IsCompleted: true } task } && (!task.IsCompletedSuccessfully || task.Result is null);
    }
}

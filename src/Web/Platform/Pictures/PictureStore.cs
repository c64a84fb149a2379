using Activation.Web.Features.Activities;
using Activation.Web.Features.Stories;

namespace Activation.Web.Platform.Pictures;

/// <summary>Why a file was not taken; a text key, and what it names.</summary>
public sealed record NotTaken(string Key, params object[] Args);

/// <summary>A picture as it is kept.</summary>
public sealed record Taken(Guid Picture, int Width, int Height);

/// <summary>
/// Pictures, in the database beside everything else: one backup holds them and the log at the same moment, every node has them, and nothing of
/// what was sent is ever a file below the web root. Kept are only the sizes that were drawn anew; what came in is thrown away.
/// </summary>
public sealed class PictureStore(Views views, PictureTool tool)
{
    public const int LargestBytes = 12 << 20;

    public const long MostPixels = 50_000_000;

    const int LongestSide = 12_000;
    const int ShortestSide = 200;

    // Bytes that are compressed already are kept as they are.
    public static string Ddl => """
        create table if not exists hub.picture (picture uuid not null, programme uuid not null, width int not null, height int not null, bytes bytea not null,
          kept_at timestamptz not null, primary key (picture, width));
        alter table hub.picture alter column bytes set storage external;
        """;

    public bool IsOpen => tool.IsThere;

    /// <summary>Looks at what it is, draws it anew in every size, and keeps those.</summary>
    /// <param name="picture">What it will be called: the same file sent twice is one picture.</param>
    public async Task<(Taken? Taken, NotTaken? No)> Take(Guid programme, Guid picture, byte[] file, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!tool.IsThere) return (null, new NotTaken("pictures.no-tool"));
        if (Refused(file) is { } no) return (null, no);
        if (await Kept(programme, picture, now) is { } kept) return (kept, null);
        var sizes = new List<(int Width, int Height, byte[] Bytes)>();
        var whole = await tool.Shrink(file, PictureSizes.Largest, cancellationToken);
        if (whole is null || PictureKind.Of(whole) is not { Format: "webp" } largest) return (null, new NotTaken("pictures.undecodable"));
        foreach (var width in PictureSizes.For(largest.Width).Where(width => width < largest.Width))
        {
            if (await tool.Shrink(whole, width, cancellationToken) is not { } smaller || PictureKind.Of(smaller) is not { } kind) return (null, new NotTaken("pictures.undecodable"));
            sizes.Add((width, kind.Height, smaller));
        }

        sizes.Add((largest.Width, largest.Height, whole));
        // All sizes or none: whoever sends it again meanwhile would take the small one for the whole.
        await views.Execute(
            """
            insert into hub.picture (picture, programme, width, height, bytes, kept_at)
            select @picture, @programme, width, height, bytes, @now from unnest(@widths, @heights, @files) size(width, height, bytes) on conflict do nothing
            """,
            new
            {
                picture, programme, now, widths = sizes.Select(size => size.Width).ToArray(), heights = sizes.Select(size => size.Height).ToArray(),
                files = sizes.Select(size => size.Bytes).ToArray(),
            });
        return (new Taken(picture, largest.Width, largest.Height), null);
    }

    // Who sends it again has just sent it: its age is counted from now.
    async Task<Taken?> Kept(Guid programme, Guid picture, DateTimeOffset now) =>
        await views.Execute("update hub.picture set kept_at = @now where programme = @programme and picture = @picture", new { programme, picture, now }) == 0 ? null : await views.One<Taken>(
            "select picture, width, height from hub.picture where programme = @programme and picture = @picture order by width desc limit 1", new { programme, picture });

    /// <summary>A picture in the smallest size that is no smaller than the one asked for: those that were kept in other sizes have theirs. Null when there is none.</summary>
    public async Task<byte[]?> Find(Guid programme, Guid picture, int width) => await views.Column<byte[]>(
        "select bytes from hub.picture where picture = @picture and programme = @programme and width >= @width order by width limit 1", new { picture, programme, width }) is [var bytes]
        ? bytes
        : null;

    /// <summary>Anybody may see it: it is in a story that is shown.</summary>
    public Task<bool> IsShown(Guid programme, Guid picture) => views.Value<bool>(
        "select exists (select from shown_story where programme = @programme and pictures @> jsonb_build_array(jsonb_build_object('picture', @picture::text)))",
        new { programme, picture = picture.ToString() });

    /// <summary>It is of an activity that the reader may see: visitors see what was agreed.</summary>
    public Task<bool> IsOfDeed(Guid programme, Guid picture, bool member) => views.Value<bool>(
        """
        select exists (select from activity where programme = @programme and pictures @> jsonb_build_array(jsonb_build_object('picture', @picture::text))
                          and (@member or state = any(@agreed)))
        """,
        new { programme, picture = picture.ToString(), member, agreed = ActivityCard.Agreed.ToArray() });

    /// <summary>Whoever made it wants it on no page of others.</summary>
    public Task<bool> StaysHere(Guid programme, Guid picture) => views.Value<bool>(
        "select exists (select from hub.work k join course_work c using (work) where k.programme = @programme and k.picture = @picture and c.licence = 'only_here')",
        new { programme, picture });

    /// <summary>It stands in a story as somebody works on it, or was handed in for one: what was taken out of the last one is nobody's to see.</summary>
    public Task<bool> IsWorkedWith(Guid programme, Guid picture) => views.Value<bool>(
        """
        select exists (select from story where programme = @programme and state -> 'pictures' @> jsonb_build_array(jsonb_build_object('picture', @picture::text)))
            or exists (select from hub.work where programme = @programme and picture = @picture::uuid)
        """,
        new { programme, picture = picture.ToString() });

    /// <summary>SQL: a row of <c>hub.picture</c> is in nothing that is shown, in nothing that is worked on, in nothing that was handed in and of no activity. Versions that are kept say in words which pictures they had, and hold none.</summary>
    public const string StandsNowhere = """
        not exists (select from shown_story s, jsonb_array_elements(s.pictures) one where s.programme = hub.picture.programme and (one ->> 'picture')::uuid = hub.picture.picture)
        and not exists (select from story s, jsonb_array_elements(s.state -> 'pictures') one where s.programme = hub.picture.programme and (one ->> 'picture')::uuid = hub.picture.picture)
        and not exists (select from activity a where a.programme = hub.picture.programme and a.pictures @> jsonb_build_array(jsonb_build_object('picture', hub.picture.picture::text)))
        and not exists (select from hub.work w where w.programme = hub.picture.programme and w.picture = hub.picture.picture)
        """;

    /// <summary>Every size goes; what was taken into a story again in between stays.</summary>
    public Task<int> Forget(Guid programme, Guid[] pictures) => views.Everywhere.Execute(
        $"delete from hub.picture where programme = @programme and picture = any(@pictures) and {StandsNowhere}", new { programme, pictures });

    static NotTaken? Refused(byte[] file)
    {
        if (file.Length > LargestBytes) return new("pictures.too-heavy", LargestBytes >> 20);
        if (PictureKind.Of(file) is not { } kind) return new("pictures.wrong-kind");
        if (kind.Width > LongestSide || kind.Height > LongestSide || (long)kind.Width * kind.Height > MostPixels) return new("pictures.too-large", LongestSide);
        return kind.Width < ShortestSide || kind.Height < ShortestSide ? new("pictures.too-small", ShortestSide) : null;
    }
}

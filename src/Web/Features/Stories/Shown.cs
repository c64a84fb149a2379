using Activation.Domain.Stories;

namespace Activation.Web.Features.Stories;

/// <summary>A picture on a page: the browser takes the smallest size that is large enough.</summary>
/// <param name="Sizes">How wide it will stand, as the browser's <c>sizes</c>. On a phone two thirds of that: at three points a pixel nobody
/// sees the difference, and whoever pays for what is loaded does.</param>
/// <param name="Eager">It is seen at once; others are fetched when somebody comes near them.</param>
/// <param name="Decorative">The words beside it say the same.</param>
public sealed record Shown(string Programme, StoryPicture Picture, string Sizes, bool Eager = false, bool Decorative = false)
{
    public string Address(int width) => $"/p/{Programme}/pictures/{Picture.Picture}/{width}";

    public string SourceSet => string.Join(", ", PictureSizes.For(Picture.Width).Select(width => $"{Address(width)} {width}w"));

    public string Source => Address(PictureSizes.For(Picture.Width)[0]);
}

/// <summary>Which of a story's pictures stands where.</summary>
public static class Placement
{
    /// <summary>The cover, or the first that is there. Null when all that there is are two that belong beside each other.</summary>
    public static StoryPicture? Cover(this StoryPicture[] pictures) =>
        pictures.FirstOrDefault(picture => picture.Use == PictureUse.Cover) ?? pictures.FirstOrDefault(picture => !pictures.Pair().Contains(picture));

    /// <summary>What stands for the story elsewhere: how it became, where it has no picture for itself.</summary>
    public static StoryPicture? Face(this StoryPicture[] pictures) => pictures.Cover() ?? pictures.Pair().LastOrDefault();

    /// <summary>Before and after, when both are there; else none: one alone is a picture like others.</summary>
    public static StoryPicture[] Pair(this StoryPicture[] pictures) =>
        pictures.FirstOrDefault(picture => picture.Use == PictureUse.Before) is { } before && pictures.FirstOrDefault(picture => picture.Use == PictureUse.After) is { } after
            ? [before, after]
            : [];

    /// <summary>All the others, in the order in which they came.</summary>
    public static IEnumerable<StoryPicture> Others(this StoryPicture[] pictures) => pictures.Except(pictures.Pair()).Where(picture => picture != pictures.Cover());
}

/// <summary>In which widths a picture is kept.</summary>
public static class PictureSizes
{
    static readonly int[] Wanted = [320, 480, 800, 1200, 1600];

    public const int Largest = 1600;

    /// <summary>Wide enough to see who is in it.</summary>
    public const int Readable = 480;

    /// <summary>The smallest first; never larger than what came in.</summary>
    public static IReadOnlyList<int> For(int width) => [.. Wanted.Where(wanted => wanted < width).Append(Math.Min(width, Largest)).Distinct()];
}

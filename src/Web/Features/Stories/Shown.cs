using Activation.Domain.Stories;

namespace Activation.Web.Features.Stories;

/// <summary>A picture on a page: the browser takes the smallest size that is large enough.</summary>
/// <param name="Sizes">How wide it will stand, as the browser's <c>sizes</c>.</param>
/// <param name="Eager">It is seen at once; others are fetched when somebody comes near them.</param>
/// <param name="Decorative">The words beside it say the same.</param>
public sealed record Shown(string Programme, StoryPicture Picture, string Sizes, bool Eager = false, bool Decorative = false)
{
    public string Address(int width) => $"/p/{Programme}/pictures/{Picture.Picture}/{width}";

    public string SourceSet => string.Join(", ", PictureSizes.For(Picture.Width).Select(width => $"{Address(width)} {width}w"));

    public string Source => Address(PictureSizes.For(Picture.Width)[0]);
}

/// <summary>In which widths a picture is kept.</summary>
public static class PictureSizes
{
    static readonly int[] Wanted = [480, 960, 1600];

    public const int Largest = 1600;

    /// <summary>The smallest first; never larger than what came in.</summary>
    public static IReadOnlyList<int> For(int width) => [.. Wanted.Where(wanted => wanted < width).Append(Math.Min(width, Largest)).Distinct()];
}

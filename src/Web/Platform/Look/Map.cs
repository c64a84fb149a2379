using Activation.Domain.Programmes;

namespace Activation.Web.Platform.Look;

/// <summary>Where it happens: the towns of a programme in route order.</summary>
/// <param name="Crop">Part of the map that is shown; see <see cref="MapCrop"/>.</param>
/// <param name="Css">Extra class of the drawing, for example hero-map.</param>
/// <param name="Slice">Fills its box and lets the edges go (a hero); the wall shows every name whole, and more of the ground where it is higher.</param>
/// <param name="Table">A table of the same facts below, where no text on the page says them.</param>
public sealed record Map(IReadOnlyList<Town> Towns, string Crop = MapCrop.Towns, string? Css = null, bool Slice = false, bool Table = false)
{
    const int MostBeats = 3;

    public MapFrame Frame => MapFrame.Around(Towns);

    public IReadOnlyList<PlacedTown> Placed()
    {
        var frame = Frame;
        var hot = 0;
        return [.. Towns.Select(town => new PlacedTown(town, frame.Place(town), town.Hot && ++hot <= MostBeats ? hot : 0))];
    }

    public IEnumerable<string> HotNames => Towns.Where(town => town.Hot).Select(town => town.Name);
}

/// <param name="State">Done fills the stop; a stretch of the route is strong when both its ends are filled.</param>
/// <param name="Hot">It happened there within the last ten seconds.</param>
public sealed record Town(
    string Name, double Latitude, double Longitude, LabelPlace Label, StopState State = StopState.Done, bool Hot = false, string? Href = null);

/// <param name="Beat">1–3 for a town that rings, 0 for one that does not: more at once would only flicker.</param>
public sealed record PlacedTown(Town Town, (double X, double Y) At, int Beat)
{
    const int MoreWhileRinging = 14;

    public double LabelX => At.X + Town.Label.X + (Beat == 0 ? 0 : Town.Label.Anchor switch
    {
        "end" => -MoreWhileRinging,
        "middle" => 0,
        _ => MoreWhileRinging,
    });

    public double LabelY => At.Y + Town.Label.Y;

    public string LabelCss => Town.Label.Anchor switch
    {
        "end" => "e",
        "middle" => "m",
        _ => "",
    };

    public bool Reached => Town.State == StopState.Done || Town.Hot;
}

/// <summary>Parts of the map of north-west Skåne, as viewBoxes.</summary>
public static class MapCrop
{
    public const string Towns = "0 0 720 640";
    public const string Hero = "-560 0 1280 640";
    public const string Wall = "60 20 640 610";
    public const string Lineage = "48 232 656 410";
}

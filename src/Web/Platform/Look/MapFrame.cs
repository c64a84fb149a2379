namespace Activation.Web.Platform.Look;

/// <summary>Mercator, fitted to 720 × 640 units.</summary>
/// <param name="West">Degrees, as are the others.</param>
public sealed record MapFrame(double West, double South, double East, double North)
{
    public const double Width = 720;
    public const double Height = 640;

    /// <summary>The frame that the drawn coast was made for.</summary>
    public static readonly MapFrame Skane = new(12.28, 55.80, 13.58, 56.53);

    /// <summary>The frame of the coast when all towns lie in it, else one that just holds them.</summary>
    public static MapFrame Around(IReadOnlyList<Town> towns)
    {
        if (towns.Count == 0 || towns.All(Skane.Holds)) return Skane;
        const double margin = 0.08;
        return new(
            towns.Min(town => town.Longitude) - 2 * margin,
            towns.Min(town => town.Latitude) - margin,
            towns.Max(town => town.Longitude) + 2 * margin,
            towns.Max(town => town.Latitude) + margin);
    }

    public (double X, double Y) Place(Town town)
    {
        var (west, east) = (double.DegreesToRadians(West), double.DegreesToRadians(East));
        var (south, north) = (Stretch(South), Stretch(North));
        var scale = Math.Min(Width / (east - west), Height / (north - south));
        return (
            Width / 2 + scale * (double.DegreesToRadians(town.Longitude) - (west + east) / 2),
            Height / 2 - scale * (Stretch(town.Latitude) - (south + north) / 2));
    }

    bool Holds(Town town) => town.Longitude >= West && town.Longitude <= East && town.Latitude >= South && town.Latitude <= North;

    // Mercator's northing, in radians at the equator.
    static double Stretch(double latitude) => Math.Log(Math.Tan(Math.PI / 4 + double.DegreesToRadians(latitude) / 2));
}

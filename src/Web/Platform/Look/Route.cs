namespace Activation.Web.Platform.Look;

/// <summary>The loop through the towns, in route order and back to the first.</summary>
public static class Route
{
    public static string Whole(IReadOnlyList<PlacedTown> towns) =>
        "M" + string.Join('L', towns.Append(towns[0]).Select(Point));

    /// <summary>Only the stretches with both ends reached.</summary>
    public static string Reached(IReadOnlyList<PlacedTown> towns) => string.Concat(towns
        .Zip(towns.Skip(1).Append(towns[0]))
        .Where(stretch => stretch.First.Reached && stretch.Second.Reached)
        .Select(stretch => $"M{Point(stretch.First)}L{Point(stretch.Second)}"));

    static string Point(PlacedTown town) => $"{Svg.N(town.At.X)} {Svg.N(town.At.Y)}";
}

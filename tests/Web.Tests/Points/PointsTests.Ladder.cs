using System.Globalization;
using Activation.Domain;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Points;

/// <summary>How far people have come.</summary>
public sealed partial class PointsTests
{
    [Test]
    public async Task The_ladder_is_shown_to_oneself_and_small_numbers_to_nobody()
    {
        using var astrid = await hub.As(Cast.Astrid);
        Assert.That((await astrid.Get("/me")).All(".ladder li[aria-current=step]"), Has.Count.EqualTo(1));
        var counts = await astrid.Get($"{Sown.Here}/points");
        Assert.That(counts.All("[data-figure=ladder]").Concat(counts.All("[data-defines=ladder]")), Has.Exactly(2).Items);
        foreach (var cell in counts.All("[aria-labelledby=ladder] td"))
            Assert.That(cell.TextContent, Is.EqualTo("få").Or.Matches<string>(text => int.Parse(text!, CultureInfo.InvariantCulture) is 0 or >= SmallNumbers.ShownFrom));
    }
}

using Activation.Web.Platform.Look;

namespace Activation.Web.Tests.Look;

public class MapTests
{
    static readonly Town Helsingborg = At("Helsingborg", 56.0465, 12.6945);
    static readonly Town Bastad = At("Båstad", 56.4265, 12.8536);
    static readonly Town Perstorp = At("Perstorp", 56.1372, 13.3950);

    // Read off the drawing of the coast, which another program projected.
    [TestCase(56.0465, 12.6945, 245, 425)]
    [TestCase(56.4265, 12.8536, 323, 91)]
    [TestCase(56.1372, 13.3950, 587, 346)]
    [TestCase(55.8708, 12.8302, 311, 578)]
    public void A_town_stands_where_the_drawn_coast_has_it(double latitude, double longitude, double x, double y)
    {
        var place = MapFrame.Skane.Place(At("", latitude, longitude));
        Assert.That((place.X, place.Y), Is.EqualTo((x, y)).Using<(double X, double Y)>(Near));
    }

    [Test]
    public void Towns_elsewhere_get_a_frame_that_holds_them_all()
    {
        Town[] towns = [At("Aarhus", 56.1572, 10.2107), At("Odense", 55.4038, 10.4024), At("Esbjerg", 55.4765, 8.4594)];
        var frame = MapFrame.Around(towns);
        Assert.That(frame, Is.Not.EqualTo(MapFrame.Skane));
        Assert.That(
            towns.Select(frame.Place),
            Has.All.Matches<(double X, double Y)>(at => at is { X: > 0 and < MapFrame.Width, Y: > 0 and < MapFrame.Height }));
    }

    [Test]
    public void A_stretch_is_strong_only_when_both_its_ends_are_reached()
    {
        var towns = new Map([Helsingborg, Bastad, Perstorp with { State = StopState.Next }]).Placed();
        Assert.That(Route.Reached(towns).Count(letter => letter == 'M'), Is.EqualTo(1));
        Assert.That(Route.Whole(towns).Count(letter => letter == 'L'), Is.EqualTo(3));
    }

    [Test]
    public void At_most_three_towns_ring_at_once()
    {
        var towns = Enumerable.Range(0, 5).Select(_ => Helsingborg with { Hot = true }).ToList();
        Assert.That(new Map(towns).Placed().Count(town => town.Beat > 0), Is.EqualTo(3));
    }

    static Town At(string name, double latitude, double longitude) => new(name, latitude, longitude, new(15, 0, "start"));

    static bool Near((double X, double Y) a, (double X, double Y) b) => Math.Abs(a.X - b.X) < 1 && Math.Abs(a.Y - b.Y) < 1;
}

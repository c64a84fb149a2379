using Activation.Web.Platform.Simulation;

namespace Activation.Web.Tests.Simulation;

public sealed class TemperamentsTests
{
    [Test]
    public void Every_kind_of_person_is_about_as_common_as_its_share()
    {
        var dice = new Dice(new Random(3));
        var counts = Enumerable.Range(0, 5000).Select(_ => Temperaments.Of(dice.Id())).CountBy(kind => kind.Name).ToDictionary();
        Assert.That(
            Temperaments.All.Select(one => counts[one.Kind.Name] / 50.0), Is.EqualTo(Temperaments.All.Select(one => (double)one.Share)).Within(2.0));
    }

    [Test]
    public void A_person_keeps_their_temperament()
    {
        var person = new Dice(new Random(4)).Id();
        Assert.That(Temperaments.Of(person), Is.SameAs(Temperaments.Of(new Guid(person.ToByteArray()))));
    }
}

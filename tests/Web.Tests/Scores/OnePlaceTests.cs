using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Scores;

/// <summary>Where there is one municipality it is compared with none, and the page says so.</summary>
public sealed class OnePlaceTests
{
    const string Alone = "Här finns bara en att visa, och därför ingen att jämföra med.";

    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task Nobody_is_ahead_and_there_is_none_of_the_same_size()
    {
        var town = await OnePlace.Enrolled(hub, 6);
        using var visitor = hub.Visitor();
        var (overview, scores, own) = (await visitor.Get(town.Path), await visitor.Get($"{town.Path}/scores"), await visitor.Get($"{town.Path}/scores/{OnePlace.Key}"));
        Assert.Multiple(() =>
        {
            Assert.That(scores.All(".scores-t tbody tr"), Has.Count.EqualTo(1));
            Assert.That(scores.One(".lead").TextContent, Is.EqualTo(Alone));
            Assert.That(overview.One("[data-live=sureness]").TextContent, Is.EqualTo(Alone));
            Assert.That(own.One("[aria-labelledby=same-size]").TextContent, Does.Contain(Alone));
            Assert.That(own.All("[aria-labelledby=same-size] table"), Is.Empty);
        });
        Assert.That((await visitor.Get($"{Sown.Here}/scores/klippan")).All("[aria-labelledby=same-size] tbody tr"), Has.Count.EqualTo(5), "where there are others they stand");
    }
}

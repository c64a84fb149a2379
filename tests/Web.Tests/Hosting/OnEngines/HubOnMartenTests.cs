using Activation.Store;
using Activation.Web.Platform.Privacy;
using Activation.Web.Tests.Initiatives;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Hosting.OnEngines;

/// <summary>The whole hub over a log in Marten's tables: positions with holes, another writer, the same pages.</summary>
public sealed class HubOnMartenTests
{
    const string OnMarten = "--Store:Engine=marten";

    string database;

    [OneTimeSetUp]
    public async Task Make() => database = await Support.PostgresServer.FreshDatabase();

    [Test]
    public async Task What_is_sown_proposed_voted_and_erased_there_equals_a_rebuild()
    {
        await using var hub = await TestHub.On(database, Support.Repository.SeedData, OnMarten);
        await hub.Settled();
        using var astrid = await hub.As(Cast.Astrid);
        await Proposal.Send(astrid, "Ett cykelkök på Martens sida", Proposal.ConcretePlan);
        var path = Sown.Initiative((await hub.OpenTo(Cast.Astrid))[0]);
        var voted = await astrid.Send(await astrid.Get(path), "button[value=NotNow]");
        Assert.That(voted.All("[data-live=supports]"), Is.Not.Empty);
        var person = await hub.PersonCalled(Cast.Astrid);
        await hub.Services.GetRequiredService<Erasures>().Erase(person, person, DateTimeOffset.UtcNow);
        await hub.Settled();
        Assert.That(await hub.ReadModels.Compare(), Is.Empty);
        await hub.ReadModels.Rebuild();
        Assert.That(await hub.ReadModels.Compare(), Is.Empty);

        Assert.That(async () => await TestHub.On(database, null), Throws.InstanceOf<WrongEngineException>());
    }
}

using Activation.Domain.Initiatives;
using Activation.Store;
using Activation.Web.Features.Initiatives;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Initiatives;

/// <summary>What many look for is looked up once, and a word that was taken out leads nowhere.</summary>
public sealed class SearchesTests
{
    // The first moment of a minute.
    static readonly DateTimeOffset Noon = new(2027, 3, 10, 12, 0, 0, TimeSpan.Zero);

    TestHub hub;
    ProgrammeView here;
    ProgrammeDirectory programmes;
    Searches searches;

    [OneTimeSetUp]
    public async Task Sow()
    {
        hub = await TestHub.Sown();
        (here, programmes) = (await hub.Programme(), hub.Services.GetRequiredService<ProgrammeDirectory>());
    }

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [SetUp]
    public void Begin() => searches = new(hub.Views, hub.ReadModels, programmes);

    [Test]
    public async Task What_was_found_is_kept_for_a_minute_at_most()
    {
        var found = await Found(0);
        Assert.That(found, Is.Not.Empty);
        Assert.That(await Found(59), Is.SameAs(found));
        var anew = await Found(60);
        Assert.That(anew, Is.Not.SameAs(found).And.EqualTo(found));
        Assert.That(await Found(59), Is.SameAs(anew), "whoever came before and asks later gets the newer one");
    }

    [Test]
    public async Task Words_that_were_taken_out_of_the_tables_are_forgotten_with_the_programmes()
    {
        var found = await Found(0);
        programmes.Forget();
        Assert.That(await Found(1), Is.Not.SameAs(found));
    }

    [Test]
    public async Task A_vote_leaves_what_was_found_and_a_deed_does_not()
    {
        var (found, initiative, member) = (await Found(0), await hub.Views.Value<Guid>("select initiative from initiative limit 1"), Guid.CreateVersion7());
        // By somebody who collects no points: what they earn is no vote.
        await hub.Log.Append(new Append(
            Guid.CreateVersion7(), here.Id, member, StreamNames.Ballot(initiative, member).Name, 0, DateTimeOffset.UtcNow, [new VoteCast(initiative, member, "klippan", Stance.Support, null)]));
        await hub.Settled();
        Assert.That(await Found(1), Is.SameAs(found));
        using var cilla = await hub.As(Cast.Cilla);
        await Proposal.Send(cilla, "Fler bänkar vid ån");
        Assert.That(await Found(1), Is.Not.SameAs(found));
    }

    Task<IReadOnlyList<int>> Found(int second) => searches.Of(here, new("cykla", null, null, null, null, null, null), Noon.AddSeconds(second));
}

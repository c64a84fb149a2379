using Activation.Domain.Initiatives;
using Activation.Store;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Scores;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Scores;

/// <summary>Two copies of one idea that become one have been adopted once.</summary>
public sealed class MergedCopiesTests
{
    const string Klippan = "klippan", Lender = "helsingborg";

    TestHub hub = null!;
    ProgrammeView here = null!;
    Guid adopter, other;

    [OneTimeSetUp]
    public async Task Sow()
    {
        hub = await TestHub.Sown();
        here = (await hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;
        (adopter, other) = (await hub.PersonCalled(Cast.Henrik), await hub.PersonCalled(Cast.Bo));
    }

    [OneTimeTearDown]
    public async Task Close() => await hub.DisposeAsync();

    [Test]
    public async Task Two_copies_that_become_one_are_one_adoption_until_that_is_undone([Values] bool inAThird)
    {
        var parent = await Propose(Lender, null);
        var (one, two) = (await Copy(parent), await Copy(parent));
        var into = inAThird ? await Propose(Klippan, null) : two;
        var before = await Adoptions();
        await Merge(one, into);
        if (inAThird) await Merge(two, into);
        Assert.That(await Adoptions(), Is.EqualTo((before.In - 1, before.Out - 1)), "both ends");
        await hub.Log.Append(At(one, 5, new MergeUndone(one, into, other)));
        Assert.That(await Adoptions(), Is.EqualTo(before));
        Assert.That(await hub.ReadModels.Compare(), Is.Empty);
    }

    async Task Merge(Guid one, Guid into)
    {
        var version = (await hub.Log.ReadStream(StreamNames.Initiative(into).Name)).Count;
        await hub.Log.Append(At(into, version, new DuplicateTakenIn(into, one, other, DateTimeOffset.UtcNow)));
        await hub.Log.Append(At(one, 4, new InitiativeMerged(one, into, other, "Samma idé")));
    }

    async Task<Guid> Copy(Guid parent)
    {
        var (copy, activity) = (await Propose(Klippan, parent), Guid.CreateVersion7());
        await hub.Log.Append(At(copy, 1, new ActivityPlanned(copy, activity, adopter, Klippan, new("Gör", "", "", "", null, "", "", null, "", "", ""), adopter)));
        await hub.Log.Append(At(copy, 2, new ActivitySubmitted(copy, activity, 70)));
        await hub.Log.Append(At(copy, 3, new ActivityApproved(copy, activity, other, null)));
        return copy;
    }

    async Task<Guid> Propose(string home, Guid? parent)
    {
        var id = Guid.CreateVersion7();
        await hub.Log.Append(At(id, 0, new InitiativeProposed(id, adopter, home, [], 2, "Idé", "Mer", [], [], [], DateTimeOffset.UtcNow.AddDays(20), parent)));
        return id;
    }

    Append At(Guid initiative, int version, object @event) =>
        new(Guid.CreateVersion7(), here.Id, other, StreamNames.Initiative(initiative).Name, version, DateTimeOffset.UtcNow, [@event]);

    async Task<(int In, int Out)> Adoptions()
    {
        await hub.Settled();
        Reach.Into(here.Id);
        var rows = (await hub.Services.GetRequiredService<ScoresQuery>().Of(here, DateTimeOffset.UtcNow)).Rows;
        return (Of(Klippan), Of(Lender));

        int Of(string place) => rows.Single(row => row.Key == place).Facts.Adoptions;
    }
}

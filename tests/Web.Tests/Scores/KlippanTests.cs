using Activation.Domain.Initiatives;
using Activation.Store;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Scores;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Scores;

/// <summary>What moves Klippan's score, written into the log as it happened.</summary>
public abstract class KlippanTests
{
    protected const string Klippan = "klippan";

    protected static readonly ActivityPlan Vague = new("Gör", "", "", "", null, "", "", null, "", "", "");

    protected TestHub Hub { get; private set; } = null!;

    protected ProgrammeView Here { get; private set; } = null!;

    /// <summary>Whose ideas they are.</summary>
    protected Guid Owner { get; private set; }

    /// <summary>Who says yes.</summary>
    protected Guid Other { get; private set; }

    [OneTimeSetUp]
    public async Task Sow()
    {
        Hub = await TestHub.Sown();
        Here = await Hub.Programme();
        (Owner, Other) = (await Hub.PersonCalled(Cast.Henrik), await Hub.PersonCalled(Cast.Bo));
    }

    [OneTimeTearDown]
    public Task Close() => Hub.DisposeAsync().AsTask();

    protected async Task Append(string stream, int version, Guid? actor, object @event, DateTimeOffset? at = null) =>
        Assert.That(await Hub.Log.Append(new Append(Guid.CreateVersion7(), Here.Id, actor, stream, version, at ?? DateTimeOffset.UtcNow, [@event])), Is.TypeOf<Appended>());

    protected async Task<Guid> Propose(Guid proposer, Guid? parent, string home = Klippan, string[]? partners = null, DateTimeOffset? at = null)
    {
        var id = Guid.CreateVersion7();
        await Append(StreamNames.Initiative(id).Name, 0, proposer, new InitiativeProposed(id, proposer, home, partners ?? [], 2, "Idé", "Mer", [], [], [], DateTimeOffset.UtcNow.AddDays(20), parent), at);
        return id;
    }

    /// <summary>A first plan is made, sent and answered with a yes.</summary>
    /// <returns>The activity.</returns>
    protected async Task<Guid> SayYes(Guid initiative, Guid owner, DateTimeOffset? at = null)
    {
        var (stream, activity) = (StreamNames.Initiative(initiative).Name, Guid.CreateVersion7());
        await Append(stream, 1, owner, new ActivityPlanned(initiative, activity, owner, Klippan, Vague, owner), at);
        await Append(stream, 2, owner, new ActivitySubmitted(initiative, activity, 70), at);
        await Append(stream, 3, Other, new ActivityApproved(initiative, activity, Other, null), at);
        return activity;
    }

    /// <summary>How all stand when everything is counted that has happened.</summary>
    protected async Task<Ranking> Ranking()
    {
        await Hub.Settled();
        Reach.Into(Here.Id);
        return await Hub.Services.GetRequiredService<ScoresQuery>().Of(Here, DateTimeOffset.UtcNow);
    }

    protected async Task<Domain.Scoring.MunicipalityFacts> Facts(string place) => (await Ranking()).Rows.Single(row => row.Key == place).Facts;
}

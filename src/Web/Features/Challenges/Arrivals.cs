using Activation.Domain.Challenges;
using Activation.Jobs;
using Activation.Store.Followers;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Pages;

namespace Activation.Web.Features.Challenges;

/// <summary>
/// Tells that a challenge is reached, once: whoever looks first writes it, and everyone who looks later finds it written. Any number of nodes may
/// look at the same time; the stream's version lets one through.
/// </summary>
public sealed class Arrivals(Streams streams, ChallengeQuery challenges)
{
    public async Task Look(ProgrammeView here, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Reach.Into(here.Id);
        foreach (var card in await challenges.Open(here))
        {
            var standing = await challenges.Standing(here, card, here.Today(now));
            if (!standing.Of(card.Aim).IsReached) continue;
            var writer = new Writer(here.Id, null, here.Local(now), DerivedId.From("reached", card.Challenge));
            await streams.Decide(StreamNames.Challenge(card.Challenge), writer, state => Challenging.Reach(state, standing), cancellationToken);
        }
    }
}

/// <summary>Looks at once when something was carried out, or confirmed by a grade.</summary>
public sealed class ArrivalWatch(ReadModels readModels, ProgrammeDirectory programmes, Arrivals arrivals, TimeProvider clock, ILogger<ArrivalWatch> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var projected in readModels.Listen(stoppingToken))
            foreach (var programme in projected.Events.Where(recorded => MayArrive(recorded.Data)).Select(recorded => recorded.Tenant).Distinct())
                await Look(programme, stoppingToken);
    }

    // A node that fails here has told nobody anything wrong: the next deed or the clock looks again.
    async Task Look(Guid programme, CancellationToken stopping)
    {
        try
        {
            if (await programmes.Find(programme) is { } here) await arrivals.Look(here, clock.GetUtcNow(), stopping);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            logger.LogWarning(e, "Whether a challenge is reached could not be looked up");
        }
    }

    static bool MayArrive(object data) => data is Domain.Initiatives.ActivityCarriedOut or Domain.Initiatives.OutcomeRated or ChallengeSet or ChallengeChanged;
}

/// <summary>Looks now and then for what nobody was there to see.</summary>
public sealed class ArrivalsSeen(Views views, ProgrammeDirectory programmes, Arrivals arrivals) : IJob
{
    public async Task Run(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var slugs = await views.Everywhere.Column<string>("select slug from programme order by slug");
        await slugs.Alone(Look, cancellationToken);

        async Task Look(string slug)
        {
            if (await programmes.Find(slug) is { } here) await arrivals.Look(here, now, cancellationToken);
        }
    }
}

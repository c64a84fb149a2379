using Activation.Domain.Members;
using Activation.Domain.Points;
using Activation.Jobs;
using Activation.Store;
using Activation.Store.Followers;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Points;

/// <summary>Listens for deeds, and awards what they have earned while whoever did them is still there.</summary>
public sealed class BadgeAward(
    ReadModels readModels, Views views, ProgrammeDirectory programmes, Badging badging, BadgeNews news, ILogger<BadgeAward> logger) : BackgroundService
{
    sealed record Counted(Guid Programme, Guid Member);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var projected in readModels.Listen(stoppingToken))
        {
            foreach (var recorded in projected.Events) Hear(recorded);
            if (!projected.Events.Any(recorded => recorded.Data is PointsChosen || DeedProjection.TellsOfDeeds(recorded.Data))) continue;
            try
            {
                await After(projected, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The nightly round gives what was missed here; the listening goes on.
                logger.LogError(e, "No badges could be awarded up to {Position}", projected.Position);
            }
        }
    }

    void Hear(Recorded recorded)
    {
        if (recorded.Data is BadgeAwarded awarded) news.Add(recorded.Tenant, awarded.Member, awarded.Badge);
        if (NoLongerCounted(recorded.Data) is { } member) news.Drop(recorded.Tenant, member);
    }

    static Guid? NoLongerCounted(object data) => data switch
    {
        PointsChosen { Audience: Audience.Nobody } e => e.Member,
        MemberLeft e => e.Member,
        MemberErased e => e.Member,
        _ => null,
    };

    async Task After(Projected projected, CancellationToken stopping)
    {
        var doers = await views.Everywhere.Many<Counted>(
            """
            select distinct programme, member from deed join points_choice using (programme, member) where position between @from and @to
            union select programme, member from points_choice where member = any(@chosen)
            """,
            new
            {
                from = projected.Events[0].Position, to = projected.Position,
                chosen = projected.Events.Select(recorded => recorded.Data).OfType<PointsChosen>().Select(e => e.Member).ToArray(),
            });
        foreach (var (programme, member) in doers)
            if (await programmes.Find(programme) is { } here) await badging.Award(here, member, DateTimeOffset.UtcNow, stopping);
    }
}

/// <summary>Every night: what an outage kept from being awarded.</summary>
public sealed class BadgesCaughtUp(Views views, ProgrammeDirectory programmes, Badging badging) : IJob
{
    public async Task Run(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var slugs = await views.Everywhere.Column<string>("select slug from programme order by slug");
        await slugs.Alone(Award, cancellationToken);

        async Task Award(string slug)
        {
            if (await programmes.Find(slug) is { } here) await badging.AwardAll(here, now, cancellationToken);
        }
    }
}

using Activation.Jobs;
using Activation.Store;
using Activation.Store.Followers;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Privacy;

namespace Activation.Web.Features.Webhooks;

/// <summary>Reads the log for each webhook from where it was last, and puts down what its receiver is to be told. A hub that was down catches up.</summary>
public sealed class HookFollower(
    HookBook book, HookDeliveries deliveries, HookBody body, IEventStore log, ReadModels readModels, ProgrammeDirectory programmes, HookBell bell, TimeProvider clock,
    ILogger<HookFollower> logger) : BackgroundService
{
    const int Stretch = 500;
    const int MostWaiting = 1000;

    static readonly TimeSpan Round = TimeSpan.FromSeconds(1), OnThePages = TimeSpan.FromSeconds(5);

    /// <summary>One look at every webhook.</summary>
    public async Task Look(CancellationToken cancellationToken)
    {
        foreach (var hook in await book.Behind(await log.Head(cancellationToken), MostWaiting))
        {
            if (await programmes.Find(hook.Programme) is not { } here) continue;
            var events = await log.ReadLog(hook.Position, Stretch, cancellationToken);
            // Numbers of initiatives are the pages' business: what is told is told when it can be looked at.
            if (events.Count == 0 || !await readModels.WaitFor(events[^1].Position, OnThePages, cancellationToken)) continue;
            var told = events.Where(recorded => IsTold(hook, recorded)).ToList();
            await deliveries.Add(hook, events[^1].Position, await body.Of(here, told), clock.GetUtcNow());
            if (told.Count > 0) bell.Ring();
        }
    }

    static bool IsTold(HookRow hook, Recorded recorded) =>
        recorded.Tenant == hook.Programme && hook.Kinds.Contains(recorded.Type, StringComparer.Ordinal) && !PrivateEvents.Holds(recorded.Data);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Look(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogWarning(e, "Webhooks wait");
            }

            await Task.Delay(Round, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

/// <summary>What receivers took long ago is not kept.</summary>
public sealed class DeliveriesForgotten(HookDeliveries deliveries) : IJob
{
    public Task Run(DateTimeOffset now, CancellationToken cancellationToken) => deliveries.Forget(now - HookDeliveries.Kept);
}

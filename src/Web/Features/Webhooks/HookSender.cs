using Activation.Web.Platform.Mail;

namespace Activation.Web.Features.Webhooks;

/// <summary>Wakes the senders when something is to be sent.</summary>
public sealed class HookBell
{
    readonly PostBell bell = new();

    public void Ring() => bell.Ring();

    public Task Heard(TimeSpan wait, CancellationToken stopping) => bell.Heard(wait, stopping);
}

/// <summary>Sends what is due, a few at a time: one receiver that is slow keeps no other waiting.</summary>
public sealed class HookSender(
    HookDeliveries deliveries, HookBook book, HookLine line, HookStops stops, HookBell bell, TimeProvider clock, ILogger<HookSender> logger) : BackgroundService
{
    const int AtOnce = 4;

    static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    /// <summary>Sends everything that is due.</summary>
    public async Task Send(CancellationToken cancellationToken)
    {
        while (await deliveries.Take() is { } one) await Send(one, cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Work(stoppingToken)));

    async Task Work(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
            try
            {
                await Send(stopping);
                await bell.Heard(Round, stopping);
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                logger.LogWarning(e, "Deliveries wait");
                await Task.Delay(Round, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
    }

    async Task Send(Outgoing one, CancellationToken cancellationToken)
    {
        var reply = await Reply(one, cancellationToken);
        if (reply.IsTaken)
        {
            await deliveries.Taken(one, reply);
            return;
        }

        await deliveries.Failed(one, reply);
        if (one.Attempts >= HookDeliveries.Attempts) await stops.Stop(one.Programme, one.Hook, one.Attempts, cancellationToken);
    }

    // What lies sealed with keys that are gone is no more reached than a receiver that is: it waits longer each time, and then it stops.
    async Task<Reply> Reply(Outgoing one, CancellationToken cancellationToken)
    {
        if (await book.SealOf(one.Hook) is not { } seal) return new Reply(null, HookFaults.Unsealed);
        var now = clock.GetUtcNow();
        return await line.Send(
            new Uri(seal.Url), one.Body,
            [
                (HookSignature.DeliveryHeader, one.Delivery.ToString()), (HookSignature.EventHeader, one.Kind),
                (HookSignature.Header, HookSignature.Of(one.Body, now, seal.Secrets(now))),
            ],
            cancellationToken);
    }
}

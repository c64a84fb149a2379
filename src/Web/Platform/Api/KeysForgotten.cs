using Activation.Jobs;

namespace Activation.Web.Platform.Api;

/// <summary>Forgets what was answered under idempotency keys a month ago.</summary>
public sealed class KeysForgotten(Repeats repeats) : IJob
{
    static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public Task Run(DateTimeOffset now, CancellationToken cancellationToken) => repeats.Forget(now - Kept);
}

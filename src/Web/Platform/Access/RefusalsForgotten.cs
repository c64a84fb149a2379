using Activation.Jobs;

namespace Activation.Web.Platform.Access;

/// <summary>Forgets who was refused what long ago.</summary>
public sealed class RefusalsForgotten(SecurityLog log) : IJob
{
    public Task Run(DateTimeOffset now, CancellationToken cancellationToken) => log.Forget(now - SecurityLog.Kept);
}

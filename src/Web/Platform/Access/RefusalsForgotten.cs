using Activation.Jobs;

namespace Activation.Web.Platform.Access;

/// <summary>Forgets who was refused what long ago, where no programme has a rule for it.</summary>
public sealed class RefusalsForgotten(SecurityLog log) : IJob
{
    public Task Run(DateTimeOffset now, CancellationToken cancellationToken) => log.Forget(now - SecurityLog.Kept);
}

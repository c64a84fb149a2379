using Microsoft.Extensions.Hosting;
using Quartz;

namespace Activation.Jobs.WithQuartz;

/// <summary>The only class that Quartz ever sees. Its name is stored in the database, so it never changes.</summary>
[DisallowConcurrentExecution]
sealed class QuartzEntry(QuartzRunner runner, Envelope envelope, TimeProvider clock, IHostApplicationLifetime lifetime) : Quartz.IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        // Another version of the program has listed it, and this node was woken: the run is let go, and the work it would find is found by the next.
        if (runner.Find(context.JobDetail.Key.Name) is not { } schedule) return;
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        await envelope.Run(schedule, clock.GetUtcNow(), stopping.Token);
    }
}

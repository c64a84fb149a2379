using Microsoft.Extensions.Hosting;
using Quartz;

namespace Activation.Jobs.WithQuartz;

/// <summary>The only class that Quartz ever sees. Its name is stored in the database, so it never changes.</summary>
[DisallowConcurrentExecution]
sealed class QuartzEntry(QuartzRunner runner, Envelope envelope, TimeProvider clock, IHostApplicationLifetime lifetime) : Quartz.IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        // Another version of the program may have listed it: that one will run it.
        if (runner.Find(context.JobDetail.Key.Name) is not { } schedule) return;
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        await envelope.Run(schedule, clock.GetUtcNow(), stopping.Token);
    }
}

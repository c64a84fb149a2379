using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Activation.Jobs.WithQuartz;

/// <summary>Forgets, at the start, the jobs that a former version of the program listed and this one does not.</summary>
sealed class UnlistedJobs(QuartzRunner runner, ILogger<UnlistedJobs> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var name in await runner.RemoveUnlisted(cancellationToken)) log.LogInformation("Job {Job} is no longer listed and was removed", name);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

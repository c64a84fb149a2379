using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Activation.Jobs;

/// <summary>What every run of every job is wrapped in, whichever engine wakes it: a scope of its own, one log line, and a recorded outcome.</summary>
public sealed class Envelope(IServiceScopeFactory scopes, IJobHistory history, TimeProvider clock, ILogger<Envelope> log)
{
    /// <summary>Runs the job of a schedule once. A job that throws is logged and recorded, and runs again at its next time.</summary>
    public async Task Run(Schedule schedule, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var error = await Try(schedule, now, cancellationToken);
        var took = (long)clock.GetElapsedTime(started).TotalMilliseconds;
        if (error is null) log.LogInformation("Job {Job} ran in {Milliseconds} ms", schedule.Name, took);
        else log.LogError(error, "Job {Job} failed after {Milliseconds} ms", schedule.Name, took);
        try
        {
            // Recorded even while stopping: the outcome is a fact by now.
            await history.Record(new(schedule.Name, now + clock.GetElapsedTime(started), error is null ? null : OneLine(error)), CancellationToken.None);
        }
        catch (Exception e)
        {
            log.LogError(e, "The outcome of job {Job} could not be recorded", schedule.Name);
        }
    }

    async Task<Exception?> Try(Schedule schedule, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await ((IJob)scope.ServiceProvider.GetRequiredService(schedule.Job)).Run(now, cancellationToken);
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    static string OneLine(Exception error) => $"{error.GetType().Name}: {error.Message.ReplaceLineEndings(" ")}";
}

using Hangfire;
using Hangfire.Storage;

namespace Activation.Jobs.WithHangfire;

/// <summary>Tells Hangfire of the listed jobs, and asks it about them.</summary>
sealed class HangfireRunner(
    IReadOnlyList<Schedule> schedules, IRecurringJobManager recurring, IBackgroundJobClient client, JobStorage storage, IJobHistory history) : IJobRunner
{
    public Schedule? Find(string name) => schedules.FirstOrDefault(one => one.Name == name);

    /// <summary>What is no longer listed goes: it would be woken for ever. Of the fires that no node was up for, one is made up for.</summary>
    public void List()
    {
        foreach (var one in schedules)
            recurring.AddOrUpdate<HangfireEntry>(
                one.Name, entry => entry.Run(one.Name, false, null, CancellationToken.None), one.Pattern,
                new RecurringJobOptions { TimeZone = one.TimeZone, MisfireHandling = MisfireHandlingMode.Relaxed });
        using var connection = storage.GetReadOnlyConnection();
        foreach (var former in connection.GetRecurringJobs().Where(job => Find(job.Id) is null)) recurring.RemoveIfExists(former.Id);
    }

    public Task<bool> RunNow(string name, CancellationToken cancellationToken = default)
    {
        if (Find(name) is null) return Task.FromResult(false);
        client.Enqueue<HangfireEntry>(entry => entry.Run(name, true, null, CancellationToken.None));
        return Task.FromResult(true);
    }

    public async Task<IReadOnlyList<JobReport>> Reports(CancellationToken cancellationToken = default)
    {
        var latest = await history.Latest(cancellationToken);
        using var connection = storage.GetReadOnlyConnection();
        var next = connection.GetRecurringJobs().ToDictionary(job => job.Id, job => job.NextExecution);
        return
        [
            .. schedules.Select(one => one.Name).Select(name => new JobReport(
                name, latest.GetValueOrDefault(name)?.At, next.GetValueOrDefault(name) is { } at ? new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Utc)) : null,
                latest.GetValueOrDefault(name)?.Error)),
        ];
    }
}

using Quartz;

namespace Activation.Jobs.WithQuartz;

/// <summary>Asks Quartz about the listed jobs.</summary>
sealed class QuartzRunner(IReadOnlyList<Schedule> schedules, ISchedulerFactory schedulers, IJobHistory history) : IJobRunner
{
    public Schedule? Find(string name) => schedules.FirstOrDefault(one => one.Name == name);

    public async Task<bool> RunNow(string name, CancellationToken cancellationToken = default)
    {
        if (Find(name) is null) return false;
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        await scheduler.TriggerJob(new JobKey(name), cancellationToken);
        return true;
    }

    public async Task<IReadOnlyList<JobReport>> Reports(CancellationToken cancellationToken = default)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var latest = await history.Latest(cancellationToken);
        var reports = new List<JobReport>();
        foreach (var name in schedules.Select(one => one.Name))
        {
            var trigger = await scheduler.GetTrigger(new TriggerKey(name), cancellationToken);
            var last = latest.GetValueOrDefault(name);
            reports.Add(new(name, last?.At, trigger?.NextFireTimeUtc, last?.Error));
        }
        return reports;
    }

    /// <summary>Jobs of former versions would be woken for ever.</summary>
    public async Task<IReadOnlyList<string>> RemoveUnlisted(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var removed = new List<string>();
        foreach (var key in await scheduler.GetJobKeys(GroupMatcher<JobKey>.AnyGroup(), cancellationToken))
            if (Find(key.Name) is null && await scheduler.DeleteJob(key, cancellationToken))
                removed.Add(key.Name);
        return removed;
    }
}

using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Activation.Jobs;

/// <summary>Runs jobs when it is told the time: for tests and for simulations, where a day lasts seconds. One node, nothing in a database.</summary>
public sealed class ByHand : IJobRunner, IJobHistory, IDisposable
{
    readonly IReadOnlyList<Schedule> schedules;
    readonly Envelope envelope;
    readonly ConcurrentDictionary<string, JobOutcome> outcomes = [];
    readonly Dictionary<string, DateTimeOffset?> due;
    readonly Dictionary<string, SemaphoreSlim> turns;
    DateTimeOffset time;

    /// <summary>Nothing is due before the first schedule's time after <paramref name="start"/>.</summary>
    public ByHand(IReadOnlyList<Schedule> schedules, IServiceScopeFactory scopes, ILoggerFactory logs, DateTimeOffset start)
    {
        this.schedules = schedules;
        envelope = new(scopes, this, TimeProvider.System, logs.CreateLogger<Envelope>());
        due = schedules.ToDictionary(one => one.Name, one => one.NextAfter(start));
        turns = schedules.ToDictionary(one => one.Name, _ => new SemaphoreSlim(1));
        time = start;
    }

    /// <summary>Makes it <paramref name="now"/>: runs each job that came due, once, however often it came due since the last call.</summary>
    /// <returns>The names of those that ran.</returns>
    public async Task<IReadOnlyList<string>> RunDue(DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        time = now;
        var ran = new List<string>();
        foreach (var schedule in schedules.Where(one => due[one.Name] <= now))
        {
            due[schedule.Name] = schedule.NextAfter(now);
            await Run(schedule, cancellationToken);
            ran.Add(schedule.Name);
        }
        return ran;
    }

    /// <inheritdoc/>
    public async Task<bool> RunNow(string name, CancellationToken cancellationToken = default)
    {
        if (schedules.FirstOrDefault(one => one.Name == name) is not { } schedule) return false;
        await Run(schedule, cancellationToken);
        return true;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<JobReport>> Reports(CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<JobReport>>([.. schedules.Select(one =>
            outcomes.TryGetValue(one.Name, out var last) ? new JobReport(one.Name, last.At, due[one.Name], last.Error) : new(one.Name, null, due[one.Name], null))]);

    /// <inheritdoc/>
    public Task Record(JobOutcome outcome, CancellationToken cancellationToken = default)
    {
        outcomes[outcome.Name] = outcome;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, JobOutcome>> Latest(CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyDictionary<string, JobOutcome>>(outcomes);

    /// <summary>Lets go of the locks.</summary>
    public void Dispose()
    {
        foreach (var turn in turns.Values) turn.Dispose();
    }

    async Task Run(Schedule schedule, CancellationToken cancellationToken)
    {
        await turns[schedule.Name].WaitAsync(cancellationToken);
        try
        {
            await envelope.Run(schedule, time, cancellationToken);
        }
        finally
        {
            turns[schedule.Name].Release();
        }
    }
}

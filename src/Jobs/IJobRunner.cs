namespace Activation.Jobs;

/// <summary>Runs every listed job when its schedule says so; a job never runs twice at the same time, however many nodes there are.</summary>
public interface IJobRunner
{
    /// <summary>How each listed job fares, over all nodes, in the order of the list.</summary>
    Task<IReadOnlyList<JobReport>> Reports(CancellationToken cancellationToken = default);

    /// <summary>Runs a job outside of its schedule: now, or as soon as its present run has ended.</summary>
    /// <returns>False when no job of that name is listed.</returns>
    Task<bool> RunNow(string name, CancellationToken cancellationToken = default);
}

/// <summary>How a job fares.</summary>
/// <param name="Name">The schedule's name.</param>
/// <param name="LastRun">When it last ended, well or not; null before the first time.</param>
/// <param name="NextRun">When it is next due; in the past when the runner is stuck.</param>
/// <param name="LastError">What went wrong in its last run, one line; null when it went well.</param>
public sealed record JobReport(string Name, DateTimeOffset? LastRun, DateTimeOffset? NextRun, string? LastError);

/// <summary>Remembers how each job's last run ended.</summary>
public interface IJobHistory
{
    /// <summary>Notes the end of a run.</summary>
    Task Record(JobOutcome outcome, CancellationToken cancellationToken = default);

    /// <summary>The newest outcome of every job that ever ran.</summary>
    Task<IReadOnlyDictionary<string, JobOutcome>> Latest(CancellationToken cancellationToken = default);
}

/// <summary>The end of one run.</summary>
/// <param name="Name">The schedule's name.</param>
/// <param name="At">When the run ended.</param>
/// <param name="Error">One line; null when it went well.</param>
public sealed record JobOutcome(string Name, DateTimeOffset At, string? Error);

namespace Activation.Jobs;

/// <summary>Something that is done again and again by itself.</summary>
/// <remarks>
/// Runners promise at least once, never exactly once: a run can be missed while no node is up, and repeated when one is killed.
/// So a job finds its due work in the database, does what it finds, and never counts its runs.
/// </remarks>
public interface IJob
{
    /// <summary>Does what is due at <paramref name="now"/>, including what an earlier run should have done.</summary>
    /// <param name="now">The time of this run; the only clock a job looks at.</param>
    /// <param name="cancellationToken">Set when the program stops: leave the rest to the next run.</param>
    Task Run(DateTimeOffset now, CancellationToken cancellationToken);
}

namespace Activation.Store.Postgres;

/// <summary>What may be tuned; the defaults are measured.</summary>
public sealed record PostgresStoreOptions
{
    /// <summary>Which log of the database; one log today, one per municipality or shard later.</summary>
    public int LogId { get; init; }

    /// <summary>How many commands may wait. More are refused, so that a slow database never fills the memory of a node.</summary>
    public int QueueLength { get; init; } = 4096;

    /// <summary>How many commands share one transaction at most.</summary>
    public int BatchLength { get; init; } = 512;

    /// <summary>How long a caller waits for room in a full queue before it is told that the store is busy.</summary>
    public TimeSpan QueuePatience { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a caller waits for the log's answer before the outcome counts as unknown.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(5);
}

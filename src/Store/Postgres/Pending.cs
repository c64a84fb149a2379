namespace Activation.Store.Postgres;

/// <summary>A command on its way into the log, and the one who waits for its answer.</summary>
sealed class Pending(Append append, Entry[] entries)
{
    readonly TaskCompletionSource<AppendOutcome> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Append Append { get; } = append;
    public Entry[] Entries { get; } = entries;
    public int VersionAfter => Append.ExpectedVersion + Entries.Length;
    public int Length { get; } = entries.Sum(entry => entry.Json.Length);
    public Task<AppendOutcome> Answer => answer.Task;

    public void Tell(AppendOutcome outcome) => answer.TrySetResult(outcome);
    public void Fail(Exception reason) => answer.TrySetException(reason);
}

namespace Activation.Store;

/// <summary>Wakes the readers of this node when the log has grown.</summary>
sealed class Wakeup
{
    static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    TaskCompletionSource grown = New();
    long known;

    /// <summary>The log reaches at least this position.</summary>
    public void Signal(long position)
    {
        for (var seen = Volatile.Read(ref known); position > seen; seen = Volatile.Read(ref known))
        {
            if (Interlocked.CompareExchange(ref known, position, seen) != seen) continue;
            Interlocked.Exchange(ref grown, New()).TrySetResult();
            return;
        }
    }

    /// <summary>Returns when the log may hold more than this, and after one second in any case.</summary>
    public async Task Wait(long afterPosition, CancellationToken cancellationToken)
    {
        // Taken before looking: a signal between the two lines would otherwise be slept through.
        var more = Volatile.Read(ref grown).Task;
        if (Volatile.Read(ref known) > afterPosition) return;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(more, Task.Delay(Poll, patience.Token));
        await patience.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

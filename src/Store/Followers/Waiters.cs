namespace Activation.Store.Followers;

/// <summary>Those who wait for a position, the lowest first. Released by the fold itself: nobody polls.</summary>
sealed class Waiters
{
    readonly Lock gate = new();
    readonly PriorityQueue<TaskCompletionSource<bool>, long> waiting = new();
    long reached;
    bool closed;

    public long Reached => Volatile.Read(ref reached);

    public async Task<bool> WaitFor(long position, TimeSpan atMost, CancellationToken cancellationToken)
    {
        var waiter = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (position <= reached) return true;
            if (closed) return false;
            waiting.Enqueue(waiter, position);
        }

        try
        {
            return await waiter.Task.WaitAsync(atMost, cancellationToken);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    public void Reach(long position)
    {
        lock (gate)
        {
            Volatile.Write(ref reached, position);
            while (waiting.TryPeek(out var waiter, out var wanted) && wanted <= position)
            {
                waiting.Dequeue();
                waiter.TrySetResult(true);
            }
        }
    }

    /// <summary>There is nothing to wait for any more.</summary>
    public void Close()
    {
        lock (gate)
        {
            closed = true;
            while (waiting.TryDequeue(out var waiter, out _)) waiter.TrySetResult(false);
        }
    }
}

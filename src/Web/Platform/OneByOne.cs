using System.Collections.Concurrent;

namespace Activation.Web.Platform;

/// <summary>Those who want the same, one after the other in the order they came; others do not wait for them. Within this node.</summary>
sealed class OneByOne
{
    readonly ConcurrentDictionary<string, Task> last = new(StringComparer.Ordinal);

    /// <exception cref="TimeoutException">The request has waited enough; nothing was done. Those behind it come when it would have.</exception>
    public async Task<T> Do<T>(string what, Func<Task<T>> act)
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var before = Queue(what, mine.Task);
        try
        {
            await Deadline.For(before);
            return await act();
        }
        finally
        {
            _ = before.ContinueWith(_ => Leave(what, mine), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    /// <returns>The one before.</returns>
    Task Queue(string what, Task mine)
    {
        while (true)
        {
            if (last.TryGetValue(what, out var before) ? last.TryUpdate(what, mine, before) : last.TryAdd(what, mine)) return before ?? Task.CompletedTask;
        }
    }

    void Leave(string what, TaskCompletionSource mine)
    {
        last.TryRemove(KeyValuePair.Create(what, mine.Task));
        mine.SetResult();
    }
}

using System.Collections.Concurrent;

namespace Activation.Web.Platform;

/// <summary>Those who want the same, one after the other in the order they came; others do not wait for them. Within this node.</summary>
/// <remarks>It spares them to be in each other's way, and promises no more: whoever takes long is passed by.</remarks>
sealed class OneByOne
{
    /// <summary>Many times what one of them takes.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    readonly ConcurrentDictionary<string, Task> last = new(StringComparer.Ordinal);

    /// <param name="patience">Of whoever waits for their turn.</param>
    /// <exception cref="EnoughWaitedException">From waiting for the turn: the request has waited enough, and nothing was done. Those behind it come when it would have.</exception>
    /// <exception cref="OperationCanceledException">The same, when patience ended.</exception>
    public async Task<T> Do<T>(string what, Func<Task<T>> act, CancellationToken patience)
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var before = Queue(what, mine.Task);
        try
        {
            await Deadline.For(before.WaitAsync(patience));
        }
        catch
        {
            _ = Leave(what, mine, before);
            throw;
        }

        var done = act();
        _ = Leave(what, mine, done.WaitAsync(Longest, CancellationToken.None));
        return await done;
    }

    /// <returns>The one before.</returns>
    Task Queue(string what, Task mine)
    {
        while (true)
        {
            if (last.TryGetValue(what, out var before) ? last.TryUpdate(what, mine, before) : last.TryAdd(what, mine)) return before ?? Task.CompletedTask;
        }
    }

    async Task Leave(string what, TaskCompletionSource mine, Task after)
    {
        await after.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        last.TryRemove(KeyValuePair.Create(what, mine.Task));
        mine.SetResult();
    }
}

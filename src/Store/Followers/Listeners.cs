using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Activation.Store.Followers;

/// <summary>Those who want to be told what was projected, each with a queue of its own so that a slow one delays nobody.</summary>
sealed class Listeners
{
    readonly ConcurrentDictionary<Channel<Projected>, bool> queues = new();

    public IAsyncEnumerable<Projected> Listen(CancellationToken cancellationToken)
    {
        // Listening begins with the call, not with the first read: nothing is missed in between.
        var queue = Channel.CreateUnbounded<Projected>(new UnboundedChannelOptions { SingleReader = true });
        queues[queue] = true;
        cancellationToken.UnsafeRegister(_ => queues.TryRemove(queue, out var _), state: null);
        return Read(queue, cancellationToken);
    }

    public void Tell(Projected projected)
    {
        foreach (var queue in queues.Keys) queue.Writer.TryWrite(projected);
    }

    public void Close()
    {
        foreach (var queue in queues.Keys) queue.Writer.TryComplete();
    }

    async IAsyncEnumerable<Projected> Read(Channel<Projected> queue, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var projected in queue.Reader.ReadAllAsync(cancellationToken)) yield return projected;
        }
        finally
        {
            queues.TryRemove(queue, out _);
        }
    }
}

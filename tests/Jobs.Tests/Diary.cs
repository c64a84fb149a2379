using System.Collections.Concurrent;

namespace Activation.Jobs.Tests;

/// <summary>What the jobs of a test did, on whichever node.</summary>
sealed class Diary
{
    int inside;

    public ConcurrentQueue<(string Node, DateTimeOffset At)> Ticks { get; } = [];

    public ConcurrentQueue<DateTimeOffset> Walks { get; } = [];

    public int MostInside { get; private set; }

    public SemaphoreSlim Ended { get; } = new(0);

    public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Enter() => MostInside = Math.Max(MostInside, Interlocked.Increment(ref inside));

    public void Leave()
    {
        Interlocked.Decrement(ref inside);
        Ended.Release();
    }
}

/// <summary>The name of a test's node.</summary>
sealed record Node(string Name);

sealed class Tick(Diary diary, Node node) : IJob
{
    public Task Run(DateTimeOffset now, CancellationToken cancellationToken)
    {
        diary.Ticks.Enqueue((node.Name, now));
        return Task.CompletedTask;
    }
}

sealed class Walk(Diary diary) : IJob
{
    public async Task Run(DateTimeOffset now, CancellationToken cancellationToken)
    {
        diary.Enter();
        try
        {
            await diary.Gate.Task.WaitAsync(cancellationToken);
            diary.Walks.Enqueue(now);
        }
        finally
        {
            diary.Leave();
        }
    }
}

sealed class Stumble : IJob
{
    public Task Run(DateTimeOffset now, CancellationToken cancellationToken) => throw new InvalidOperationException("fell over\na stone");
}

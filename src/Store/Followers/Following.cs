using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Activation.Store.Followers;

/// <summary>The loop: read a page, fold it or find it folded, tell those who wait; until it is stopped or something is wrong.</summary>
sealed class Following(IEventStore store, LiveFold live, Rebuilding rebuilding, Blueprint blueprint, ILogger logger)
{
    const int PageSize = 1000;
    const int WorthRebuilding = 20_000;

    /// <summary>An event that came between reading and waiting wakes once for nothing.</summary>
    const int MostInVain = 3;

    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5), Unwoken = TimeSpan.FromSeconds(1);

    readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly ConcurrentQueue<Action<Projected>> beforeShown = [];
    int limit = PageSize;
    bool resting;
    int wokenInVain;

    public Waiters Waiters { get; } = new();

    public Listeners Listeners { get; } = new();

    public Task Ready => ready.Task;

    public string? StoppedWith { get; private set; }

    public void BeforeShown(Action<Projected> forget) => beforeShown.Enqueue(forget);

    public async Task Begin(CancellationToken cancellationToken)
    {
        var there = await rebuilding.Ensure(cancellationToken);
        Waiters.Reach(there.Position);
        if (!NeedsRebuild(there, await store.Head(cancellationToken))) ready.TrySetResult();
    }

    // Tables of another shape; tables of a log that was since replaced by a shorter one; and empty tables before a long log,
    // which fill fastest this way.
    bool NeedsRebuild(Checkpoint there, long head) =>
        there.Fingerprint != blueprint.Fingerprint || there.Position > head || (there.Position == 0 && head > WorthRebuilding);

    public async Task Run(CancellationToken stopping)
    {
        var tidying = Tidy(stopping);
        await Follow(stopping);
        await tidying;
    }

    // A swap that was cut off has left the replaced tables, and in them perhaps words that were blanked since. Nobody waits for it.
    async Task Tidy(CancellationToken stopping)
    {
        try
        {
            await rebuilding.Tidy(stopping);
        }
        catch (Exception e) when (e is OperationCanceledException || Outages.IsPassing(e))
        {
            logger.LogWarning(e, "What an earlier rebuild has left is dropped at the next start");
        }
    }

    async Task Follow(CancellationToken stopping)
    {
        for (var failures = 0; !stopping.IsCancellationRequested;)
        {
            try
            {
                if (!Ready.IsCompleted) await Prepare(stopping);
                await Turn(stopping);
                failures = 0;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (Outages.IsPassing(e))
            {
                logger.LogWarning(e, "Read models wait at {Position} and try again", Waiters.Reached);
                await Pause(failures++, stopping);
            }
            catch (Exception e)
            {
                Stop(e);
                return;
            }
        }
    }

    async Task Prepare(CancellationToken stopping)
    {
        await rebuilding.Run(async there => NeedsRebuild(there, await store.Head(stopping)), progress: null, stopping);
        var now = await rebuilding.Ensure(stopping);
        // Back to a log that was replaced; or on past a history that is too long to be news.
        if (now.Position < Waiters.Reached || now.Position - Waiters.Reached > WorthRebuilding) Waiters.Reach(now.Position);
        ready.TrySetResult();
    }

    async Task Turn(CancellationToken stopping)
    {
        var from = Waiters.Reached;
        var page = await Page(from, stopping);
        if (page.Count == 0)
        {
            await Rest(from, stopping);
            return;
        }

        (resting, wokenInVain) = (false, 0);
        var reached = await FoldWhatCanBe(from, page, stopping);
        IReadOnlyList<Recorded> told = reached >= page[^1].Position ? page : [.. page.TakeWhile(recorded => recorded.Position <= reached)];
        if (told.Count > 0)
            foreach (var forget in beforeShown) forget(new(told[^1].Position, told));
        // A server that lost its last moments has taken rows and checkpoint back together: go back with them.
        Waiters.Reach(told is [.., var last] ? last.Position : reached);
        if (told.Count > 0) Listeners.Tell(new(told[^1].Position, told));
    }

    // A server that lost its last moments has taken the tables back, and the next event may be hours away: who rests looks where they are. It may have lost
    // events that this node still waits with: who is woken again and again for nothing waits as long as who is not woken at all.
    async Task Rest(long from, CancellationToken stopping)
    {
        if (resting && await live.Position(stopping) is var there && there < from)
        {
            Waiters.Reach(there);
            return;
        }

        resting = true;
        var woken = store.WaitForMore(from, stopping);
        wokenInVain = woken.IsCompleted ? wokenInVain + 1 : 0;
        await woken;
        if (wokenInVain >= MostInVain) await Task.Delay(Unwoken, stopping);
    }

    // A page with something broken in it is read again in smaller pieces: everything before the broken place is still folded.
    async Task<IReadOnlyList<Recorded>> Page(long from, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                var page = await store.ReadLog(from, limit, stopping);
                return page.Count > 0 ? page : await EndOrHole(from, stopping);
            }
            catch (LogBrokenException) when (limit > 1)
            {
                limit /= 2;
            }
        }
    }

    // A head beyond an empty page: it grew after the page was read, or the last events are gone. The second look tells which.
    async Task<IReadOnlyList<Recorded>> EndOrHole(long from, CancellationToken stopping)
    {
        var head = await store.Head(stopping);
        if (head == from) return [];
        var page = head > from ? await store.ReadLog(from, limit, stopping) : [];
        return page.Count > 0 ? page : throw new LogBrokenException($"The log says it ends at {head}, yet has nothing after {from}");
    }

    async Task<long> FoldWhatCanBe(long from, IReadOnlyList<Recorded> page, CancellationToken stopping)
    {
        try
        {
            return await live.Fold(from, page, stopping);
        }
        catch (FoldException e) when (e.Index > 0)
        {
            return await live.Fold(from, [.. page.Take(e.Index)], stopping);
        }
    }

    void Stop(Exception reason)
    {
        StoppedWith = reason.Message;
        logger.LogCritical(reason, "Read models stopped at {Position}; pages show nothing newer until this is mended", Waiters.Reached);
        ready.TrySetException(reason);
        Waiters.Close();
    }

    static async Task Pause(int failures, CancellationToken stopping)
    {
        var wait = TimeSpan.FromMilliseconds(50 * Math.Pow(2, Math.Min(failures, 10)));
        await Task.Delay(wait < LongestPause ? wait : LongestPause, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}

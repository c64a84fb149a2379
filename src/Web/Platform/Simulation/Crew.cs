using Activation.Store;
using Npgsql;

namespace Activation.Web.Platform.Simulation;

/// <summary>Lets several deeds be done at once, as long as they are about different initiatives; whoever brings more waits.</summary>
/// <param name="act">Does a deed.</param>
/// <param name="stopping">Ends the waiting, never a deed that is being written.</param>
sealed class Crew(Func<Deed, Task<Outcome>> act, CancellationToken stopping) : IDisposable
{
    const int AtOnce = 16;

    static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    readonly SemaphoreSlim places = new(AtOnce);
    readonly Dictionary<Guid, Task> newest = [];
    int done;
    int refused;
    int paused;
    long position;

    public CrewTally Tally => new(Volatile.Read(ref done), Volatile.Read(ref refused), Volatile.Read(ref paused));

    /// <summary>The newest position that any deed reached.</summary>
    public long Position => Interlocked.Read(ref position);

    /// <summary>Returns as soon as somebody is free to do it.</summary>
    public async Task Take(Deed deed)
    {
        await places.WaitAsync(stopping);
        newest[deed.About] = After(newest.GetValueOrDefault(deed.About, Task.CompletedTask), deed);
    }

    /// <summary>Waits until everything taken is done.</summary>
    public async Task Finish()
    {
        await Task.WhenAll(newest.Values);
        newest.Clear();
    }

    public void Dispose() => places.Dispose();

    async Task After(Task before, Deed deed)
    {
        try
        {
            await before;
            Count(await Persist(deed));
        }
        finally
        {
            places.Release();
        }
    }

    /// <summary>A full queue and a database that restarts are waited for; the deed's own key keeps it from happening twice.</summary>
    async Task<Outcome> Persist(Deed deed)
    {
        for (var pause = ShortestPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await act(deed);
            }
            catch (Exception e) when (e is StoreBusyException or OutcomeUnknownException or NpgsqlException { IsTransient: true })
            {
                Interlocked.Increment(ref paused);
                await Task.Delay(pause, stopping);
            }
        }
    }

    void Count(Outcome outcome)
    {
        if (outcome is not Done reached)
        {
            Interlocked.Increment(ref refused);
            return;
        }

        Interlocked.Increment(ref done);
        for (var seen = Position; seen < reached.Position && Interlocked.CompareExchange(ref position, reached.Position, seen) != seen;) seen = Position;
    }
}

/// <param name="Refused">The rules said no; that happens to people too.</param>
/// <param name="Paused">How often the log was too busy to take more.</param>
public sealed record CrewTally(int Done, int Refused, int Paused);

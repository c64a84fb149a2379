namespace Activation.Web.Features.Initiatives;

/// <summary>What an answer may depend on beside the tables.</summary>
/// <param name="Z">See <see cref="Lineup.Z"/>.</param>
public sealed record Asked(DateOnly Day, double Z, DateTimeOffset Now);

/// <summary>One programme's lineup, kept as the tables have it.</summary>
/// <param name="read">Reads some initiatives, or with null all.</param>
public sealed class Remembered(Func<IReadOnlyCollection<Guid>?, Asked, Task<IReadOnlyList<Ranked>>> read)
{
    sealed record Kept(Lineup Lineup, DateOnly Day, long UpTo);

    readonly Lock gate = new();
    readonly Dictionary<Guid, long> touched = [];
    long touches;
    Kept? kept;
    Task turn = Task.CompletedTask;

    /// <summary>Something happened to these, and the tables have it.</summary>
    public void Touch(IEnumerable<Guid> initiatives)
    {
        lock (gate) foreach (var initiative in initiatives) touched[initiative] = ++touches;
    }

    public Task<Lineup> Of(Asked asked)
    {
        if (Volatile.Read(ref kept) is { } still && Fits(still, asked) && still.UpTo == Volatile.Read(ref touches) && asked.Now < still.Lineup.NextEnd)
            return Task.FromResult(still.Lineup);
        lock (gate)
        {
            var mine = After(turn, asked);
            turn = mine;
            return mine;
        }
    }

    // One at a time: an older reading never takes the place of a younger one.
    async Task<Lineup> After(Task before, Asked asked)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var next = await Next(asked);
        Volatile.Write(ref kept, next);
        return next.Lineup;
    }

    async Task<Kept> Next(Asked asked)
    {
        var (upTo, which) = Since(kept?.UpTo ?? 0);
        var lineup = kept is { } still && Fits(still, asked)
            ? (which.Length == 0 ? still.Lineup : still.Lineup.With(await read(which, asked)))
            : Lineup.Of(await read(null, asked), asked.Z);
        lock (gate) foreach (var told in touched.Where(told => told.Value <= upTo).ToArray()) touched.Remove(told.Key);
        return new(lineup.At(asked.Now), asked.Day, upTo);
    }

    (long UpTo, Guid[] Which) Since(long upTo)
    {
        lock (gate) return (touches, [.. touched.Where(told => told.Value > upTo).Select(told => told.Key)]);
    }

    static bool Fits(Kept kept, Asked asked) => (kept.Day, kept.Lineup.Z) == (asked.Day, asked.Z);
}

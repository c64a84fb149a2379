namespace Activation.Web.Platform;

/// <summary>An answer about one programme, kept as the tables have it: read as a whole once, after that only what something happened to.</summary>
/// <typeparam name="TAsked">What an answer may depend on beside the tables.</typeparam>
/// <param name="next">Makes the next answer out of the one before, null when there is none, and of the subjects that something happened to since.</param>
/// <param name="holds">An answer is still right for a question, where nothing has happened.</param>
public sealed class Remembered<TAsked, TAnswer>(Func<TAnswer?, IReadOnlyCollection<Guid>, TAsked, Task<TAnswer>> next, Func<TAnswer, TAsked, bool> holds) where TAnswer : class
{
    sealed record Kept(TAnswer Answer, long UpTo);

    readonly Lock gate = new();
    readonly Dictionary<Guid, long> touched = [];
    long touches;
    Kept? kept;
    Task turn = Task.CompletedTask;

    /// <summary>Something happened to these, and the tables have it.</summary>
    public void Touch(IEnumerable<Guid> subjects)
    {
        lock (gate) foreach (var subject in subjects) touched[subject] = ++touches;
    }

    /// <exception cref="TimeoutException">The request has waited enough; the reading goes on, for whoever comes next.</exception>
    public Task<TAnswer> Of(TAsked asked)
    {
        if (Volatile.Read(ref kept) is { } still && still.UpTo == Volatile.Read(ref touches) && holds(still.Answer, asked)) return Task.FromResult(still.Answer);
        lock (gate)
        {
            var before = turn;
            var mine = Deadline.ForAll(() => After(before, asked));
            turn = mine;
            return Deadline.For(mine);
        }
    }

    // One at a time: an older reading never takes the place of a younger one.
    async Task<TAnswer> After(Task before, TAsked asked)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var (upTo, which) = Since(kept?.UpTo ?? 0);
        if (kept is { } still && which.Length == 0 && holds(still.Answer, asked)) return still.Answer;
        var answer = await next(kept?.Answer, which, asked);
        lock (gate) foreach (var told in touched.Where(told => told.Value <= upTo).ToArray()) touched.Remove(told.Key);
        Volatile.Write(ref kept, new(answer, upTo));
        return answer;
    }

    (long UpTo, Guid[] Which) Since(long upTo)
    {
        lock (gate) return (touches, [.. touched.Where(told => told.Value > upTo).Select(told => told.Key)]);
    }
}

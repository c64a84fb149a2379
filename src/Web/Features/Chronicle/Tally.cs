using Activation.Store;
using Activation.Web.Platform;

namespace Activation.Web.Features.Chronicle;

interface ITally
{
    /// <summary>See <see cref="Count.Moved"/>.</summary>
    Func<Recorded, IEnumerable<Guid>> Moved { get; }

    /// <summary>When somebody last asked, in milliseconds of the process's clock.</summary>
    long AskedAt { get; }

    void Touch(IReadOnlyCollection<Guid> subjects);
}

/// <summary>One figure of one programme, with the rows that it is counted from and what they add up to.</summary>
/// <param name="read">Reads what has moved, or with null all.</param>
/// <param name="moved">See <see cref="Count.Moved"/>.</param>
sealed class Tally<TRow, TAnswer>(Func<Count, IReadOnlyCollection<Guid>?, Task<IReadOnlyList<TRow>>> read, Func<Recorded, IEnumerable<Guid>> moved) : ITally
    where TRow : class, ITallied where TAnswer : class
{
    internal sealed record Asked(DateOnly Day, Count Count, Func<ISum<TRow, TAnswer>> Sum);

    sealed record Counted(TAnswer Answer, DateOnly Day, object By);

    // Only ever touched by the one reading that is going on.
    readonly Dictionary<Guid, TRow[]> rows = [];
    ISum<TRow, TAnswer>? sum;
    Remembered<Asked, Counted>? remembered;
    int newest;
    bool isHalfDone;

    Remembered<Asked, Counted> Memory => LazyInitializer.EnsureInitialized(ref remembered, () => new(Next, Holds));

    public Func<Recorded, IEnumerable<Guid>> Moved => moved;

    public long AskedAt { get; private set; } = Environment.TickCount64;

    public void Touch(IReadOnlyCollection<Guid> subjects) => Memory.Touch(subjects);

    /// <summary>The day is the newest that was asked about: its rows are kept from now on.</summary>
    public bool Follows(DateOnly day)
    {
        int known;
        while ((known = Volatile.Read(ref newest)) < day.DayNumber) Interlocked.CompareExchange(ref newest, day.DayNumber, known);
        return known == day.DayNumber;
    }

    public async Task<TAnswer> Of(Asked asked)
    {
        AskedAt = Environment.TickCount64;
        return (await Memory.Of(asked)).Answer;
    }

    async Task<Counted> Next(Counted? before, IReadOnlyCollection<Guid> which, Asked asked)
    {
        var anew = sum is null || before is null || isHalfDone || !Holds(before, asked);
        var found = await read(asked.Count, anew ? null : which);
        isHalfDone = true;
        if (anew)
        {
            rows.Clear();
            sum = asked.Sum();
        }
        else
        {
            foreach (var subject in which) Turn(subject, []);
        }

        foreach (var own in found.GroupBy(row => row.Subject)) Turn(own.Key, [.. own]);
        var answer = sum!.Answer;
        isHalfDone = false;
        return new(answer, asked.Day, asked.Count.By);
    }

    void Turn(Guid subject, TRow[] now)
    {
        if (rows.Remove(subject, out var before)) sum!.Add(before, -1);
        if (now.Length == 0) return;
        rows[subject] = now;
        sum!.Add(now, 1);
    }

    static bool Holds(Counted counted, Asked asked) => counted.Day == asked.Day && counted.By.Equals(asked.Count.By);
}

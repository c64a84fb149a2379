namespace Activation.Store.Tests.Engines.Faults;

/// <summary>A follower as simple as can be, and what it saw: it asks for what comes after the last it got.</summary>
sealed class Reader(Func<long, Task<IReadOnlyList<long>>> page)
{
    readonly List<long> seen = [];

    public IReadOnlyList<long> Seen => seen;

    public long Last => seen.Count == 0 ? 0 : seen[^1];

    public async Task<int> ReadOn()
    {
        var more = await page(Last);
        seen.AddRange(more);
        return more.Count;
    }

    /// <summary>Positions of the log that this reader has passed by without seeing them.</summary>
    public IEnumerable<long> Skipped(IEnumerable<long> log) => log.Where(position => position < Last).Except(seen);

    public static Reader Of(IEventStore store, int pageLength = 64) =>
        new(async after => [.. (await store.ReadLog(after, pageLength)).Select(one => one.Position)]);
}

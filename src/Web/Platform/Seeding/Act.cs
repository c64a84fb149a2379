namespace Activation.Web.Platform.Seeding;

/// <summary>Something that somebody did: when, and within which chain of things that follow each other.</summary>
/// <param name="Turn">Whose turn it is within a day: stages open before deeds, and deeds are answered after they are done.</param>
/// <param name="Chain">Acts of one chain never overtake each other; others may happen at once.</param>
public sealed record Act(DateTimeOffset At, Turn Turn, string Chain, Func<DateTimeOffset, Task> Do);

public enum Turn
{
    Stage,
    Deed,
    Answer,
}

/// <summary>Lets everything happen in the order of time: day by day, and within a day side by side what does not hang together.</summary>
public static class Timeline
{
    public static async Task Run(IEnumerable<Act> acts, CancellationToken cancellationToken)
    {
        var turns = acts.OrderBy(act => act.At.Date).ThenBy(act => act.Turn).ThenBy(act => act.At).GroupBy(act => (act.At.Date, act.Turn));
        foreach (var turn in turns)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.WhenAll(turn.GroupBy(act => act.Chain).Select(InOrder));
        }
    }

    static async Task InOrder(IEnumerable<Act> chain)
    {
        foreach (var act in chain) await act.Do(act.At);
    }
}

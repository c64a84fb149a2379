namespace Activation.Store.Postgres;

/// <summary>What a node writes to its log with, one thing after the other, on a line of its own; thrown away whole when the line broke.</summary>
interface ILogWriter : IAsyncDisposable
{
    /// <summary>Writes all of it, if nobody is guilty of anything; null when nothing was written and somebody may be.</summary>
    Task<IReadOnlyList<(Pending Command, AppendOutcome Outcome)>?> Hope(List<Pending> commands);

    /// <summary>Judges the commands with the log locked, and writes those that may be written; null when the node is fenced off.</summary>
    Task<IReadOnlyList<(Pending Command, AppendOutcome Outcome)>?> Judge(List<Pending> commands);

    /// <summary>The same; written is what each command's entries hold, letter by letter, and not what its events would be written as today.</summary>
    Task<IReadOnlyList<(Pending Command, AppendOutcome Outcome)>?> Keep(List<Pending> commands) => Judge(commands);

    /// <summary>Blanks words with the log locked; the position of the <see cref="EventMasked"/>, or null when the node is fenced off.</summary>
    Task<long?> Mask(MaskOrder order);
}

namespace Activation.Store;

/// <summary>An append-only log of events, cut into streams. Every engine keeps the same promises; one contract suite proves it.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>An append is all or nothing. Of two appends at one version exactly one wins; the other gets <see cref="WrongVersion"/>.</item>
/// <item>The same command id again gives the first answer and writes nothing twice.</item>
/// <item>Acknowledged means durable. Positions grow in commit order, which is the order of visibility:
/// a reader that asks for what comes after position p never skips and never repeats an event.</item>
/// </list>
/// </remarks>
public interface IEventStore
{
    /// <summary>Appends the events of one decided command to one stream.</summary>
    /// <param name="append">What to write, and at which version of the stream.</param>
    /// <param name="deadline">The caller's own patience. When it ends the outcome is unknown: repeat with the same command id.</param>
    /// <returns><see cref="Appended"/>, or <see cref="WrongVersion"/> when the stream has moved on.</returns>
    /// <exception cref="StoreBusyException">The queue is full; nothing was written.</exception>
    /// <exception cref="OutcomeUnknownException">The deadline passed, or the connection broke, before the log answered.</exception>
    Task<AppendOutcome> Append(Append append, CancellationToken deadline = default);

    /// <summary>The events of several streams, each after a version of its own, oldest first; in one round trip where there is a trip.</summary>
    /// <returns>As many lists as were asked for, in that order; each is one state of its stream, but another may have moved on meanwhile.</returns>
    Task<IReadOnlyList<IReadOnlyList<Recorded>>> ReadStreams(IReadOnlyList<StreamPart> parts, CancellationToken cancellationToken = default);

    /// <summary>At most <paramref name="limit"/> events after a position, in log order.</summary>
    /// <exception cref="LogBrokenException">The engine promises positions without holes and found one: stop and alarm, never skip.</exception>
    Task<IReadOnlyList<Recorded>> ReadLog(long afterPosition, int limit, CancellationToken cancellationToken = default);

    /// <summary>The position of the newest event; 0 while the log is empty.</summary>
    Task<long> Head(CancellationToken cancellationToken = default);

    /// <summary>Returns when the log may hold something after a position: at once after an append on this node,
    /// on a notice from another node, and after one second in any case.</summary>
    Task WaitForMore(long afterPosition, CancellationToken cancellationToken = default);

    /// <summary>Blanks named fields of one event in place and appends an <see cref="EventMasked"/> that says so.</summary>
    /// <param name="stream">The stream of the event.</param>
    /// <param name="version">Which of its events, from 1.</param>
    /// <param name="fields">JSON fields; <c>plan.what</c> is one within another, and within every item of a list. Text becomes empty, anything else null.</param>
    /// <param name="actor">Who asked for it.</param>
    /// <param name="at">When it was decided.</param>
    /// <param name="deadline">The caller's own patience.</param>
    /// <returns>The position of the <see cref="EventMasked"/>; read models of the stream are to be rebuilt.</returns>
    /// <exception cref="ArgumentException">No such event.</exception>
    Task<long> Mask(string stream, int version, IReadOnlyList<string> fields, Guid? actor, DateTimeOffset at, CancellationToken deadline = default);
}

/// <summary>A stream from some version on.</summary>
/// <param name="Stream">Its name.</param>
/// <param name="AfterVersion">0 for all of it.</param>
public readonly record struct StreamPart(string Stream, int AfterVersion = 0);

/// <summary>What follows from the port alone.</summary>
public static class EventStoreReading
{
    /// <summary>The events of one stream after a version, oldest first.</summary>
    public static async Task<IReadOnlyList<Recorded>> ReadStream(
        this IEventStore store, string stream, int afterVersion = 0, CancellationToken cancellationToken = default) =>
        (await store.ReadStreams([new StreamPart(stream, afterVersion)], cancellationToken))[0];
}

/// <summary>One decided command, ready to be written.</summary>
/// <param name="CommandId">Idempotency key: the same id is written once, however often it is sent.</param>
/// <param name="Tenant">The programme the events belong to.</param>
/// <param name="Actor">The member who did it; null for the system itself.</param>
/// <param name="Stream">For example <c>initiative-…</c> or <c>vote-{initiative}-{member}</c>; at most 200 characters.</param>
/// <param name="ExpectedVersion">How many events the stream had when the decision was made; 0 for a new one.</param>
/// <param name="At">When it was decided, by the clock of the decider.</param>
/// <param name="Events">One or more domain events.</param>
public sealed record Append(
    Guid CommandId, Guid Tenant, Guid? Actor, string Stream, int ExpectedVersion, DateTimeOffset At, IReadOnlyList<object> Events);

/// <summary>What became of an <see cref="Append"/>.</summary>
public abstract record AppendOutcome;

/// <summary>It is in the log.</summary>
/// <param name="Position">Of its last event.</param>
/// <param name="Version">Of the stream after it.</param>
/// <param name="Repeated">True when the command id was there already; the figures are those of the first time.</param>
public sealed record Appended(long Position, int Version, bool Repeated) : AppendOutcome;

/// <summary>Nothing was written: the stream was not at the expected version.</summary>
/// <param name="Actual">The version it is at.</param>
public sealed record WrongVersion(int Actual) : AppendOutcome;

/// <summary>An event as the log keeps it.</summary>
/// <param name="Position">In the whole log, from 1.</param>
/// <param name="Version">In its stream, from 1.</param>
/// <param name="Type">The stored name, for example <c>initiative-proposed</c>.</param>
/// <param name="Data">The domain event, brought up to its newest shape.</param>
/// <param name="Tenant">The programme it belongs to.</param>
/// <param name="Stream">The stream it is in.</param>
/// <param name="CommandId">The command that caused it.</param>
/// <param name="Actor">The member who did it; null for the system itself.</param>
/// <param name="At">When it was decided.</param>
public sealed record Recorded(
    long Position, Guid Tenant, string Stream, int Version, string Type, Guid CommandId, Guid? Actor, DateTimeOffset At, object Data);

/// <summary>Fields of an earlier event were blanked; the event itself is in the same stream.</summary>
/// <param name="MaskedVersion">Which event of the stream.</param>
/// <param name="Fields">Which of its fields.</param>
public sealed record EventMasked(int MaskedVersion, string[] Fields);

/// <summary>The append queue is full. Nothing was written; try again shortly.</summary>
public sealed class StoreBusyException(string message) : Exception(message);

/// <summary>The deadline passed or the connection broke before the log answered: it may or may not be written. Repeat with the same command id.</summary>
public sealed class OutcomeUnknownException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A hole or a repeat was found where the engine promises neither.</summary>
public sealed class LogBrokenException(string message) : Exception(message);

using Activation.Domain;
using Activation.Store;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;

namespace Activation.Web.Platform;

/// <summary>A stream by its name, with the state that its events fold into.</summary>
/// <param name="Often">Looked at far more often than it changes: its state is kept in memory, and only what came since is read.</param>
public sealed record Stream<TState>(string Name, TState None, Func<TState, object, TState> Evolve, bool Often = false)
{
    public TState Fold(TState from, IEnumerable<Recorded> events) => events.Aggregate(from, (state, recorded) => Evolve(state, recorded.Data));
}

/// <summary>On whose behalf something is decided, and when.</summary>
/// <param name="Now">With the programme's own offset; the log keeps it in UTC.</param>
/// <param name="Command">Idempotency key: a repeat by the same person on the same stream gets the first answer.</param>
public sealed record Writer(Guid Programme, Guid? Member, DateTimeOffset Now, Guid Command)
{
    /// <summary>The key as the log knows it. Keys come from browsers: one that somebody else sent before must neither answer nor block.</summary>
    public Guid CommandOn(string stream) => DerivedId.From(stream, Member ?? Programme, Command);
}

/// <summary>The one write path: load a stream, let a pure function decide, append what it accepted at the version it saw.</summary>
public sealed class Streams(IEventStore store, CameBy? doors = null)
{
    /// <summary>How often a decision is made anew when somebody else wrote to the same stream in between: another node, or whoever did not take turns.</summary>
    const int Attempts = 8;

    const int Stretch = 500;

    readonly Snapshots snapshots = new();
    readonly OneByOne turns = new();

    public Task<Outcome> Decide<TState>(
        Stream<TState> stream, Writer writer, Func<TState, Decision> decide, CancellationToken deadline = default) =>
        InTurn(stream, writer, async () => (await Deadline.For(store.ReadStream(stream.Name)), decide), deadline);

    /// <summary>Decides on one stream in the light of another, which is looked at in the same breath.</summary>
    public Task<Outcome> Decide<TState, TBeside>(
        Stream<TState> stream, Stream<TBeside> beside, Writer writer, Func<TState, TBeside, Decision> decide, CancellationToken deadline = default) =>
        InTurn(
            stream, writer,
            async () =>
            {
                var known = snapshots.Of(beside);
                var parts = await Deadline.For(store.ReadStreams([new(stream.Name), new(beside.Name, known.Version)]));
                var there = await Grown(beside, known, parts[1]);
                return (parts[0], state => decide(state, there));
            },
            deadline);

    /// <summary>A stream's state as it is now, for decisions that only look at it.</summary>
    public async Task<TState> Read<TState>(Stream<TState> stream)
    {
        var known = snapshots.Of(stream);
        return await Grown(stream, known, await Deadline.For(store.ReadStream(stream.Name, known.Version)));
    }

    /// <summary>Whether this command was carried out before: what is sent again is not decided anew.</summary>
    public async Task<bool> Knows<TState>(Stream<TState> stream, Writer writer)
    {
        var command = writer.CommandOn(stream.Name);
        return (await Deadline.For(store.ReadStream(stream.Name))).Any(recorded => recorded.CommandId == command);
    }

    /// <summary>Whether something of the kind has come into the log after a position: what read models do not show yet.</summary>
    public async Task<bool> Holds(long afterPosition, Func<object, bool> isOfTheKind)
    {
        for (var page = await Deadline.For(store.ReadLog(afterPosition, Stretch)); page.Count > 0; page = await Deadline.For(store.ReadLog(page[^1].Position, Stretch)))
            if (page.Any(recorded => isOfTheKind(recorded.Data))) return true;
        return false;
    }

    // A whole hall signs up for one walk in a minute: of those who decide at once only one can be right, and whoever is slow would be wrong each time.
    Task<Outcome> InTurn<TState>(
        Stream<TState> stream, Writer writer, Func<Task<(IReadOnlyList<Recorded> History, Func<TState, Decision> Decide)>> look, CancellationToken deadline) =>
        turns.Do(stream.Name, () => Write(stream, writer, look, deadline), deadline);

    // The stream that is written is always read whole: whether this command was carried out before stands anywhere in it.
    async Task<Outcome> Write<TState>(
        Stream<TState> stream, Writer writer, Func<Task<(IReadOnlyList<Recorded> History, Func<TState, Decision> Decide)>> look,
        CancellationToken deadline)
    {
        var command = writer.CommandOn(stream.Name);
        for (var attempt = 1; ; attempt++)
        {
            var (history, decide) = await look();
            if (history.LastOrDefault(recorded => recorded.CommandId == command) is { } last)
                return new Done(last.Position, Version: history.First(recorded => recorded.CommandId == command).Version);

            var decision = decide(stream.Fold(stream.None, history));
            if (decision is Refused refused) return new No(refused.Key, refused.Args);

            var events = ((Accepted)decision).Events;
            if (events.Count == 0) return new Done(history.Count == 0 ? 0 : history[^1].Position, Changed: false);
            var append = new Append(command, writer.Programme, writer.Member, stream.Name, history.Count, writer.Now.ToUniversalTime(), events);
            if (await Deadline.For(store.Append(append, deadline)) is Appended appended)
            {
                if (doors is not null) await doors.Note(append, appended);
                return new Done(appended.Position, Version: history.Count + 1);
            }

            if (attempt == Attempts) throw new StoreBusyException($"{stream.Name} changed {Attempts} times while it was decided");
        }
    }

    // What was masked since stands differently in the events before it: then the whole stream is folded anew.
    async Task<TState> Grown<TState>(Stream<TState> stream, Snapshot<TState> known, IReadOnlyList<Recorded> since)
    {
        if (since.Count == 0) return known.State;
        if (known.Version > 0 && since.Any(recorded => recorded.Data is EventMasked))
            (known, since) = (new(0, stream.None), await Deadline.For(store.ReadStream(stream.Name)));
        return snapshots.Keep(stream, new(since[^1].Version, stream.Fold(known.State, since))).State;
    }
}

/// <summary>What became of a command.</summary>
public abstract record Outcome;

/// <summary>It is in the log.</summary>
/// <param name="Position">Of its last event, or of the newest one when nothing had to change.</param>
/// <param name="Changed">False when it was so already.</param>
/// <param name="Version">Of its first event in its own stream, the one that what follows from it comes after, which stays the same wherever the log moves; 0 when nothing had to change.</param>
public sealed record Done(long Position, bool Changed = true, int Version = 0) : Outcome;

/// <summary>It was refused; nothing happened.</summary>
/// <param name="Key">The text that says what is allowed now.</param>
public sealed record No(string Key, IReadOnlyList<object> Args) : Outcome;

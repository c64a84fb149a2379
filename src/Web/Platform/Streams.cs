using Activation.Domain;
using Activation.Store;
using Activation.Web.Platform.Pages;

namespace Activation.Web.Platform;

/// <summary>A stream by its name, with the state that its events fold into.</summary>
public sealed record Stream<TState>(string Name, TState None, Func<TState, object, TState> Evolve);

/// <summary>On whose behalf something is decided, and when.</summary>
/// <param name="Now">With the programme's own offset; the log keeps it in UTC.</param>
/// <param name="Command">Idempotency key: a repeat by the same person on the same stream gets the first answer.</param>
public sealed record Writer(Guid Programme, Guid? Member, DateTimeOffset Now, Guid Command)
{
    /// <summary>The key as the log knows it. Keys come from browsers: one that somebody else sent before must neither answer nor block.</summary>
    public Guid CommandOn(string stream) => DerivedId.From(stream, Member ?? Programme, Command);
}

/// <summary>The one write path: load a stream, let a pure function decide, append what it accepted at the version it saw.</summary>
public sealed class Streams(IEventStore store)
{
    /// <summary>How often a decision is made anew when somebody else wrote to the same stream in between.</summary>
    const int Attempts = 8;

    public async Task<Outcome> Decide<TState>(
        Stream<TState> stream, Writer writer, Func<TState, Decision> decide, CancellationToken deadline = default)
    {
        var command = writer.CommandOn(stream.Name);
        for (var attempt = 1; ; attempt++)
        {
            var history = await Deadline.For(store.ReadStream(stream.Name, 0, CancellationToken.None));
            if (history.LastOrDefault(recorded => recorded.CommandId == command) is { } first) return new Done(first.Position);

            var state = history.Aggregate(stream.None, (sofar, recorded) => stream.Evolve(sofar, recorded.Data));
            var decision = decide(state);
            if (decision is Refused refused) return new No(refused.Key, refused.Args);

            var events = ((Accepted)decision).Events;
            if (events.Count == 0) return new Done(history.Count == 0 ? 0 : history[^1].Position, Changed: false);
            var append = new Append(command, writer.Programme, writer.Member, stream.Name, history.Count, writer.Now.ToUniversalTime(), events);
            if (await Deadline.For(store.Append(append, deadline)) is Appended appended) return new Done(appended.Position);
            if (attempt == Attempts) throw new StoreBusyException($"{stream.Name} changed {Attempts} times while it was decided");
        }
    }

    /// <summary>A stream's state as it is now, for decisions that only look at it.</summary>
    public async Task<TState> Read<TState>(Stream<TState> stream)
    {
        var history = await Deadline.For(store.ReadStream(stream.Name));
        return history.Aggregate(stream.None, (sofar, recorded) => stream.Evolve(sofar, recorded.Data));
    }
}

/// <summary>What became of a command.</summary>
public abstract record Outcome;

/// <summary>It is in the log.</summary>
/// <param name="Position">Of its last event, or of the newest one when nothing had to change.</param>
/// <param name="Changed">False when it was so already.</param>
public sealed record Done(long Position, bool Changed = true) : Outcome;

/// <summary>It was refused; nothing happened.</summary>
/// <param name="Key">The text that says what is allowed now.</param>
public sealed record No(string Key, IReadOnlyList<object> Args) : Outcome;

namespace Activation.Store.Memory;

/// <summary>One node on a log in memory: the same promises as the other engines. It keeps JSON under stored names, as they do.</summary>
/// <param name="types">The stored names.</param>
/// <param name="shared">The log, when several nodes share one.</param>
public sealed class InMemoryEventStore(EventTypes types, InMemoryLog? shared = null) : IEventStore
{
    readonly InMemoryLog log = shared ?? new InMemoryLog();

    /// <inheritdoc />
    public Task<AppendOutcome> Append(Append append, CancellationToken deadline = default) =>
        Answered(() => Write(append, Entries.Of(append, types)), deadline);

    /// <inheritdoc />
    public async Task<IReadOnlyList<IReadOnlyList<Recorded>>> ReadStreams(IReadOnlyList<StreamPart> parts, CancellationToken cancellationToken = default)
    {
        var read = new IReadOnlyList<Recorded>[parts.Count];
        for (var i = 0; i < read.Length; i++)
        {
            var (stream, after) = parts[i];
            read[i] = await Read(() => log.Stream(stream).Skip(after).Select(index => log.Events[index]));
        }

        return read;
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<Recorded>> ReadLog(long afterPosition, int limit, CancellationToken cancellationToken = default) =>
        Read(() => log.Events.Skip((int)afterPosition).Take(limit));

    /// <inheritdoc />
    public Task<long> Head(CancellationToken cancellationToken = default)
    {
        lock (log.Gate) return Task.FromResult((long)log.Events.Count);
    }

    /// <inheritdoc />
    public Task WaitForMore(long afterPosition, CancellationToken cancellationToken = default) => log.Wakeup.Wait(afterPosition, cancellationToken);

    /// <inheritdoc />
    /// <remarks>The same masking asked for again gives the first answer.</remarks>
    public Task<long> Mask(
        string stream, int version, IReadOnlyList<string> fields, Guid? actor, DateTimeOffset at, CancellationToken deadline = default) =>
        Answered(() => Blank(stream, version, [.. fields.Distinct()], actor, at), deadline);

    AppendOutcome Write(Append append, Entry[] entries)
    {
        if (log.Written.TryGetValue(append.CommandId, out var first)) return first with { Repeated = true };
        var stream = log.Stream(append.Stream);
        if (stream.Count != append.ExpectedVersion) return new WrongVersion(stream.Count);
        log.Streams[append.Stream] = stream;
        foreach (var entry in entries)
        {
            stream.Add(log.Events.Count);
            log.Events.Add(new Kept(log.Events.Count + 1, append, stream.Count, entry));
        }
        var appended = new Appended(log.Events.Count, stream.Count, Repeated: false);
        log.Written.Add(append.CommandId, appended);
        return appended;
    }

    long Blank(string stream, int version, string[] fields, Guid? actor, DateTimeOffset at)
    {
        var commandId = Masking.CommandId(stream, version, fields);
        if (log.Written.TryGetValue(commandId, out var first)) return first.Position;
        var events = log.Stream(stream);
        if (version < 1 || version > events.Count) throw Masking.NoSuchEvent(stream, version);
        var old = log.Events[events[version - 1]];
        var blanked = Masking.Blank(old.Entry.Type, old.Entry.Json, fields, types);
        log.Events[events[version - 1]] = old with { Entry = old.Entry with { Json = blanked } };
        var append = new Append(commandId, old.Cause.Tenant, actor, stream, events.Count, at, [new EventMasked(version, fields)]);
        return ((Appended)Write(append, Entries.Of(append, types))).Position;
    }

    async Task<T> Answered<T>(Func<T> write, CancellationToken deadline)
    {
        T answer;
        long head;
        lock (log.Gate) (answer, head) = (write(), log.Events.Count);
        log.Wakeup.Signal(head);
        // Callers go on elsewhere, as they do behind a database: nobody may rely on an append being finished before it is awaited.
        await Task.Yield();
        return deadline.IsCancellationRequested ? throw new OutcomeUnknownException("The deadline passed; repeat with the same command id") : answer;
    }

    Task<IReadOnlyList<Recorded>> Read(Func<IEnumerable<Kept>> what)
    {
        List<Kept> found;
        lock (log.Gate) found = [.. what()];
        return Task.FromResult<IReadOnlyList<Recorded>>(found.ConvertAll(kept => kept.Read(types)));
    }
}

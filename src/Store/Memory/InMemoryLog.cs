namespace Activation.Store.Memory;

/// <summary>A log that lives as long as the process; any number of nodes may share it.</summary>
public sealed class InMemoryLog
{
    internal Lock Gate { get; } = new();
    internal List<Kept> Events { get; } = [];
    internal Dictionary<string, List<int>> Streams { get; } = [];
    internal Dictionary<Guid, Appended> Written { get; } = [];
    internal Wakeup Wakeup { get; } = new();

    internal List<int> Stream(string stream) => Streams.TryGetValue(stream, out var events) ? events : [];
}

sealed record Kept(long Position, Append Cause, int Version, Entry Entry)
{
    public Recorded Read(EventTypes types) => new(
        Position, Cause.Tenant, Cause.Stream, Version, Entry.Type, Cause.CommandId, Cause.Actor, Entries.Kept(Cause.At),
        types.Read(Entry.Type, Entry.Json));
}

using System.Collections.Concurrent;

namespace Activation.Web.Platform;

/// <summary>A stream's state as it was at a version.</summary>
readonly record struct Snapshot<TState>(int Version, TState State);

/// <summary>States of the streams that are looked at often. The log stays the truth: what came after the version is read every time.</summary>
sealed class Snapshots
{
    const int Most = 1000;

    readonly ConcurrentDictionary<string, object> kept = new(StringComparer.Ordinal);

    /// <summary>What is known of it; nothing at version 0.</summary>
    public Snapshot<TState> Of<TState>(Stream<TState> stream) =>
        kept.TryGetValue(stream.Name, out var known) ? (Snapshot<TState>)known : new(0, stream.None);

    public Snapshot<TState> Keep<TState>(Stream<TState> stream, Snapshot<TState> snapshot)
    {
        if (!stream.Often) return snapshot;
        // All at once, and those in use are back with their next reading.
        if (kept.Count >= Most) kept.Clear();
        kept[stream.Name] = snapshot;
        return snapshot;
    }
}

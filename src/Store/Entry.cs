using System.Text;

namespace Activation.Store;

/// <summary>One event in the form in which it is kept.</summary>
readonly record struct Entry(string Type, string Json);

/// <summary>Everything that could make the log refuse a command by itself is refused here, before it shares a batch with others.</summary>
static class Entries
{
    const int LongestStream = 200;
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static Entry[] Of(Append append, EventTypes types)
    {
        CheckStream(append.Stream);
        ArgumentOutOfRangeException.ThrowIfNegative(append.ExpectedVersion);
        ArgumentOutOfRangeException.ThrowIfZero(append.Events.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(append.Events.Count, short.MaxValue);
        if (append.CommandId == Guid.Empty) throw new ArgumentException("A command needs an id", nameof(append));
        var entries = new Entry[append.Events.Count];
        for (var i = 0; i < entries.Length; i++) entries[i] = Of(append.Events[i], types);
        return entries;
    }

    public static Entry Of(object data, EventTypes types)
    {
        var type = types.NameOf(data);
        var json = types.Write(data);
        return HoldsNul(json) ? throw new ArgumentException($"'{type}' holds a NUL character, which the log cannot keep") : new Entry(type, json);
    }

    /// <summary>The instant as every engine keeps it: UTC, whole microseconds.</summary>
    public static DateTimeOffset Kept(DateTimeOffset at) =>
        new(at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);

    static void CheckStream(string stream)
    {
        ArgumentException.ThrowIfNullOrEmpty(stream);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(stream.Length, LongestStream);
        if (stream.Contains('\0')) throw new ArgumentException("A stream's name holds no NUL character", nameof(stream));
        // Half a surrogate pair cannot be sent: thrown here it is one caller's ArgumentException, later it would break the connection.
        Strict.GetByteCount(stream);
    }

    // In JSON a NUL is always the escape \u0000; after an even number of backslashes before it, otherwise it is text about an escape.
    static bool HoldsNul(string json)
    {
        for (var at = json.IndexOf("\\u0000", StringComparison.Ordinal); at >= 0; at = json.IndexOf("\\u0000", at + 1, StringComparison.Ordinal))
        {
            var backslashes = 0;
            while (at - backslashes > 0 && json[at - backslashes - 1] == '\\') backslashes++;
            if (backslashes % 2 == 0) return true;
        }
        return false;
    }
}

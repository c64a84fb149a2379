namespace Activation.Store.Postgres;

/// <summary>How far the streams that were written last had come, by the commits of one connection. Events never go away, so what is known here need
/// not be looked for; and it is forgotten with the connection, since behind the next one there may be a server that never got the last commits.</summary>
sealed class Reached
{
    // Whoever votes, votes again soon. When the newer half is full the older one is forgotten as a whole.
    const int Half = 2048;
    Dictionary<string, int> newer = [], older = [];

    /// <summary>True when the stream has this version for certain; else it may have it or not.</summary>
    public bool Has(string stream, int version) => newer.GetValueOrDefault(stream) >= version || older.GetValueOrDefault(stream) >= version;

    /// <summary>The stream has this version: the log has answered.</summary>
    public void Note(string stream, int version)
    {
        if (newer.Count == Half) (older, newer) = (newer, []);
        newer[stream] = version;
    }
}

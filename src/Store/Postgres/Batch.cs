namespace Activation.Store.Postgres;

/// <summary>Commands that go into the log together, as the columns of one insert.</summary>
sealed class Batch
{
    readonly List<Pending> commands;

    Batch(List<Pending> commands, List<(string Stream, int Version)> founded)
    {
        this.commands = commands;
        Count = commands.Sum(command => command.Entries.Length);
        (FoundedOnStream, FoundedOnVersion) = ([.. founded.Select(on => on.Stream)], [.. founded.Select(on => on.Version)]);
        (Tenant, Stream, Version, Type) = (new Guid[Count], new string[Count], new int[Count], new string[Count]);
        (CommandId, Ord, Actor, Data, At) = (new Guid[Count], new short[Count], new Guid?[Count], new string[Count], new DateTime[Count]);
        Fill();
    }

    public int Count { get; }

    /// <summary>The versions that must be in the log already, as far as nobody knows them there: without this check a too high expected version
    /// would leave a hole.</summary>
    public string[] FoundedOnStream { get; }
    public int[] FoundedOnVersion { get; }

    public Guid[] Tenant { get; }
    public string[] Stream { get; }
    public int[] Version { get; }
    public string[] Type { get; }
    public Guid[] CommandId { get; }
    public short[] Ord { get; }
    public Guid?[] Actor { get; }
    public string[] Data { get; }
    public DateTime[] At { get; }

    /// <summary>The batch, if its commands may all succeed: each id once, and those on one stream one after another.</summary>
    public static Batch? Hopeful(List<Pending> commands, Reached reached)
    {
        var ids = new HashSet<Guid>(commands.Count);
        var versions = new Dictionary<string, int>(commands.Count);
        var founded = new List<(string, int)>();
        foreach (var command in commands)
        {
            var (stream, expected) = (command.Append.Stream, command.Append.ExpectedVersion);
            if (!ids.Add(command.Append.CommandId)) return null;
            if (versions.TryGetValue(stream, out var version) && version != expected) return null;
            if (version == 0 && expected > 0 && !reached.Has(stream, expected)) founded.Add((stream, expected));
            versions[stream] = command.VersionAfter;
        }
        return new Batch(commands, founded);
    }

    /// <summary>The batch of commands that were judged under the lock of the log: nothing is left to check.</summary>
    public static Batch Judged(List<Pending> commands) => new(commands, []);

    /// <summary>Each command with its answer, once the log has told where the batch begins.</summary>
    public IEnumerable<(Pending Command, Appended Answer)> Answers(long positionBefore)
    {
        foreach (var command in commands)
            yield return (command, new Appended(positionBefore += command.Entries.Length, command.VersionAfter, Repeated: false));
    }

    void Fill()
    {
        var row = 0;
        foreach (var command in commands)
        {
            var append = command.Append;
            for (var ord = 0; ord < command.Entries.Length; ord++, row++)
            {
                (Tenant[row], Stream[row], Version[row]) = (append.Tenant, append.Stream, append.ExpectedVersion + ord + 1);
                (CommandId[row], Ord[row], Actor[row], At[row]) = (append.CommandId, (short)ord, append.Actor, Entries.Kept(append.At).UtcDateTime);
                (Type[row], Data[row]) = command.Entries[ord];
            }
        }
    }
}

namespace Activation.Store.Postgres;

/// <summary>What the log holds about the commands of a batch, read while nobody else can write.</summary>
sealed record Known(Dictionary<Guid, Appended> Written, Dictionary<string, int> Versions);

/// <summary>Judges commands one after another: who is repeated, who is too late, who is to be written.</summary>
sealed class Verdicts
{
    readonly List<(Pending Command, AppendOutcome Outcome)> told = [];
    readonly List<(Pending Command, Pending Same)> echoes = [];

    public Verdicts(List<Pending> commands, Known known)
    {
        var accepted = new Dictionary<Guid, Pending>();
        foreach (var command in commands)
        {
            var (stream, id) = (command.Append.Stream, command.Append.CommandId);
            var version = known.Versions.GetValueOrDefault(stream);
            if (known.Written.TryGetValue(id, out var first)) told.Add((command, first));
            else if (accepted.TryGetValue(id, out var same)) echoes.Add((command, same));
            else if (version != command.Append.ExpectedVersion) told.Add((command, new WrongVersion(version)));
            else
            {
                accepted.Add(id, command);
                Accepted.Add(command);
                known.Versions[stream] = command.VersionAfter;
            }
        }
    }

    public List<Pending> Accepted { get; } = [];

    /// <summary>Every answer, once the accepted ones are written.</summary>
    public IReadOnlyList<(Pending Command, AppendOutcome Outcome)> Answers(IReadOnlyDictionary<Pending, Appended> written) =>
    [
        .. told,
        .. written.Select(pair => (pair.Key, (AppendOutcome)pair.Value)),
        .. echoes.Select(echo => (echo.Command, (AppendOutcome)(written[echo.Same] with { Repeated = true }))),
    ];
}

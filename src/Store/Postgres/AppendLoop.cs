using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Activation.Store.Postgres;

/// <summary>Takes what is queued, writes it as one transaction, answers; for ever, on one connection that it renews by itself.</summary>
sealed class AppendLoop(
    ChannelReader<Pending> queue, Func<CancellationToken, Task<ILogWriter>> open, int longest, Action<long> written, ILogger logger)
{
    // Bounds what one statement carries, whatever the commands hold.
    const int LargestBatch = 8 * 1024 * 1024;
    static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);
    ILogWriter? connection;

    /// <summary>True once another node has raised the epoch of the log: this one writes no more.</summary>
    public bool Fenced { get; private set; }

    /// <summary>Ends when the queue is completed and empty; the token only ends the wait for a database that is gone.</summary>
    public async Task Run(CancellationToken abandon)
    {
        var batch = new List<Pending>(longest);
        while (await queue.WaitToReadAsync(CancellationToken.None))
        {
            IReadOnlyList<(Pending, AppendOutcome)> answers = [];
            while (Take(batch))
            {
                var startedAt = Stopwatch.GetTimestamp();
                // The database has its next batch before those of the last one are told: it works while they go on.
                var writing = Write(batch, abandon);
                Tell(answers);
                answers = await writing;
                StoreMeter.Batch(batch.Count, startedAt);
            }
            Tell(answers);
        }
        await Forget();
    }

    /// <summary>Fills the batch with what is there; false when nothing is.</summary>
    bool Take(List<Pending> batch)
    {
        batch.Clear();
        for (var size = 0; batch.Count < longest && size < LargestBatch && queue.TryRead(out var command); size += command.Length) batch.Add(command);
        return batch.Count > 0;
    }

    /// <summary>Writes a batch; what is to be told, where it has not been already.</summary>
    async Task<IReadOnlyList<(Pending Command, AppendOutcome Outcome)>> Write(List<Pending> batch, CancellationToken abandon)
    {
        try
        {
            connection ??= await Connect(abandon);
            if (await Hope(connection, batch) is { } answers) return answers;
            await Judge(connection, batch);
        }
        catch (Exception e)
        {
            // Whatever it was, the commands may be in the log or not, and the connection is not to be trusted with the next ones.
            logger.LogWarning(e, "A batch of {Commands} commands has no known outcome", batch.Count);
            await Forget();
            foreach (var command in batch) command.Fail(new OutcomeUnknownException("The log did not answer; repeat with the same command id", e));
        }
        return [];
    }

    /// <summary>Writes all of it in one statement, if nobody is guilty of anything; else null.</summary>
    static async Task<IReadOnlyList<(Pending Command, AppendOutcome Outcome)>?> Hope(ILogWriter to, List<Pending> commands)
    {
        try
        {
            return await to.Hope(commands);
        }
        catch (PostgresException e) when (IsTheirFault(e))
        {
            return null;
        }
    }

    /// <summary>Finds the guilty under the lock of the log; halves the batch when the database does not say who it is.</summary>
    async Task Judge(ILogWriter to, List<Pending> commands)
    {
        try
        {
            if (await to.Judge(commands) is not { } answers)
            {
                Fence(commands);
                return;
            }
            Tell(answers);
        }
        catch (PostgresException e) when (IsTheirFault(e) && commands.Count == 1)
        {
            commands[0].Fail(new ArgumentException($"The database refuses the command: {e.MessageText}", e));
        }
        catch (PostgresException e) when (IsTheirFault(e))
        {
            await Judge(to, commands[..(commands.Count / 2)]);
            await Judge(to, commands[(commands.Count / 2)..]);
        }
    }

    void Tell(IReadOnlyList<(Pending Command, AppendOutcome Outcome)> answers)
    {
        if (answers.Count == 0) return;
        // Readers are woken before the first caller goes on.
        written(answers.Max(answer => answer.Outcome is Appended appended ? appended.Position : 0));
        foreach (var (command, outcome) in answers) command.Tell(outcome);
    }

    void Fence(List<Pending> commands)
    {
        if (!Fenced) logger.LogError("This node is fenced off: the epoch of the log was raised. Restart it to write again");
        Fenced = true;
        foreach (var command in commands) command.Fail(new StoreBusyException("This node is fenced off from the log; nothing was written"));
    }

    async Task<ILogWriter> Connect(CancellationToken abandon)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await open(abandon);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                logger.LogWarning(e, "The log cannot be reached; next attempt in {Pause}", pause);
                await Task.Delay(pause, abandon);
            }
        }
    }

    async Task Forget()
    {
        if (connection is not { } broken) return;
        connection = null;
        try
        {
            await broken.DisposeAsync();
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException or IOException)
        {
            logger.LogDebug(e, "The broken connection would not close");
        }
    }

    // 22: a value the database cannot keep. 23: a key. 54: larger than it can keep. All else (connection, disk, read-only standby) is ours.
    static bool IsTheirFault(PostgresException e) => e.InvariantSeverity == "ERROR" && e.SqlState[..2] is "22" or "23" or "54";
}

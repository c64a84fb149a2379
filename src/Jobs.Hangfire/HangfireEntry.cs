using Hangfire;
using Hangfire.Server;
using Hangfire.States;

namespace Activation.Jobs.WithHangfire;

/// <summary>The only class that Hangfire ever sees. Its name and its method are stored in the database, so they never change.</summary>
public sealed class HangfireEntry
{
    const string Begun = "begun";

    /// <summary>Each try is a job of its own in Hangfire's lists: of a run of ten minutes, 120.</summary>
    static readonly TimeSpan Later = TimeSpan.FromSeconds(5);

    /// <summary>So long a run waits for a node that knows its schedule.</summary>
    static readonly TimeSpan Unknown = TimeSpan.FromMinutes(10);

    readonly HangfireRunner runner;
    readonly HangfireDatabase database;
    readonly Envelope envelope;
    readonly TimeProvider clock;
    readonly IBackgroundJobClient client;

    internal HangfireEntry(HangfireRunner runner, HangfireDatabase database, Envelope envelope, TimeProvider clock, IBackgroundJobClient client) =>
        (this.runner, this.database, this.envelope, this.clock, this.client) = (runner, database, envelope, clock, client);

    /// <summary>Runs the job of a schedule, one at a time over all nodes.</summary>
    /// <param name="name">The schedule's name.</param>
    /// <param name="asked">Somebody asked for this run: it comes after the present one. A fire that finds the job running is let go: the work it would find is found by the next.</param>
    /// <param name="context">Hangfire's.</param>
    /// <param name="cancellationToken">Hangfire's; set when the program stops, and when another worker has taken the same run.</param>
    [AutomaticRetry(Attempts = 0)]
    [JobDisplayName("{0}")]
    public async Task Run(string name, bool asked, PerformContext? context, CancellationToken cancellationToken)
    {
        if (runner.Find(name) is not { } schedule)
        {
            LeaveToOthers(context!.BackgroundJob);
            return;
        }

        // The same run delivered a second time: its first worker was killed, or is about to be cancelled.
        var again = context!.GetJobParameter<bool>(Begun);
        context.SetJobParameter(Begun, true);
        // A second delivery waits: if it returned, Hangfire would note the run as done and cancel the one that still runs.
        await using var held = await SessionLock.Take(await database.Open(cancellationToken), name, patiently: again, cancellationToken);
        if (held is null)
        {
            if (asked) RunLater(name, asked);
            return;
        }

        using var running = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, held.Lost);
        await envelope.Run(schedule, clock.GetUtcNow(), running.Token);
        // It was stopped, since another run could begin beside it; what it left to do is not to wait for the next fire.
        if (held.Lost.IsCancellationRequested) RunLater(name, asked);
    }

    // Another version of the program has listed it: one of its nodes takes it, if there still is one. It stays the same job, so that it grows old.
    void LeaveToOthers(BackgroundJob job)
    {
        if (DateTime.UtcNow - job.CreatedAt < Unknown) client.ChangeState(job.Id, new ScheduledState(Later));
    }

    void RunLater(string name, bool asked) => client.Schedule<HangfireEntry>(entry => entry.Run(name, asked, null, CancellationToken.None), Later);
}

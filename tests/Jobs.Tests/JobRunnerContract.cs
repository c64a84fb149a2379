namespace Activation.Jobs.Tests;

/// <summary>What every runner promises.</summary>
public abstract class JobRunnerContract
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    static protected readonly IReadOnlyList<Schedule> Yearly =
    [
        Schedule.At<Tick>("tick", "0 0 1 1 *"),
        Schedule.At<Walk>("walk", "0 0 1 1 *"),
        Schedule.At<Stumble>("stumble", "0 0 1 1 *"),
    ];

    private protected Diary Diary { get; private set; } = new();

    protected IJobRunner Runner { get; private set; } = null!;

    [SetUp]
    public async Task Begin()
    {
        Diary = new();
        Runner = await Start();
    }

    protected abstract Task<IJobRunner> Start();

    [Test]
    public async Task A_job_runs_when_it_is_asked_to()
    {
        Diary.Gate.SetResult();
        Assert.That(await Runner.RunNow("walk"), Is.True);
        Assert.That(await Diary.Ended.WaitAsync(Patience), Is.True);
        Assert.That((await Report("walk", report => report.LastRun is not null)).LastError, Is.Null);
    }

    [Test]
    public async Task A_job_that_nobody_listed_is_not_run() => Assert.That(await Runner.RunNow("stroll"), Is.False);

    [Test]
    public async Task A_job_that_fails_says_so_in_its_report()
    {
        await Runner.RunNow("stumble");
        var report = await Report("stumble", one => one.LastRun is not null);
        Assert.That(report.LastError, Is.EqualTo("InvalidOperationException: fell over a stone"));
    }

    [Test]
    public async Task A_job_never_runs_beside_itself()
    {
        Task[] both = [Task.Run(() => Runner.RunNow("walk")), Task.Run(() => Runner.RunNow("walk"))];
        // Long enough for the second to come in, if it could.
        await Task.Delay(TimeSpan.FromMilliseconds(1500));
        Diary.Gate.SetResult();
        await Task.WhenAll(both);
        Assert.That(await Diary.Ended.WaitAsync(Patience) && await Diary.Ended.WaitAsync(Patience), Is.True);
        Assert.That(Diary.MostInside, Is.EqualTo(1));
    }

    [Test]
    public async Task A_report_names_every_job_in_order_and_when_it_is_next()
    {
        var reports = await Runner.Reports();
        Assert.That(reports.Select(one => one.Name), Is.EqualTo(Yearly.Select(one => one.Name)));
        Assert.That(reports.Select(one => one.NextRun), Is.All.EqualTo(Yearly[0].NextAfter(TimeProvider.System.GetUtcNow())));
    }

    async Task<JobReport> Report(string name, Func<JobReport, bool> until)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var report = (await Runner.Reports(patience.Token)).Single(one => one.Name == name);
            if (until(report)) return report;
            await Task.Delay(50, patience.Token);
        }
    }
}

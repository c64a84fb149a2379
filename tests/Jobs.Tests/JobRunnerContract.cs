using System.Globalization;

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

    // Half past one in UTC is half past three in Stockholm when clocks have gone forward, and the second half past two when they have gone back.
    static readonly IReadOnlyList<Schedule> Nightly = [Schedule.At<Tick>("tick", "30 2 * * *"), Schedule.At<Walk>("walk", "30 1 * * *", "Etc/UTC")];

    private protected Diary Diary { get; private set; } = new();

    protected IJobRunner Runner { get; private set; } = null!;

    [SetUp]
    public async Task Begin()
    {
        Diary = new();
        Runner = await Start();
    }

    protected abstract Task<IJobRunner> Start();

    /// <summary>A node that is up from an instant on, by its own clock, until something has happened; the next one of the same test finds what it left.</summary>
    /// <returns>What it reported before it went.</returns>
    protected abstract Task<IReadOnlyList<JobReport>> Live(IReadOnlyList<Schedule> schedules, DateTimeOffset from, Func<bool> until);

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

    // Years ahead: an engine's eye that stays on the machine's own clock finds nothing due.
    [TestCase("2040-03-25", "01:00Z", "2040-03-26T00:30Z", TestName = "On the night clocks go forward a job at an hour that does not exist runs once, when the gap is over")]
    [TestCase("2040-10-28", "00:30Z", "2040-10-29T01:30Z", TestName = "On the night clocks go back a job at an hour that comes twice runs once, the first time")]
    public async Task A_nightly_job_runs_once_when_clocks_change(string day, string time, string next)
    {
        var (due, soon) = (Instant($"{day}T{time}"), TimeSpan.FromSeconds(3));
        Diary.Gate.SetResult();
        var reports = await Live(Nightly, due - soon, () => !Diary.Ticks.IsEmpty);
        Assert.That(reports[0].NextRun, Is.EqualTo(Instant(next)));
        await Live(Nightly, Instant($"{day}T01:30Z") - soon, () => !Diary.Walks.IsEmpty);
        Assert.That(Diary.Ticks.Select(tick => tick.At - due), Has.Exactly(1).Items.And.All.InRange(TimeSpan.Zero, TimeSpan.FromMinutes(1)));
    }

    [TestCase("2040-03-25T00:55Z")]
    [TestCase("2040-03-25T01:05Z")]
    [TestCase("2040-10-28T00:25Z")]
    [TestCase("2040-10-28T00:55Z")]
    [TestCase("2040-10-28T01:12Z")]
    public async Task A_report_says_what_the_schedule_says_when_clocks_change(string from)
    {
        IReadOnlyList<Schedule> schedules =
        [
            Schedule.At<Tick>("night", "30 2 * * *"), Schedule.At<Tick>("hour", "50 * * * *"), Schedule.At<Tick>("morning", "10 4 * * *"),
            Schedule.At<Tick>("week", "0 8 * * MON", "Europe/Copenhagen"), Schedule.Every<Tick>("often", TimeSpan.FromMinutes(10)),
        ];
        var reports = await Live(schedules, Instant(from), () => true);
        Assert.That(reports.Select(one => (one.Name, one.NextRun)), Is.EqualTo(schedules.Select(one => (one.Name, one.NextAfter(Instant(from))))));
    }

    private protected static async Task Until(Func<bool> happened)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!happened()) await Task.Delay(50, patience.Token);
    }

    private protected static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

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

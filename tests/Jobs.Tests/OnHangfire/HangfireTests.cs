using Activation.Jobs.WithHangfire;
using Hangfire;
using Hangfire.Client;
using Hangfire.Common;
using Hangfire.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

[assembly: LevelOfParallelism(9)]

namespace Activation.Jobs.Tests.OnHangfire;

// Most of their time they wait for clocks.
[FixtureLifeCycle(LifeCycle.InstancePerTestCase), Parallelizable(ParallelScope.All)]
public sealed class HangfireTests : JobRunnerContract
{
    readonly List<IHost> nodes = [];
    string? nights;

    [TearDown]
    public async Task End()
    {
        Diary.Gate.TrySetResult();
        await Task.WhenAll(nodes.Select(node => node.StopAsync()));
        foreach (var node in nodes) node.Dispose();
        nodes.Clear();
    }

    protected override async Task<IJobRunner> Start() => RunnerOf(await StartNode("one", Yearly, await PostgresServer.FreshDatabase()));

    protected override async Task<IReadOnlyList<JobReport>> Live(IReadOnlyList<Schedule> schedules, DateTimeOffset from, Func<bool> until)
    {
        nights ??= await PostgresServer.FreshDatabase();
        var clock = new MovedClock(from);
        var node = await StartNode("night", schedules, nights, clock: clock);
        clock.GoOn();
        await Until(until);
        var reports = await RunnerOf(node).Reports();
        await node.StopAsync();
        return reports;
    }

    [Test]
    public async Task Two_nodes_on_one_database_run_a_job_once_each_time()
    {
        var database = await PostgresServer.FreshDatabase();
        Schedule[] everyOther = [Schedule.Every<Tick>("tick", TimeSpan.FromSeconds(2))];
        await Task.WhenAll(StartNode("one", everyOther, database), StartNode("two", everyOther, database));
        var before = Diary.Ticks.Count;
        await Task.Delay(TimeSpan.FromSeconds(9));
        // Four or five, and one that was late from before; both nodes would have run eight and more.
        Assert.That(Diary.Ticks.Count - before, Is.InRange(3, 6));
    }

    [Test]
    public async Task A_job_that_outlasts_its_claim_is_not_begun_again()
    {
        var (database, claim) = (await PostgresServer.FreshDatabase(), TimeSpan.FromSeconds(2));
        var asked = RunnerOf(await StartNode("one", Yearly, database, claim));
        await StartNode("two", Yearly, database, claim);
        await asked.RunNow("walk");
        await Task.Delay(3 * claim);
        Diary.Gate.SetResult();
        Assert.That(await Diary.Ended.WaitAsync(TimeSpan.FromSeconds(30)), Is.True);
        // A second delivery would have begun beside the first, and ended it.
        Assert.That((Diary.MostInside, Diary.Walks.Count), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task A_job_whose_lock_is_lost_stops_and_is_begun_again()
    {
        var database = await PostgresServer.FreshDatabase();
        await using var source = NpgsqlDataSource.Create(database);
        await RunnerOf(await StartNode("one", Yearly, database)).RunNow("walk");
        await Until(() => Diary.MostInside == 1);
        await using var end = source.CreateCommand("select count(pg_terminate_backend(pid)) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())");
        Assert.That(await end.ExecuteScalarAsync(), Is.EqualTo(1));

        Assert.That(await Diary.Ended.WaitAsync(TimeSpan.FromSeconds(20)), Is.True, "it runs on, and another node may have begun it");
        Assert.That(Diary.Walks, Is.Empty);
        Diary.Gate.SetResult();
        Assert.That(await Diary.Ended.WaitAsync(TimeSpan.FromSeconds(30)), Is.True);
        Assert.That((Diary.MostInside, Diary.Walks.Count), Is.EqualTo((1, 1)));
        await using var failed = source.CreateCommand("select count(*) from hangfire.job where statename = 'Failed'");
        Assert.That(await failed.ExecuteScalarAsync(), Is.Zero);
    }

    [Test]
    public async Task A_run_that_only_another_version_knows_is_left_to_it()
    {
        IReadOnlyList<Schedule> newer = [.. Yearly, Schedule.At<Tick>("newcomer", "0 0 1 1 *")];
        var database = await PostgresServer.FreshDatabase();
        await using var source = NpgsqlDataSource.Create(database);
        await using var state = source.CreateCommand("select statename from hangfire.job");
        var away = await StartNode("new", newer, database);
        await away.StopAsync();
        var old = await StartNode("old", Yearly, database);
        await RunnerOf(away).RunNow("newcomer");
        await Until(() => state.ExecuteScalar() is "Scheduled" or "Succeeded");
        await old.StopAsync();
        Assert.That(Diary.Ticks, Is.Empty);

        await StartNode("new", newer, database);
        await Until(() => !Diary.Ticks.IsEmpty);
    }

    [Test]
    public async Task A_job_that_is_no_longer_listed_is_forgotten()
    {
        var database = await PostgresServer.FreshDatabase();
        await StartNode("old", [Schedule.At<Tick>("former", "0 0 1 1 *")], database);
        await nodes[^1].StopAsync();
        await StartNode("new", [Schedule.At<Walk>("walk", "0 0 1 1 *")], database);
        await using var source = NpgsqlDataSource.Create(database);
        await using var names = source.CreateCommand("select string_agg(value, ',') from hangfire.set where key = 'recurring-jobs'");
        Assert.That(await names.ExecuteScalarAsync(), Is.EqualTo("walk"));
    }

    // Whichever host began last has set the log of the process: another test's must not come in between.
    [Test, NonParallelizable]
    public async Task A_node_works_on_when_another_one_of_its_process_is_gone()
    {
        using (var other = await StartNode("two", Yearly, await PostgresServer.FreshDatabase()))
        {
            nodes.Remove(other);
            await other.StopAsync();
        }
        Diary.Gate.SetResult();
        await Runner.RunNow("walk");
        Assert.That(await Diary.Ended.WaitAsync(TimeSpan.FromSeconds(30)), Is.True);
    }

    static IJobRunner RunnerOf(IHost node) => node.Services.GetRequiredService<IJobRunner>();

    async Task<IHost> StartNode(string name, IReadOnlyList<Schedule> schedules, string database, TimeSpan? claim = null, TimeProvider? clock = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(Diary).AddSingleton(new Node(name)).AddHangfireJobs(schedules, database, claim: claim);
        if (clock is not null) Move(builder.Services, clock);
        var host = builder.Build();
        lock (nodes) nodes.Add(host);
        await host.StartAsync();
        return host;
    }

    // Hangfire looks at the machine's clock: what recurs is listed by the moved one here, and watched by it too, beside Hangfire's own watch.
    static void Move(IServiceCollection services, TimeProvider clock)
    {
        services.AddSingleton(clock);
        services.AddSingleton<IRecurringJobManager>(provider =>
            new RecurringJobManager(provider.GetRequiredService<JobStorage>(), JobFilterProviders.Providers, new DefaultTimeZoneResolver(), Now));
        services.AddSingleton<IBackgroundProcess>(_ =>
            new RecurringJobScheduler(new BackgroundJobFactory(JobFilterProviders.Providers), TimeSpan.FromSeconds(1), new DefaultTimeZoneResolver(), Now));

        DateTime Now() => clock.GetUtcNow().UtcDateTime;
    }
}

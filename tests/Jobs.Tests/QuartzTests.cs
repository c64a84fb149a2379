using Activation.Jobs.WithQuartz;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Activation.Jobs.Tests;

public sealed class QuartzTests : JobRunnerContract
{
    readonly List<IHost> nodes = [];
    string? nights;

    [TearDown]
    public async Task End()
    {
        Diary.Gate.TrySetResult();
        foreach (var node in nodes)
        {
            await node.StopAsync();
            node.Dispose();
        }
        nodes.Clear();
        nights = null;
    }

    protected override async Task<IJobRunner> Start() => RunnerOf(await StartNode("one", Yearly, await PostgresServer.FreshDatabase()));

    protected override async Task<IReadOnlyList<JobReport>> Live(IReadOnlyList<Schedule> schedules, DateTimeOffset from, Func<bool> until)
    {
        nights ??= await PostgresServer.FreshDatabase();
        var clock = new MovedClock(from);
        var node = await StartNode("night", schedules, nights, clock);
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
        Schedule[] everySecond = [Schedule.Every<Tick>("tick", TimeSpan.FromSeconds(1))];
        await Task.WhenAll(StartNode("one", everySecond, database), StartNode("two", everySecond, database));
        await Task.Delay(TimeSpan.FromSeconds(6));
        var ticks = Diary.Ticks.Select(tick => tick.At).Order().ToList();
        Assert.That(ticks, Has.Count.GreaterThanOrEqualTo(3));
        // What both run they run at once; a run that is late comes nearer to the next one, and not so near.
        Assert.That(ticks.Zip(ticks.Skip(1), (one, next) => next - one), Is.All.GreaterThan(TimeSpan.FromMilliseconds(100)));
    }

    [Test]
    public async Task A_job_that_is_no_longer_listed_is_forgotten()
    {
        var database = await PostgresServer.FreshDatabase();
        await StartNode("old", [Schedule.Every<Tick>("former", TimeSpan.FromSeconds(1))], database);
        await nodes[^1].StopAsync();
        await StartNode("new", [Schedule.At<Walk>("walk", "0 0 1 1 *")], database);
        await using var source = Npgsql.NpgsqlDataSource.Create(database);
        await using var names = source.CreateCommand("select string_agg(job_name, ',') from jobs.qrtz_job_details");
        Assert.That(await names.ExecuteScalarAsync(), Is.EqualTo("walk"));
    }

    static IJobRunner RunnerOf(IHost node) => node.Services.GetRequiredService<IJobRunner>();

    async Task<IHost> StartNode(string name, IReadOnlyList<Schedule> schedules, string database, TimeProvider? clock = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(Diary).AddSingleton(new Node(name)).AddSingleton(clock ?? TimeProvider.System).AddQuartzJobs(schedules, database);
        var host = builder.Build();
        lock (nodes) nodes.Add(host);
        await host.StartAsync();
        return host;
    }
}

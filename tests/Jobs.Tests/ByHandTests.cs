using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Activation.Jobs.Tests;

public sealed class ByHandTests : JobRunnerContract
{
    ServiceProvider? services;

    [TearDown]
    public void End() => services?.Dispose();

    protected override Task<IJobRunner> Start() => Task.FromResult<IJobRunner>(At(TimeProvider.System.GetUtcNow(), Yearly));

    protected override async Task<IReadOnlyList<JobReport>> Live(IReadOnlyList<Schedule> schedules, DateTimeOffset from, Func<bool> until)
    {
        using var runner = At(from, schedules);
        for (var seconds = 0; !until(); seconds++) await runner.RunDue(from.AddSeconds(seconds));
        return await runner.Reports();
    }

    [Test]
    public async Task A_job_runs_when_its_time_has_come_and_not_before()
    {
        using var runner = At(Instant("2026-11-22T05:00Z"), [Schedule.At<Tick>("tick", "30 7 * * *")]);
        Assert.That(await runner.RunDue(Instant("2026-11-22T06:29Z")), Is.Empty);
        Assert.That(await runner.RunDue(Instant("2026-11-22T06:30Z")), Is.EqualTo(["tick"]));
        Assert.That(await runner.RunDue(Instant("2026-11-22T06:31Z")), Is.Empty);
        Assert.That(Diary.Ticks, Is.EqualTo([("one", Instant("2026-11-22T06:30Z"))]));
    }

    [Test]
    public async Task Many_missed_runs_are_caught_up_once()
    {
        using var runner = At(Instant("2026-11-22T05:00Z"), [Schedule.At<Tick>("tick", "30 7 * * *")]);
        await runner.RunDue(Instant("2026-11-29T12:00Z"));
        Assert.That(Diary.Ticks, Has.Exactly(1).Items);
        Assert.That((await runner.Reports())[0].NextRun, Is.EqualTo(Instant("2026-11-30T06:30Z")));
    }

    ByHand At(DateTimeOffset start, IReadOnlyList<Schedule> schedules)
    {
        services?.Dispose();
        services = new ServiceCollection().AddSingleton(Diary).AddSingleton(new Node("one"))
            .AddScoped<Tick>().AddScoped<Walk>().AddScoped<Stumble>().BuildServiceProvider();
        return new(schedules, services.GetRequiredService<IServiceScopeFactory>(), NullLoggerFactory.Instance, start);
    }
}

using Activation.Bench.Figures;
using Activation.Jobs;
#if HANGFIRE
using Activation.Jobs.WithHangfire;
#endif
using Activation.Jobs.WithQuartz;
using Activation.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Activation.Bench.Log;

/// <summary>What it costs to have something done by a job: asked for, claimed, run, and its end written down. Of the hub's own jobs a handful runs each minute.</summary>
static class JobRuns
{
    const int Names = 8, Batch = 1, Processes = 2;

    // A job never runs beside itself: as many at once as there are names.
    static readonly Schedule[] Yearly = [.. Enumerable.Range(1, Names).Select(n => Schedule.At<Nothing>($"nothing-{n}", "0 0 1 1 *"))];

    public static async Task Measure(Session session)
    {
        var server = await PostgresServer.StartOwn();
        await Measure(session, server, "Quartz", (services, database) => services.AddQuartzJobs(Yearly, database));
#if HANGFIRE
        await Measure(session, server, "Hangfire", (services, database) => services.AddHangfireJobs(Yearly, database));
#else
        Session.Say("built without Hangfire: no figures of it (ENGINES=hangfire dotnet run --project tests/Bench -c Release -- jobs)");
#endif
    }

    static async Task Measure(Session session, PostgresServer server, string engine, Action<IServiceCollection, string> add)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<Ends>();
        add(builder.Services, await server.Fresh());
        using var host = builder.Build();
        await host.StartAsync(session.Over);
        using var boss = session.Alone ? null : Peer.On("pgboss", "pg-boss", await server.Fresh());
        var (runner, ends) = (host.Services.GetRequiredService<IJobRunner>(), host.Services.GetRequiredService<Ends>());
        var (ours, bosses) = await session.InTurn(
            span => Load.Closed(Names, span, async caller =>
            {
                await runner.RunNow(Yearly[caller].Name, session.Over);
                await ends.One.WaitAsync(session.Over);
            }),
            async span =>
            {
                if (boss is null) return 0;
                var jobs = (int)(1_000 * span.TotalSeconds);
                return jobs / await boss.Ask($"{jobs} {Processes} {Batch}");
            });
        session.Report.Add(new Figure(
            $"jobs that do nothing, {Names} at a time, on {engine}", "/s", ours, boss is null ? null : "pg-boss 10.4 on Node, put in, fetched and completed one by one, two processes",
            boss is null ? null : bosses));
        await host.StopAsync(session.Over);
    }

    sealed class Ends
    {
        public SemaphoreSlim One { get; } = new(0);
    }

    sealed class Nothing(Ends ends) : IJob
    {
        public Task Run(DateTimeOffset now, CancellationToken cancellationToken)
        {
            ends.One.Release();
            return Task.CompletedTask;
        }
    }
}

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
    const int Batch = 1, Processes = 2;

    // A job never runs beside itself: as many at once as there are names.
    static readonly Schedule[] Yearly = [At<Nothing<A>>(), At<Nothing<B>>(), At<Nothing<C>>(), At<Nothing<D>>(), At<Nothing<E>>(), At<Nothing<F>>(), At<Nothing<G>>(), At<Nothing<H>>()];

    public static async Task Measure(Session session)
    {
        var server = await PostgresServer.StartOwn();
        await Measure(session, server, "Quartz", (services, database) => services.AddQuartzJobs(Yearly, database));
#if HANGFIRE
        await Measure(session, server, "Hangfire", (services, database) => services.AddHangfireJobs(Yearly, database));
#else
        session.Report.Without("built without Hangfire: no figures of it (ENGINES=hangfire infra/bench jobs)");
#endif
    }

    static async Task Measure(Session session, PostgresServer server, string engine, Action<IServiceCollection, string> add)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        var ends = Yearly.Select(one => one.Job).ToDictionary(job => job, _ => new SemaphoreSlim(0));
        builder.Services.AddSingleton<IReadOnlyDictionary<Type, SemaphoreSlim>>(ends);
        add(builder.Services, await server.Fresh());
        using var host = builder.Build();
        await host.StartAsync(session.Over);
        using var boss = session.Alone ? null : Peer.On("pgboss", "pg-boss", await server.Fresh());
        if (boss is null && !session.Alone) session.Report.Without("pg-boss is not on this package source: no figures beside it");
        var runner = host.Services.GetRequiredService<IJobRunner>();
        var (ours, bosses) = await session.InTurn(
            span => Load.Closed(Yearly.Length, span, async caller =>
            {
                await runner.RunNow(Yearly[caller].Name, session.Over);
                await ends[Yearly[caller].Job].WaitAsync(session.Over);
            }),
            async span =>
            {
                if (boss is null) return 0;
                var jobs = (int)(1_000 * span.TotalSeconds);
                return jobs / await boss.Ask($"{jobs} {Processes} {Batch}");
            });
        session.Report.Add(new Figure(
            $"jobs that do nothing, {Yearly.Length} at a time, on {engine}", "/s", ours, boss is null ? null : "pg-boss 10.4 on Node, put in, fetched and completed one by one, two processes",
            boss is null ? null : bosses));
        await host.StopAsync(session.Over);
    }

    static Schedule At<TJob>() where TJob : IJob => Schedule.At<TJob>($"nothing-{typeof(TJob).GetGenericArguments()[0].Name.ToLowerInvariant()}", "0 0 1 1 *");

    sealed record A;

    sealed record B;

    sealed record C;

    sealed record D;

    sealed record E;

    sealed record F;

    sealed record G;

    sealed record H;

    /// <typeparam name="TName">Tells one from the other.</typeparam>
    sealed class Nothing<TName>(IReadOnlyDictionary<Type, SemaphoreSlim> ends) : IJob
    {
        public Task Run(DateTimeOffset now, CancellationToken cancellationToken)
        {
            ends[typeof(Nothing<TName>)].Release();
            return Task.CompletedTask;
        }
    }
}

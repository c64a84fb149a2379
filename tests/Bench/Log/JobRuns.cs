using System.Diagnostics;
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
        await Done(session, engine, Ask, boss);
        if (!session.Alone) await Waited(session, engine, Ask, boss);
        await host.StopAsync(session.Over);

        async Task<Asked> Ask(TimeSpan span)
        {
            var (runner, latencies) = (host.Services.GetRequiredService<IJobRunner>(), new Latencies());
            var rate = await Load.Closed(Yearly.Length, span, async caller =>
            {
                var askedAt = Stopwatch.GetTimestamp();
                await runner.RunNow(Yearly[caller].Name, session.Over);
                await ends[Yearly[caller].Job].WaitAsync(session.Over);
                latencies.AddSince(askedAt);
            });
            return new(rate, latencies.Percentiles().P50);
        }
    }

    /// <summary>The peer is not asked as ours is: all is put in first, and nobody waits for one of them.</summary>
    static async Task Done(Session session, string engine, Func<TimeSpan, Task<Asked>> ask, Peer? boss)
    {
        var (ours, bosses) = await session.InTurn(async span => (await ask(span)).Rate, boss is null ? null : async span =>
        {
            var jobs = (int)(1_000 * span.TotalSeconds);
            return jobs / await boss.Ask($"{jobs} {Processes} {Batch}");
        });
        var alone = new Figure($"jobs that do nothing, {Yearly.Length} at a time, on {engine}", "/s", ours);
        session.Report.Add(boss is null ? alone : alone with { Peer = "pg-boss 10.4 on Node, put in, fetched and completed one by one, two processes", Peers = bosses });
    }

    /// <summary>The peer is asked as ours is: as many askers, each of whom waits for its own; and who takes their jobs never pauses to look for them.</summary>
    static async Task Waited(Session session, string engine, Func<TimeSpan, Task<Asked>> ask, Peer? boss)
    {
        var (ours, bosses) = (new List<Asked>(), new List<Asked>());
        for (var round = -1; round < session.Rounds; round++)
        {
            ours.Add(await ask(session.Span));
            bosses.Add(boss is null ? new(0, 0) : new(await boss.Ask($"closed {Yearly.Length} {session.Span.TotalSeconds} {Processes} {Yearly.Length}"), await boss.Ask($"p50")));
            Session.Say($"{(round < 0 ? "warming up" : $"round {round + 1}")}: asked to run {ours[^1].P50:N1} ms, beside {bosses[^1].P50:N1} ms");
        }

        Add("/s", $"jobs that do nothing, {Yearly.Length} who ask and wait for their own, on {engine}", asked => asked.Rate);
        Add("ms", $"asked → run, p50, {Yearly.Length} who ask and wait for their own, on {engine}", asked => asked.P50);

        void Add(string unit, string name, Func<Asked, double> value)
        {
            var alone = new Figure(name, unit, [.. ours[1..].Select(value)]);
            session.Report.Add(boss is null ? alone : alone with { Peer = "pg-boss 10.4 on Node, as many who ask and wait, two processes that fetch without a pause", Peers = [.. bosses[1..].Select(value)] });
        }
    }

    static Schedule At<TJob>() where TJob : IJob => Schedule.At<TJob>($"nothing-{typeof(TJob).GetGenericArguments()[0].Name.ToLowerInvariant()}", "0 0 1 1 *");

    /// <param name="Rate">Jobs a second.</param>
    /// <param name="P50">From asked to run, in milliseconds.</param>
    sealed record Asked(double Rate, double P50);

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

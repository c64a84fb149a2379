using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.PostgreSql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Activation.Jobs.WithHangfire;

/// <summary>Jobs on Hangfire, on PostgreSQL in schema <c>hangfire</c>.</summary>
public static class HangfireJobs
{
    static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Claim = TimeSpan.FromSeconds(30);

    /// <summary>Registers the jobs, their <see cref="IJobRunner"/> and a hosted server that runs them from the moment the program has started until it stops.</summary>
    /// <param name="services">Where to; job types that are not registered yet become scoped.</param>
    /// <param name="schedules">Every job there is: what the database knows and this list does not is removed at the start.</param>
    /// <param name="connectionString">A database that answers when the host starts.</param>
    /// <param name="here">False on a node that runs none by itself: others do, or somebody by hand.</param>
    /// <param name="claim">How long a node that was killed keeps its job from the others; a living one renews its claim.</param>
    public static IServiceCollection AddHangfireJobs(
        this IServiceCollection services, IReadOnlyList<Schedule> schedules, string connectionString, bool here = true, TimeSpan? claim = null)
    {
        foreach (var job in schedules.Select(one => one.Job).Distinct()) services.TryAddScoped(job);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ => new HangfireDatabase(NpgsqlDataSource.Create(Narrow(connectionString)), NpgsqlDataSource.Create(Holding(connectionString))));
        services.AddSingleton<IJobHistory>(provider => provider.GetRequiredService<HangfireDatabase>().History);
        services.AddSingleton<Envelope>();
        services.AddTransient(provider => new HangfireEntry(
            provider.GetRequiredService<HangfireRunner>(), provider.GetRequiredService<HangfireDatabase>(), provider.GetRequiredService<Envelope>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<IBackgroundJobClient>()));
        services.AddSingleton(provider => new HangfireRunner(
            schedules, provider.GetRequiredService<IRecurringJobManager>(), provider.GetRequiredService<IBackgroundJobClient>(),
            provider.GetRequiredService<JobStorage>(), provider.GetRequiredService<IJobHistory>()));
        services.AddSingleton<IJobRunner>(provider => provider.GetRequiredService<HangfireRunner>());
        // Hosted services start in this order: what is recorded needs its table, what runs needs to be listed.
        services.AddHostedService(provider => provider.GetRequiredService<HangfireDatabase>());
        services.AddSingleton(provider => new HostLog(provider.GetRequiredService<ILoggerFactory>()));
        // Said here and not in its configuration, which is one for the whole process, whoever made a host last.
        services.AddSingleton<JobStorage>(provider => new PostgreSqlStorage(provider.GetRequiredService<HangfireDatabase>(), Storage(claim ?? Claim)));
        services.AddSingleton<JobActivator>(provider => new AspNetCoreJobActivator(provider.GetRequiredService<IServiceScopeFactory>()));
        services.AddHangfire((provider, hangfire) => hangfire.UseLogProvider(provider.GetRequiredService<HostLog>())
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180).UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings());
        if (here) services.AddHostedService(provider => new Listing(provider.GetRequiredService<HangfireRunner>()));
        if (here) services.AddHangfireServer(Server);
        return services;
    }

    static PostgreSqlStorageOptions Storage(TimeSpan claim) => new()
    {
        SchemaName = HangfireDatabase.Schema, PrepareSchemaIfNecessary = false,
        // A running job renews its claim every fifth of this. With the default, a fixed half hour, a longer job is begun again while it runs,
        // each delivery cancels the one before, and it never ends.
        UseSlidingInvisibilityTimeout = true, InvisibilityTimeout = claim,
        // By default ten minutes: so long could a node that was killed inside the scheduler's lock stop every fire.
        DistributedLockTimeout = TimeSpan.FromSeconds(30),
        QueuePollInterval = Moment,
        // By default the program would start without its jobs and say nothing.
        AllowDegradedModeWithoutStorage = false,
        EnableTransactionScopeEnlistment = false,
        JobExpirationCheckInterval = TimeSpan.FromMinutes(10),
    };

    static void Server(BackgroundJobServerOptions server)
    {
        (server.WorkerCount, server.SchedulePollingInterval) = (4, Moment);
        (server.ShutdownTimeout, server.StopTimeout) = (TimeSpan.FromSeconds(10), Moment);
    }

    // The jobs share the server with the pages: a handful of connections is plenty for an alarm clock.
    static string Narrow(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = 16, ApplicationName = "jobs" }.ConnectionString;

    // A lock is the session's: no pool may keep it, and its loss is to be noticed while nothing is said on it.
    static string Holding(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, KeepAlive = 10, TcpKeepAlive = true, ApplicationName = "jobs at work" }.ConnectionString;
}

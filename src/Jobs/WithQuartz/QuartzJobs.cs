using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;
using Quartz;

namespace Activation.Jobs.WithQuartz;

/// <summary>Jobs on Quartz, clustered on PostgreSQL in schema <c>jobs</c>.</summary>
public static class QuartzJobs
{
    /// <summary>Registers the jobs, their <see cref="IJobRunner"/> and a hosted service that runs them from the moment the program has started until it stops.</summary>
    /// <param name="services">Where to; job types that are not registered yet become scoped.</param>
    /// <param name="schedules">Every job there is: what the database knows and this list does not is removed at the start.</param>
    /// <param name="connectionString">A database that answers when the host starts.</param>
    /// <param name="here">False on a node that runs none by itself: others do, or somebody by hand.</param>
    public static IServiceCollection AddQuartzJobs(this IServiceCollection services, IReadOnlyList<Schedule> schedules, string connectionString, bool here = true)
    {
        foreach (var job in schedules.Select(one => one.Job).Distinct()) services.TryAddScoped(job);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ => new JobsDatabase(NpgsqlDataSource.Create(Narrow(connectionString))));
        services.AddSingleton<IJobHistory>(provider => provider.GetRequiredService<JobsDatabase>().History);
        services.AddSingleton<Envelope>();
        services.AddSingleton(provider => new QuartzRunner(schedules, provider.GetRequiredService<ISchedulerFactory>(), provider.GetRequiredService<IJobHistory>()));
        services.AddSingleton<IJobRunner>(provider => provider.GetRequiredService<QuartzRunner>());
        // Hosted services start in this order: Quartz expects its schema to be there.
        services.AddHostedService(provider => provider.GetRequiredService<JobsDatabase>());
        services.AddQuartz(quartz => Configure(quartz, schedules, Narrow(connectionString)));
        if (!here) return services;
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        services.AddHostedService(provider => new UnlistedJobs(provider.GetRequiredService<QuartzRunner>(), provider.GetRequiredService<ILogger<UnlistedJobs>>()));
        return services;
    }

    static void Configure(IQuartzBuilder quartz, IReadOnlyList<Schedule> schedules, string connectionString)
    {
        quartz.ConfigureScheduler(options =>
        {
            options.InstanceName = "hub";
            options.InstanceId = $"{Environment.MachineName}-{Guid.NewGuid():N}";
        });
        quartz.UsePersistentStore(store =>
        {
            store.UsePostgres(connectionString);
            store.ConfigureStore(options =>
            {
                options.TablePrefix = "jobs.qrtz_";
                options.MisfireThreshold = TimeSpan.FromSeconds(5);
            });
            store.ProvisionSchema();
            store.UseClustering(options =>
            {
                options.CheckinInterval = TimeSpan.FromSeconds(2);
                options.CheckinMisfireThreshold = TimeSpan.FromSeconds(6);
            });
        });
        foreach (var schedule in schedules)
        {
            quartz.AddJob<QuartzEntry>(job => job.WithIdentity(schedule.Name).StoreDurably());
            // Cron triggers only: simple ones are replaced when a node starts, and then fire on each node.
            // Each start writes them anew, from the schedule's own next time on: in an hour that comes twice Quartz would take what has run in the first.
            quartz.AddTrigger((provider, trigger) => trigger.WithIdentity(schedule.Name).ForJob(schedule.Name).StartAt(Next(schedule, provider))
                .WithCronSchedule(schedule.Cron, cron => cron.InTimeZone(schedule.TimeZone)));
        }
    }

    static DateTimeOffset Next(Schedule schedule, IServiceProvider provider)
    {
        var now = provider.GetRequiredService<TimeProvider>().GetUtcNow();
        return schedule.NextAfter(now) ?? now;
    }

    // The jobs share the server with the pages: a handful of connections is plenty for an alarm clock.
    static string Narrow(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = 8, ApplicationName = "jobs" }.ConnectionString;
}

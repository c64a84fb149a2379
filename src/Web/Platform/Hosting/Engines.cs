using Activation.Jobs.WithQuartz;
using Activation.Store;
using Activation.Store.Postgres;
#if HANGFIRE
using Activation.Jobs.WithHangfire;
#endif
#if MARTEN
using Activation.Store.Marten;
#endif

namespace Activation.Web.Platform.Hosting;

/// <summary>What keeps the log and what wakes the jobs: chosen in the settings, among those that this program was built with.</summary>
static class Engines
{
    public const string Store = "Store:Engine", Jobs = "Jobs:Engine";

    const string Postgres = "postgres", Marten = "marten", Quartz = "quartz", Hangfire = "hangfire";

    public static void AddStoreEngine(this IServiceCollection services, string database, IConfiguration configuration)
    {
        var open = Opening(configuration[Store] ?? Postgres, database);
        services.AddSingleton<IStoreEngine>(provider => open(provider.GetRequiredService<EventTypes>(), provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<IEventStore>(provider => provider.GetRequiredService<IStoreEngine>());
    }

    /// <exception cref="WrongEngineException">There is none of that name.</exception>
    public static Func<EventTypes, ILoggerFactory, LogStore> Opening(string engine, string database) => engine switch
    {
        Postgres => (types, logs) => new PostgresEventStore(database, types, logger: logs.CreateLogger<PostgresEventStore>()),
#if MARTEN
        Marten => (types, logs) => new MartenEventStore(database, types, logger: logs.CreateLogger<MartenEventStore>()),
#endif
        _ => throw Missing(Store, engine, Postgres, Marten),
    };

    public static void AddJobs(this IServiceCollection services, string database, IConfiguration configuration)
    {
        var here = configuration.GetValue("Jobs", defaultValue: true);
        switch (configuration[Jobs] ?? Quartz)
        {
            case Quartz: services.AddQuartzJobs(Schedules.All, database, here); break;
#if HANGFIRE
            case Hangfire: services.AddHangfireJobs(Schedules.All, database, here); break;
#endif
            case var other: throw Missing(Jobs, other, Quartz, Hangfire);
        }
    }

    /// <summary>The engine's own pages, where it has any: nobody sees that they are there but who administers, in a session with two factors.</summary>
    public static void MapEngines(this WebApplication app)
    {
#if HANGFIRE
        if (app.Configuration[Jobs] == Hangfire) app.MapJobsDashboard(Access.Roles.Operating).WithMetadata(new Access.Unseen());
#endif
    }

    static WrongEngineException Missing(string setting, string engine, string own, string other) => new(engine == other
        ? $"{setting} is '{engine}', and this program was built without it: build it with ENGINES={engine}"
        : $"{setting} is '{engine}', which is no engine: there are '{own}' and '{other}'");
}

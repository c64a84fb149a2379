using System.Text.Json;
using Activation.Bench.Web;
using Activation.Domain.Members;
using Activation.Store;
using Activation.Store.Followers;
using Activation.Support;
using Activation.Web.Features.Nudges;
using Activation.Web.Features.People;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Hosting;
using Activation.Web.Platform.Mail;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Activation.Bench.Log;

/// <summary>The hub with its demo programme in this process, on a database server of its own, and any number of voters.</summary>
sealed class Town : IAsyncDisposable
{
    readonly WebApplication app;

    Town(WebApplication app, string database, ProgrammeView here, Guid[] open) => (this.app, Database, Here, Open) = (app, database, here, open);

    public string Database { get; }

    public ProgrammeView Here { get; }

    /// <summary>Initiatives that take votes, of no member below.</summary>
    public IReadOnlyList<Guid> Open { get; }

    /// <summary>Where its pages are.</summary>
    public Uri Address => new(app.Urls.First());

    public IEventStore Log => app.Services.GetRequiredService<IEventStore>();

    public ReadModels ReadModels => app.Services.GetRequiredService<ReadModels>();

    /// <summary>What the hub itself works with.</summary>
    public TService Of<TService>() where TService : notnull => app.Services.GetRequiredService<TService>();

    public Task<IReadOnlyList<T>> Column<T>(string sql) => Of<Views>().Everywhere.Column<T>(sql);

    public Task<IReadOnlyList<T>> Many<T>(string sql) where T : class => Of<Views>().Everywhere.Many<T>(sql);

    public Task<T> Value<T>(string sql) => Of<Views>().Everywhere.Value<T>(sql);

    /// <summary>Somebody whom the demo lets one step into.</summary>
    public async Task<Guid> Somebody(Role role) => (await Of<Views>().In(Here.Id).Column<Guid>(
        "select member from member where @role = any(roles) order by member limit 1", new { role = JsonNamingPolicy.SnakeCaseLower.ConvertName(role.ToString()) }))[0];

    /// <summary>Until the read models show all that was written, and the database knows how much there is, as it does of what has grown for years.</summary>
    public async Task Settle()
    {
        if (!await ReadModels.WaitFor(await Log.Head(), TimeSpan.FromMinutes(15))) throw new InvalidOperationException("The read models did not follow");
        await using var source = NpgsqlDataSource.Create(Database);
        await using var vacuum = source.CreateCommand("vacuum (analyze)");
        vacuum.CommandTimeout = 0;
        await vacuum.ExecuteNonQueryAsync();
    }

    /// <param name="without">Services that are left out of the hub.</param>
    public static Task<Town> Start(CancellationToken over, params Type[] without) => StartOn("postgres", over, without);

    /// <param name="engine">What keeps the log.</param>
    /// <param name="without">Services that are left out of the hub.</param>
    public static async Task<Town> StartOn(string engine, CancellationToken over, params Type[] without)
    {
        var database = await (await PostgresServer.StartOwn()).Fresh();
        var data = Directory.CreateTempSubdirectory("bench-").FullName;
        var settings = new HubSettings(data, database, 0, Demo: true, Repository.SeedData);
        // What runs by itself would do the work that is measured, or disturb it.
        var hub = Hub.Build(settings, database, ["--Jobs=false", "--Logging:LogLevel:Default=Warning", $"--Store:Engine={engine}"], services => Leave(services, without));
        await hub.StartAsync(over);
        var here = (await hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Crowd.Programme))!;
        var open = await hub.Services.GetRequiredService<Views>().In(here.Id).Column<Guid>(
            "select initiative from initiative where state in ('proposed', 'active') and not voting_closed and voting_until > now() + interval '1 day'");
        return new Town(hub, database, here, [.. open]);
    }

    static void Leave(IServiceCollection services, Type[] without)
    {
        foreach (var left in services.Where(service => without.Contains(service.ImplementationType)).ToList()) services.Remove(left);
    }

    /// <summary>Another node's nudges, with a carrier and words of their own.</summary>
    public NudgesDue Nudges(ICarrier carrier, LettersOf write) => new(
        Of<Views>(), ReadModels, Log, Of<ProgrammeDirectory>(), Of<NudgeFinder>(), Of<Turns>(), Of<NudgeActs>(),
        new NudgePost(ReadModels, Of<Knowledge>(), Of<NudgeTitles>(), write, Of<PeopleDirectory>(), Of<ProgrammeDirectory>(), Of<Printing>(), carrier, NullLogger<NudgePost>.Instance), Of<NudgeTeller>());

    /// <summary>What a core-team member who never was here before writes by.</summary>
    public Hand NewVoter() => new(
        app.Services.GetRequiredService<Streams>(), ReadModels, Here,
        new Actor(Guid.CreateVersion7(), Here.Municipalities[0].Municipality, new HashSet<Role> { Role.CoreTeam }, new HashSet<string>()),
        Here.Local(DateTimeOffset.UtcNow), Guid.CreateVersion7(), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}

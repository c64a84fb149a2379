using Activation.Store;
using Activation.Store.Followers;
using Activation.Support;
using Activation.Web.Platform;
using Activation.Web.Platform.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Activation.Web.Tests.Hosting;

/// <summary>The whole hub on a free port, on a database of its own.</summary>
public sealed class TestHub : IAsyncDisposable
{
    static readonly Lazy<Task<string>> Template = new(Sow);

    /// <summary>One for the whole run: every copy of the sown database knows the tokens that the first one wrote here.</summary>
    public static readonly string Data = Directory.CreateTempSubdirectory("hub-").FullName;

    readonly WebApplication app;

    TestHub(WebApplication app, string database) => (this.app, Database) = (app, database);

    /// <summary>Connection string of the database, for what looks at it from beside the hub.</summary>
    public string Database { get; }

    public Uri Address => new(app.Urls.First());

    public IServiceProvider Services => app.Services;

    /// <summary>Of every programme: a test looks behind the scenes.</summary>
    public Views Views => Services.GetRequiredService<Views>().Everywhere;

    public ReadModels ReadModels => Services.GetRequiredService<ReadModels>();

    public IEventStore Log => Services.GetRequiredService<IEventStore>();

    public Streams Streams => Services.GetRequiredService<Streams>();

    /// <summary>The demo programme with its history, in a copy that this fixture may change.</summary>
    public static async Task<TestHub> Sown(bool limits = true, params string[] configuration) =>
        await Start(await PostgresServer.CopyOf(await Template.Value), demo: true, Repository.SeedData, limits, configuration);

    /// <summary>The same, with something of a test's in the place of the world outside.</summary>
    public static async Task<TestHub> Sown(Action<IServiceCollection> outside, params string[] configuration) =>
        await Start(await PostgresServer.CopyOf(await Template.Value), demo: true, Repository.SeedData, limits: false, configuration, outside);

    /// <summary>No programme at all.</summary>
    public static async Task<TestHub> Empty(bool demo = true, params string[] configuration) =>
        await Start(await PostgresServer.FreshDatabase(), demo, configuration: configuration);

    /// <summary>The same as nobody has begun on it yet, with something of a test's in the place of the world outside.</summary>
    public static async Task<TestHub> Empty(Action<IServiceCollection> outside) => await Start(await PostgresServer.FreshDatabase(), demo: false, outside: outside);

    /// <summary>The same, as it runs behind a proxy that speaks https: nobody is stepped into there.</summary>
    /// <param name="address">What was given as <c>--public</c>.</param>
    public static async Task<TestHub> Public(Uri address, Action<IServiceCollection> outside, params string[] configuration) =>
        await Start(await PostgresServer.CopyOf(await Template.Value), demo: false, limits: false, configuration: configuration, outside: outside, address: address);

    /// <summary>On a database that a hub has been on before.</summary>
    /// <param name="seed">What it was started with; null for nothing.</param>
    public static Task<TestHub> On(string database, string? seed, params string[] configuration) => Start(database, demo: true, seed, limits: false, configuration: configuration);

    /// <summary>The same, with something of a test's in the place of the world outside.</summary>
    public static Task<TestHub> On(string database, string? seed, Action<IServiceCollection> outside, params string[] configuration) =>
        Start(database, demo: true, seed, limits: false, configuration: configuration, outside: outside);

    /// <summary>On a database that was put back, as it is served: by the lists that every hub of this run shares.</summary>
    public static Task<TestHub> PutBack(string database) => Start(database, demo: true, limits: false, holdsToLists: true);

    /// <summary>Somebody at a browser without script, not signed in.</summary>
    public Visitor Visitor(string language = "sv") => new(Address, language);

    /// <summary>One of the cast, signed in.</summary>
    public async Task<Visitor> As(string name, string language = "sv")
    {
        var visitor = Visitor(language);
        await visitor.StepInto(await PersonCalled(name));
        return visitor;
    }

    public async Task<Guid> PersonCalled(string name) =>
        await Views.Value<Guid>("select person from hub.person where name = @name", new { name });

    /// <summary>Returns when the read models show everything that is in the log.</summary>
    public async Task Settled()
    {
        var head = await Log.Head();
        Assert.That(await ReadModels.WaitFor(head, TimeSpan.FromSeconds(20)), Is.True, "the read models did not catch up");
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    static async Task<TestHub> Start(
        string database, bool demo, string? seed = null, bool limits = true, string[]? configuration = null, Action<IServiceCollection>? outside = null, Uri? address = null,
        bool holdsToLists = false)
    {
        var settings = new HubSettings(Data, database, 0, demo, seed, address) { HoldsToLists = holdsToLists };
        // What runs by itself runs in tests when they say so.
        var hub = new TestHub(Hub.Build(settings, database, ["--Jobs=false", "--Logging:LogLevel:Default=Warning", .. configuration ?? []], outside), database);
        // Nobody sends as fast as some tests do.
        if (!limits) hub.Services.GetRequiredService<IOptions<RateLimiterOptions>>().Value.GlobalLimiter = null;
        await hub.app.StartAsync();
        return hub;
    }

    static async Task<string> Sow()
    {
        var database = await PostgresServer.FreshDatabase();
        await using (var hub = await Start(database, demo: true, Repository.SeedData)) await hub.Settled();
        return database;
    }
}

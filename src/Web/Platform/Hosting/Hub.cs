using System.Text.Encodings.Web;
using System.Text.Unicode;
using Activation.Store;
using Activation.Store.Followers;
using Activation.Web.Features.Admin.Retention;
using Activation.Web.Features.Admin.Rules;
using Activation.Web.Features.Admin.Statements;
using Activation.Web.Features.Baseline;
using Activation.Web.Features.Board;
using Activation.Web.Features.Challenges;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Comments;
using Activation.Web.Features.Consents;
using Activation.Web.Features.Courses;
using Activation.Web.Features.Deeds;
using Activation.Web.Features.FirstRun;
using Activation.Web.Features.Goals;
using Activation.Web.Features.Happenings;
using Activation.Web.Features.Initiatives;
using Activation.Web.Features.Initiatives.Details;
using Activation.Web.Features.Invitations;
using Activation.Web.Features.Me;
using Activation.Web.Features.Members;
using Activation.Web.Features.Nudges;
using Activation.Web.Features.People;
using Activation.Web.Features.Points;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Queue;
using Activation.Web.Features.Rates;
using Activation.Web.Features.Scores;
using Activation.Web.Features.Stories;
using Activation.Web.Features.Walks;
using Activation.Web.Features.Webhooks;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Api;
using Activation.Web.Platform.Identity;
using Activation.Web.Platform.Live;
using Activation.Web.Platform.Mail;
using Activation.Web.Platform.Pages;
using Activation.Web.Platform.Pictures;
using Activation.Web.Platform.Privacy;
using Activation.Web.Platform.Seeding;
using Activation.Web.Platform.Simulation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.WebEncoders;
using Npgsql;

namespace Activation.Web.Platform.Hosting;

/// <summary>The hub, put together: the same for the program and for its tests.</summary>
public static class Hub
{
    /// <param name="settings">How it runs.</param>
    /// <param name="database">Connection string of a database that answers.</param>
    /// <param name="args">Configuration from the command line.</param>
    /// <param name="outside">What a test puts in the place of the world outside; null for the world.</param>
    public static WebApplication Build(HubSettings settings, string database, string[] args, Action<IServiceCollection>? outside = null)
    {
        // A line ends as the standard says: what a proxy in front takes for one request is never two to us.
        AppContext.SetSwitch("Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators", true);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args, ContentRootPath = AppContext.BaseDirectory, ApplicationName = typeof(Hub).Assembly.GetName().Name,
        });
        builder.WebHost.UseUrls(settings.Url).UseStaticWebAssets().ConfigureKestrel(kestrel => (kestrel.AddServerHeader, kestrel.Limits.MaxRequestBodySize) = (false, Limits.LargestForm));
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning)
            // The framework's own handlers repeat under our names what a sender wrote; what we have to say of it is said elsewhere.
            .AddFilter(typeof(DirectoryDoor).FullName, LogLevel.Error).AddFilter(typeof(TokenDoor).FullName, LogLevel.Warning)
            // The keys lie in the database beside what they protect; who can read the one can read the other.
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error).AddFilter("Quartz", LogLevel.Warning).AddFilter("Hangfire", LogLevel.Warning);
        builder.Services.AddSingleton<LoggerFactory>().AddSingleton<ILoggerFactory, DiscreetLogs>();
        // Whatever name a request comes by, only our own is answered: no poisoned links, no rebinding of names to the loopback address.
        builder.Configuration["AllowedHosts"] = $"127.0.0.1;localhost;[::1];{settings.Public?.Host}".TrimEnd(';');
        builder.Services.AddSingleton(settings);
        AddStore(builder.Services, database, builder.Configuration);
        AddProduct(builder.Services);
        builder.Services.AddMail(builder.Configuration);
        AddDoors(builder.Services, settings, builder.Configuration);
        builder.Services.AddIdentities(settings);
        AddPages(builder.Services, settings);
        builder.Services.AddApi();
        builder.Services.AddJobs(database, builder.Configuration);
        builder.Services.AddSignalR();
        builder.Services.AddSingleton<Watchers>().AddSingleton<Boards>().AddSingleton<Usher>().AddSingleton<LivePush>();
        builder.Services.AddHostedService(s => s.GetRequiredService<LivePush>());
        builder.Services.AddWebhooks();
        outside?.Invoke(builder.Services);
        var app = builder.Build();
        Pipeline.Map(app, settings);
        return app;
    }

    static void AddStore(IServiceCollection services, string database, IConfiguration configuration)
    {
        services.AddSingleton(EventNames.All());
        services.AddSingleton(_ => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database).ByServersClock()));
        services.AddStoreEngine(database, configuration);
        services.AddSingleton(s => new ReadModels(
            database, s.GetRequiredService<IEventStore>(), Listeners.Projections, logger: s.GetRequiredService<ILogger<ReadModels>>(),
            rowLock: Listeners.OneProgramme));
        services.AddSingleton<StoreLife>();
        services.AddHostedService(s => s.GetRequiredService<StoreLife>());
        services.AddSingleton<PutBack>().AddHostedService(s => s.GetRequiredService<PutBack>());
        services.AddSingleton<Sowings>().AddSingleton<Sower>();
        services.AddSingleton<SceneReading>().AddSingleton<Simulator>();
        services.AddHostedService<SimulationLife>();
        services.AddSingleton<WarmUp>();
    }

    static void AddProduct(IServiceCollection services)
    {
        services.AddSingleton<CameBy>().AddSingleton<Streams>();
        services.AddSingleton<Views>();
        services.AddSingleton<Texts>();
        services.AddSingleton<ProgrammeDirectory>();
        services.AddSingleton<MemberDirectory>();
        services.AddSingleton<PeopleDirectory>();
        services.AddSingleton<Inviting>().AddSingleton<InvitationDose>().AddSingleton<Beginning>().AddSingleton<DeedLinks>();
        services.AddSingleton<Drafts>();
        services.AddSingleton<Similar>();
        services.AddSingleton<InitiativeNumbers>();
        services.AddScoped<InitiativeList>().AddSingleton<Lineups>().AddSingleton<Searches>();
        services.AddSingleton<QueueList>();
        services.AddSingleton<GoalPlan>();
        services.AddSingleton<Mine>();
        services.AddValidators();
        services.AddSingleton<StageRates>().AddSingleton<StagePathways>().AddSingleton<StageClosing>().AddSingleton<Chronicle>().AddSingleton<SharedReads>().AddSingleton<Tallies>().AddSingleton<FactsMemory>();
        services.AddSingleton<Remarks>().AddSingleton<TalkReading>().AddSingleton<Mentions>().AddSingleton<ModerationList>().AddSingleton<OwnWords>().AddSingleton<Unsaying>();
        services.AddSingleton<Reading>().AddSingleton<Written>().AddSingleton<Happenings>();
        services.AddSingleton<ScoresQuery>().AddSingleton<MomentQuery>().AddSingleton<ChallengeQuery>().AddSingleton<Towns>().AddSingleton<ChallengeWords>().AddSingleton<Arrivals>().AddSingleton<BoardWords>();
        services.AddHostedService<ArrivalWatch>();
        services.AddNudges();
        services.AddSingleton<OwnKey>().AddSingleton<AddressMarks>().AddSingleton<AnswerSeal>().AddSingleton<Answers>().AddSingleton<BaselineResults>().AddSingleton<AskAll>().AddSingleton<AskedLetters>().AddSingleton<WaveTurn>();
        services.AddSingleton<Features.Journey.Tape>().AddSingleton<Features.Journey.StageDeeds>().AddSingleton<Features.Journey.Reels>().AddSingleton<Features.Journey.StageWords>();
        services.AddSingleton<NextStep>().AddSingleton<OwnFrame>();
        services.AddSingleton<Ledgers>().AddSingleton<Choosings>().AddSingleton<LadderQuery>().AddSingleton<Badging>().AddSingleton<BadgeNews>().AddHostedService<BadgeAward>();
        services.AddSingleton<Previews>().AddSingleton<PreviewRun>().AddHostedService(s => s.GetRequiredService<PreviewRun>());
        services.AddSingleton<TextRemoval>().AddSingleton<KeptWords>().AddSingleton<ErasedList>().AddSingleton<MaskedList>().AddSingleton<Erasures>().AddSingleton<AboutMe>();
        services.AddSingleton<Features.Admin.People.PeopleList>().AddSingleton<Features.Admin.People.Guests>().AddSingleton<Features.Admin.Security.RefusalList>().AddSingleton<Features.Admin.Audit.AuditList>()
            .AddSingleton<Features.Admin.Keys.KeyList>();
        services.AddSingleton<RetentionBook>().AddSingleton<WhatAges>().AddSingleton<RetentionRuns>();
        services.AddSingleton<ConsentBook>().AddSingleton<ConsentLinks>().AddSingleton<PublicNames>().AddSingleton<StatementBook>();
        services.AddSingleton<PictureTool>().AddSingleton<PictureStore>();
        services.AddSingleton<StoryShelf>().AddSingleton<InboxList>().AddSingleton<Opening>().AddSingleton<Adopting>().AddSingleton<WorkingTexts>().AddSingleton<NamedPeople>()
            .AddSingleton<StoryAddresses>().AddSingleton<LentNames>().AddSingleton<EarlierNames>();
        services.AddSingleton<StoryFeed>().AddSingleton<SharePictures>().AddSingleton<Borrowing>().AddSingleton<Lineage>();
        services.AddSingleton<WalkList>().AddSingleton<WalkSeats>().AddSingleton<Leaving>().AddSingleton<Deputies>().AddSingleton<AdministratorsTurn>().AddSingleton<WalkGuests>().AddSingleton<WalkLinks>().AddSingleton<WalkLetters>();
        services.AddSingleton<WorkShelf>().AddSingleton<TakingBack>().AddSingleton<WorkWords>();
        services.AddSingleton<IBoard, MomentBoard>().AddSingleton<IBoard, ScoresBoard>().AddSingleton<IBoard, CheerBoard>().AddSingleton<IBoard, TallyBoard>().AddSingleton<IBoard, TurnoutBoard>();
        services.AddSingleton<Bell>().AddSingleton<NudgeWords>().AddSingleton<NudgeTargets>().AddSingleton<ChoiceLinks>().AddSingleton<NudgeLinks>().AddSingleton<DigestReading>().AddSingleton<Digest>().AddSingleton<NudgeLetters>();
        services.AddSingleton<Features.Talks.TalkList>().AddSingleton<Features.Talks.UnheardList>().AddSingleton<Choices>().AddSingleton<Seeing>().AddSingleton<IBoard, BellBoard>();
    }

    static void AddDoors(IServiceCollection services, HubSettings settings, IConfiguration configuration)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<Visit>();
        services.AddScoped<IAuthorizationHandler, PermissionHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, Doorkeeper>();
        services.AddSingleton<SecurityLog>().AddHostedService(s => s.GetRequiredService<SecurityLog>());
        services.AddSchemes(settings, configuration);
        services.AddAuthorization(options =>
        {
            // What names no permission is closed, so that a forgotten one is noticed and not abused.
            options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build();
            options.AddPolicy(Roles.SignedIn, policy => policy.RequireAuthenticatedUser());
            options.AddPolicy(Roles.Operating, policy => policy.RequireAssertion(visit => visit.Resource is HttpContext here && here.Items[typeof(Standing)] is Standing { Administers: true, Strong: true }));
            foreach (var permission in Enum.GetValues<Permission>())
                options.AddPolicy(permission.ToString(), policy => policy.AddRequirements(new PermissionRequirement(permission)));
        });
        services.Configure<CookieTempDataProviderOptions>(notes => Cookies.Notes(notes, settings));
        services.AddAntiforgery(antiforgery => Cookies.Antiforgery(antiforgery, settings));
        services.AddHsts(Headers.OnlyByHttps);
        services.AddRateLimiter(Limits.Configure);
        services.AddDataProtection().SetApplicationName("Activation");
        services.AddOptions<KeyManagementOptions>().Configure<KeyRing>((keys, ring) => keys.XmlRepository = ring);
        services.AddSingleton<KeyRing>();
    }

    static void AddPages(IServiceCollection services, HubSettings settings)
    {
        services.AddScoped<Entrance>();
        services.Configure<RequestLocalizationOptions>(languages => RequestLanguage.Configure(languages, settings));
        // å stays å in the page; what could end a text or a tag is encoded all the same.
        services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddRazorPages(pages =>
        {
            pages.RootDirectory = "/Features";
            pages.Conventions.AddFolderRouteModelConvention("/", route => DemoOnly.Hide(route, settings));
        }).AddMvcOptions(mvc => mvc.Filters.AddService<Entrance>());
        services.AddOptions<MvcOptions>().Configure<Texts>((mvc, texts) => NotUnderstood.InTheReadersWords(mvc.ModelBindingMessageProvider, texts));
    }
}

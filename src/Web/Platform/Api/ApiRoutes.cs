using Activation.Web.Features.Api;

namespace Activation.Web.Platform.Api;

/// <summary>Everything that programs can ask for, on one page.</summary>
static class ApiRoutes
{
    public static void AddApi(this IServiceCollection services)
    {
        services.AddScoped<Caller>();
        services.AddSingleton<Depiction>();
        services.AddSingleton<Repeats>();
        services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        // Also at a desk: what cannot be read is the caller's to mend, told as a problem like any other.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = false);
        services.AddApiDocument();
        services.AddSingleton<Features.Demo.DemoTokens>();
    }

    public static void MapApi(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        var api = app.MapGroup("/api/v1/programmes");
        api.MapProgrammes();
        var here = api.MapGroup("/{programme}");
        here.MapScores();
        here.MapChallenges();
        here.MapBaseline();
        here.MapInitiatives();
        here.MapVotes();
        here.MapActivities();
        here.MapGoals();
        here.MapStories();
        here.MapComments();
        here.MapEvents();
    }
}

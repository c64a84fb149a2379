using Activation.Web.Platform.Access;
using Activation.Web.Platform.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Activation.Web.Platform.Identity;

/// <summary>A way in for each directory that is configured.</summary>
static class DirectorySchemes
{
    public const string NotKnown = "/sign-in/unknown";

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <summary>Somebody waits for the page meanwhile.</summary>
    static readonly HttpClient Asking = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>What a directory may call its refusal (RFC 6749, OpenID Connect).</summary>
    static readonly string[] Errors =
    [
        "access_denied", "invalid_request", "unauthorized_client", "unsupported_response_type", "invalid_scope", "server_error", "temporarily_unavailable",
        "interaction_required", "login_required", "account_selection_required", "consent_required",
    ];

    public static void AddDirectories(this AuthenticationBuilder doors, Directories directories, HubSettings settings)
    {
        doors.Services.AddSingleton(directories).AddSingleton<DirectoryLinks>();
        foreach (var one in directories.All)
            doors.AddOAuth<DirectoryOptions, DirectoryDoor>(Directories.Scheme(one), one.Name, options => Configure(options, one, settings));
    }

    static void Configure(DirectoryOptions options, DirectorySettings one, HubSettings settings)
    {
        var authority = one.Authority.AbsoluteUri.TrimEnd('/');
        options.Directory = one;
        options.Description = new(
            $"{authority}/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(Asking) { RequireHttps = !one.Authority.IsLoopback });
        (options.ClientId, options.ClientSecret, options.UsePkce) = (one.ClientId, one.ClientSecret, true);
        // Until the directory has told its own.
        (options.AuthorizationEndpoint, options.TokenEndpoint) = (authority, authority);
        options.CallbackPath = $"/sign-in/from/{one.Key}";
        (options.RemoteAuthenticationTimeout, options.BackchannelTimeout) = (Patience, Asking.Timeout);
        foreach (var scope in (string[])["openid", "email", "profile"]) options.Scope.Add(scope);
        Cookies.Correlation(options.CorrelationCookie, settings);
        options.Events = new OAuthEvents
        {
            OnTicketReceived = context => Welcome(context, one),
            OnRemoteFailure = Refuse,
        };
    }

    /// <summary>Where what is wrong with a directory is told; the framework's own words are not let through.</summary>
    public static ILogger Diary(HttpContext context) => context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(DirectorySchemes));

    static async Task Welcome(TicketReceivedContext context, DirectorySettings one)
    {
        var services = context.HttpContext.RequestServices;
        context.HandleResponse();
        var next = await services.GetRequiredService<DirectoryLinks>().Find(one, context.Principal!) is { } person
            ? await services.GetRequiredService<Entry>().Come(context.HttpContext, person, "directory", one.SecondFactor, context.ReturnUri ?? "/me")
            : null;
        if (next is null) services.GetRequiredService<SecurityLog>().Note(context.HttpContext, SecurityKinds.Directory);
        context.Response.Redirect(next ?? NotKnown);
    }

    static Task Refuse(RemoteFailureContext context)
    {
        Diary(context.HttpContext).LogWarning("A sign-in by directory was refused: {Kind}", Kind(context.Failure));
        context.HttpContext.RequestServices.GetRequiredService<SecurityLog>().Note(context.HttpContext, SecurityKinds.Directory);
        context.HandleResponse();
        context.Response.Redirect(NotKnown);
        return Task.CompletedTask;
    }

    /// <summary>
    /// The directory's own words name who it turned away, and whoever comes back with a state of theirs writes them: only what the standard calls it
    /// and what it was to us is written down.
    /// </summary>
    static string Kind(Exception? failure) => failure?.Data["error"] is string said
        ? Errors.FirstOrDefault(known => known == said) ?? "another error"
        : (failure?.InnerException ?? failure)?.GetType().Name ?? "no reason";
}

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
            new HttpDocumentRetriever { RequireHttps = !one.Authority.IsLoopback });
        (options.ClientId, options.ClientSecret, options.UsePkce) = (one.ClientId, one.ClientSecret, true);
        // Until the directory has told its own.
        (options.AuthorizationEndpoint, options.TokenEndpoint) = (authority, authority);
        options.CallbackPath = $"/sign-in/from/{one.Key}";
        options.RemoteAuthenticationTimeout = Patience;
        foreach (var scope in (string[])["openid", "email", "profile"]) options.Scope.Add(scope);
        Cookies.Correlation(options.CorrelationCookie, settings);
        options.Events = new OAuthEvents
        {
            OnTicketReceived = context => Welcome(context, one),
            OnRemoteFailure = Refuse,
        };
    }

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
        context.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(DirectorySchemes))
            .LogWarning(context.Failure, "A sign-in by directory was refused");
        context.HttpContext.RequestServices.GetRequiredService<SecurityLog>().Note(context.HttpContext, SecurityKinds.Directory);
        context.HandleResponse();
        context.Response.Redirect(NotKnown);
        return Task.CompletedTask;
    }
}

using Activation.Web.Platform.Hosting;
using Activation.Web.Platform.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Activation.Web.Platform.Access;

/// <summary>The ways in: people by a cookie, programs by a token. A request that brings a token is never judged by its cookie.</summary>
static class Schemes
{
    const string Either = "either";

    public static void AddSchemes(this IServiceCollection services, HubSettings settings, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<Tokens>();
        services.AddAuthentication(options =>
            {
                options.DefaultScheme = Either;
                options.DefaultSignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
                options.DefaultSignOutScheme = CookieAuthenticationDefaults.AuthenticationScheme;
            })
            .AddPolicyScheme(Either, null, either => either.ForwardDefaultSelector = context =>
                TokenDoor.IsAskedFor(context.Request) ? TokenDoor.Name : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddScheme<AuthenticationSchemeOptions, TokenDoor>(TokenDoor.Name, null)
            .AddCookie(cookie => Cookies.Session(cookie, settings))
            .AddDirectories(Directories.Read(configuration), settings);
    }
}

using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Platform.Hosting;

/// <summary>Every cookie there is. On the web they are bound to host and https; on the loopback address there is no certificate.</summary>
static class Cookies
{
    public static void Session(CookieAuthenticationOptions options, HubSettings settings)
    {
        Bind(options.Cookie, settings, "hub");
        options.LoginPath = "/sign-in";
        options.AccessDeniedPath = "/no-access";
        options.ReturnUrlParameter = "returnUrl";
        options.ExpireTimeSpan = TimeSpan.FromDays(14);
        options.SlidingExpiration = true;
    }

    public static void Antiforgery(AntiforgeryOptions options, HubSettings settings) => Bind(options.Cookie, settings, "form");

    public static void Notes(CookieTempDataProviderOptions options, HubSettings settings) => Bind(options.Cookie, settings, "note");

    static void Bind(CookieBuilder cookie, HubSettings settings, string name)
    {
        cookie.Name = settings.Https ? $"__Host-{name}" : name;
        cookie.Path = "/";
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = settings.Https ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }
}

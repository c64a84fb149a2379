using System.Runtime.ExceptionServices;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Identity;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;
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
        options.ExpireTimeSpan = Sessions.Idle;
        options.SlidingExpiration = true;
        options.Events.OnValidatePrincipal = context => Validate(context, settings);
        options.Events.OnRedirectToLogin = context => Turn(BackToTheForm(context), StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => Turn(context, StatusCodes.Status403Forbidden);
    }

    /// <summary>What a cookie is called: by its prefix a browser takes it from this very host over https alone, for all of its pages.</summary>
    public static string Named(HubSettings settings, string name) => settings.Https ? $"__Host-{name}" : name;

    /// <summary>Marks a session that was stepped into and not signed in to.</summary>
    public const string Invented = "invented";

    /// <summary>A cookie names a session; whether that is still open only the server knows.</summary>
    static async Task Validate(CookieValidatePrincipalContext context, HubSettings settings)
    {
        var sessions = context.HttpContext.RequestServices.GetRequiredService<Sessions>();
        try
        {
            var standing = Entry.SessionOf(context.Principal!) is { } session ? await sessions.Of(session) : null;
            // A hub that was a demo keeps its sessions: whoever was stepped into then is nobody now.
            if (standing is null || (!settings.Demo && context.Principal!.HasClaim(claim => claim.Type == Invented))) context.RejectPrincipal();
            else context.HttpContext.Items[typeof(Standing)] = standing;
        }
        catch (Exception e) when (Busy.Is(e))
        {
            // The page that tells of the outage asks who is there once more, and must get an answer: nobody.
            context.RejectPrincipal();
            context.HttpContext.Items[typeof(Busy)] = e;
        }
    }

    /// <summary>Who could not be asked about is no visitor either: the request is told to come again. The page that tells so is for anybody.</summary>
    public static Task TellOutage(HttpContext context, RequestDelegate next)
    {
        if (context.Items.Remove(typeof(Busy), out var failure) && context.Features.Get<IExceptionHandlerFeature>() is null)
            ExceptionDispatchInfo.Throw((Exception)failure!);
        return next(context);
    }

    /// <summary>Carries something from one step of signing in to the next.</summary>
    public static CookieOptions Passing(HubSettings settings, TimeSpan lasts) =>
        new() { Path = "/", HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = settings.Https, MaxAge = lasts };

    /// <summary>The language that somebody chose; it says nothing about who they are.</summary>
    public static CookieOptions Chosen(HubSettings settings)
    {
        var options = Passing(settings, TimeSpan.FromDays(365));
        options.IsEssential = true;
        return options;
    }

    /// <summary>Goes along to a directory and back; what is appended to its name tells one question from another.</summary>
    public static void Correlation(CookieBuilder cookie, HubSettings settings) => Bind(cookie, settings, "asked-there.");

    public static void Antiforgery(AntiforgeryOptions options, HubSettings settings) => Bind(options.Cookie, settings, "form");

    public static void Notes(CookieTempDataProviderOptions options, HubSettings settings) => Bind(options.Cookie, settings, "note");

    /// <summary>What is sent after the session ended cannot be sent again by asking for its address: back means to the page of the form.</summary>
    static RedirectContext<CookieAuthenticationOptions> BackToTheForm(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) return context;
        var form = request.GetTypedHeaders().Referer is { IsAbsoluteUri: true } page && page.Authority == request.Host.Value
            ? page.PathAndQuery
            : request.Path.Value;
        context.RedirectUri = $"{context.Options.LoginPath}?{context.Options.ReturnUrlParameter}={Uri.EscapeDataString(form ?? "/")}";
        return context;
    }

    /// <summary>People are shown a page, programs a status.</summary>
    static Task Turn(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (ForPrograms.Asks(context.Request)) context.Response.StatusCode = status;
        else context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }

    static void Bind(CookieBuilder cookie, HubSettings settings, string name)
    {
        cookie.Name = Named(settings, name);
        cookie.Path = "/";
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = settings.Https ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }
}

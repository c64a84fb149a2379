using Activation.Web.Features.Admin;
using Activation.Web.Features.Comments;
using Activation.Web.Features.Board;
using Activation.Web.Features.Courses;
using Activation.Web.Features.Journey;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Stories;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Api;
using Activation.Web.Platform.Identity;
using Activation.Web.Platform.Live;
using Microsoft.AspNetCore.HttpOverrides;

namespace Activation.Web.Platform.Hosting;

/// <summary>What a request passes, in order.</summary>
static class Pipeline
{
    public static void Map(WebApplication app, HubSettings settings)
    {
        if (settings.Https) app.UseForwardedHeaders(FromProxy());
        // An open socket is one request that lasts for hours.
        app.UseWhen(context => !context.Request.Path.StartsWithSegments(OwnPagesOnly.Path, StringComparison.OrdinalIgnoreCase), within => within.Use(Deadline.Begin));
        app.UseRequestLocalization();
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/error", SuppressDiagnosticsCallback = failed => Busy.IsEnoughWaited(failed.Exception) });
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.UseWhen(context => ForPrograms.Asks(context.Request), programs => programs.UseMiddleware<ApiProblems>());
        // Behind what begins an answer anew: a page that tells of a fault says it too.
        if (settings.Https) app.UseHsts();
        app.UseSafeHeaders();
        app.UseRouting();
        app.Use(Enter);
        app.UseAuthentication();
        app.Use(Cookies.TellOutage);
        app.UseOwnPagesOnly();
        app.UseSecondFactorGate();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.UseWhen(context => ForPrograms.Asks(context.Request), programs => programs.UseMiddleware<ApiGate>());
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorPages();
        // After a restart every screen comes back at once, a whole town hall from one address.
        app.MapHub<LiveHub>(OwnPagesOnly.Path).DisableRateLimiting();
        app.MapLivePoll();
        app.MapReel();
        app.MapHealth();
        app.MapEngines();
        app.MapStoryFiles();
        app.MapWorkFiles();
        app.MapPeopleLike();
        app.MapFirstTab();
        app.MapApi();
        if (settings.Demo) app.Logger.LogInformation("Demo: anyone on this machine may step into an invented person at /demo");
    }

    /// <summary>Below the address of a programme everything is read of that programme.</summary>
    static async Task Enter(HttpContext context, RequestDelegate next)
    {
        if (context.GetRouteValue("programme") is string slug && await context.RequestServices.GetRequiredService<ProgrammeDirectory>().Find(slug) is { } here)
        {
            Reach.Into(here.Id);
            context.Items[typeof(ProgrammeView)] = here;
        }

        await next(context);
    }

    /// <summary>Only a proxy on this machine is believed.</summary>
    static ForwardedHeadersOptions FromProxy() => new() { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
}

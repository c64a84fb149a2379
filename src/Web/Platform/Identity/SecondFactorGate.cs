using Activation.Web.Platform.Access;
using Activation.Web.Platform.Api;

namespace Activation.Web.Platform.Identity;

/// <summary>
/// Whoever administers a programme shows two factors, or gets no further than the page where the second one is set up; who has one already, a
/// passkey or an app, is asked to sign in with it. Judged for the whole hub and not page by page: an administrator's session is worth stealing
/// wherever it is. A token of an administrator counts when it was made in a session with two factors, so that it never gives more than its owner
/// could do signed in; one from before they administered anything is made anew.
/// </summary>
static class SecondFactorGate
{
    public const string Page = "/me/security/second";

    static readonly PathString[] Open = ["/me/security", "/sign-in", "/language", "/error", "/privacy", "/accessibility", "/lib", "/js", "/img"];

    public static void UseSecondFactorGate(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.Items[typeof(Standing)] is not Standing { LacksFactor: true } standing || context.GetEndpoint() is null || IsOpen(context)) await next();
        else if (TokenDoor.IsAskedFor(context.Request)) await new Problem(StatusCodes.Status403Forbidden, "api.weak-token").ExecuteAsync(context);
        else if (ForPrograms.Asks(context.Request) || !HttpMethods.IsGet(context.Request.Method)) context.Response.StatusCode = StatusCodes.Status403Forbidden;
        else context.Response.Redirect($"{await Next(context, standing)}?returnUrl={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}");
    });

    static async Task<string> Next(HttpContext context, Standing standing) =>
        await context.RequestServices.GetRequiredService<Accounts>().HasTwoFactors(standing.Person) ? "/sign-in" : Page;

    static bool IsOpen(HttpContext context) => Open.Any(path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));
}

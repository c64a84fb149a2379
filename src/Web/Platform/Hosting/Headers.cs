using Activation.Web.Platform.Access;
using Microsoft.AspNetCore.HttpsPolicy;
using Microsoft.AspNetCore.StaticAssets;

namespace Activation.Web.Platform.Hosting;

/// <summary>What every answer says about itself, and what no request may be.</summary>
static class Headers
{
    const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
        "manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /// <summary>A year, as the lists of browsers ask for. Names below ours are the municipality's as ours is: none of them is spoken to without https.</summary>
    public static void OnlyByHttps(HstsOptions options) => (options.MaxAge, options.IncludeSubDomains) = (TimeSpan.FromDays(365), true);

    public static void UseSafeHeaders(this WebApplication app) => app.Use(async (context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        context.Response.OnStarting(KeepNothing, context);
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), interest-cohort=()";
        if (!FromElsewhere(context.Request))
        {
            await next();
            return;
        }

        context.RequestServices.GetRequiredService<SecurityLog>().Note(context, SecurityKinds.OtherSite);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
    });

    /// <summary>
    /// Neither a browser nor what stands between keeps this answer. In the words that the framework writes wherever a form gets its token:
    /// over any others it would write them with a warning.
    /// </summary>
    public static void KeepNowhere(this HttpResponse response) => response.Headers.CacheControl = "no-cache, no-store";

    /// <summary>What somebody is shown who is signed in stays in no browser's store and in no proxy's; files that are the same for all do.</summary>
    static Task KeepNothing(object state)
    {
        var context = (HttpContext)state;
        if (context.User.Identity?.IsAuthenticated == true && context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            context.Response.KeepNowhere();
        return Task.CompletedTask;
    }

    /// <summary>A browser that says the request was made by another site may read, never write, whatever token it holds.</summary>
    static bool FromElsewhere(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)
        && (request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site" || HasForeignOrigin(request));

    // Older browsers say it only so. A form of ours may come with "null" where a privacy setting hides the origin: its token tells.
    static bool HasForeignOrigin(HttpRequest request) =>
        request.Headers.Origin.ToString() is { Length: > 0 } origin && origin != "null"
        && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
}

using Hangfire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Activation.Jobs.WithHangfire;

/// <summary>Hangfire's own pages.</summary>
public static class JobsDashboard
{
    /// <summary>Where they are.</summary>
    public const string Path = "/ops/jobs";

    // Their icon is an empty address of data. Colours of labels and cards stand in attributes; one sheet is put in by the script that draws the curves, and named here by its hash.
    const string Styles = "; style-src-attr 'unsafe-inline'; style-src-elem 'self' 'sha256-z7zcnw/4WalZqx+PrNaRnoeLz/G9WXuFqV1WCJ129sg='";

    /// <summary>Puts them behind a policy, to look at: what runs when is every programme's, and no one administrator's to remove. What the database is reached by is not
    /// shown. To the content policy of every page of the hub they add the few styles that are theirs.</summary>
    public static IEndpointConventionBuilder MapJobsDashboard(this IEndpointRouteBuilder endpoints, string policy)
    {
        var pages = endpoints.MapHangfireDashboardWithAuthorizationPolicy(
            policy, Path, new DashboardOptions { AppPath = "/", DisplayStorageConnectionString = false, DashboardTitle = "Jobs", IsReadOnlyFunc = _ => true });
        pages.Finally(page =>
        {
            var show = page.RequestDelegate!;
            page.RequestDelegate = context =>
            {
                context.Response.Headers.ContentSecurityPolicy = $"{context.Response.Headers.ContentSecurityPolicy}{Styles}".Replace("img-src 'self'", "img-src 'self' data:", StringComparison.Ordinal);
                return show(context);
            };
        });
        return pages;
    }
}

using Hangfire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Activation.Jobs.WithHangfire;

/// <summary>Hangfire's own pages.</summary>
public static class JobsDashboard
{
    /// <summary>Where they are.</summary>
    public const string Path = "/ops/jobs";

    /// <summary>Puts them behind a policy; what the database is reached by is not shown.</summary>
    public static IEndpointConventionBuilder MapJobsDashboard(this IEndpointRouteBuilder endpoints, string policy) =>
        endpoints.MapHangfireDashboardWithAuthorizationPolicy(
            policy, Path, new DashboardOptions { AppPath = "/", DisplayStorageConnectionString = false, DashboardTitle = "Jobs" });
}

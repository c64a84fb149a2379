using System.Reflection;
using Activation.Web.Tests.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Access;

/// <summary>Which pages read a day from their address.</summary>
static class DatedRoutes
{
    public static async Task<IReadOnlySet<string>> Of(TestHub hub)
    {
        var loader = hub.Services.GetRequiredService<PageLoader>();
        var dated = new HashSet<string>();
        foreach (var endpoint in hub.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page
                && (await loader.LoadAsync(page, EndpointMetadataCollection.Empty)).ModelTypeInfo!.GetProperty("AsOf")?.GetCustomAttribute<BindPropertyAttribute>() is { SupportsGet: true })
                dated.Add("/" + endpoint.RoutePattern.RawText);
        return dated;
    }
}

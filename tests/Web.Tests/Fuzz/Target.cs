using Activation.Web.Tests.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Fuzz;

/// <summary>An address of the hub with a method, and the names that it reads.</summary>
sealed record Target(string Method, RoutePattern Route, string? Handler, IReadOnlyList<string> Names)
{
    /// <summary>What ends the session of whoever sends it: the rest would be sent by nobody.</summary>
    static readonly string[] Leaving = ["Out", "CloseAll"];

    public bool ForPrograms => Route.RawText!.TrimStart('/').StartsWith("api/", StringComparison.Ordinal);

    public override string ToString() => $"{Method} /{Route.RawText!.TrimStart('/')} {Handler}";

    /// <summary>Everything that the hub answers, save what ends the sender's own session.</summary>
    public static async Task<IReadOnlyList<Target>> All(TestHub hub)
    {
        var loader = hub.Services.GetRequiredService<PageLoader>();
        var targets = new List<Target>();
        foreach (var endpoint in hub.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
                targets.AddRange(OfPage(endpoint.RoutePattern, await loader.LoadAsync(page, EndpointMetadataCollection.Empty)));
            else if (endpoint.RoutePattern.Parameters.Count > 0 || endpoint.RoutePattern.RawText!.StartsWith("/api", StringComparison.Ordinal))
                targets.AddRange((endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
                    .Select(method => new Target(method, endpoint.RoutePattern, null, ["after", "limit", "next", "state", "municipality", "stage", "asOf"])));
        }

        return targets;
    }

    static IEnumerable<Target> OfPage(RoutePattern route, CompiledPageActionDescriptor page)
    {
        string[] bound = [.. page.BoundProperties.SelectMany(property => NamesIn(property.BindingInfo?.BinderModelName ?? property.Name, property.ParameterType, 3)), "returnUrl", "q", "show"];
        yield return new Target("GET", route, null, bound);
        foreach (var handler in page.HandlerMethods.Where(handler => handler.HttpMethod != "Get" && !Leaving.Contains(handler.Name)))
            yield return new Target("POST", route, handler.Name, [.. bound, .. handler.Parameters.Select(parameter => parameter.Name)]);
    }

    static IEnumerable<string> NamesIn(string name, Type type, int depth)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Dictionary<,>)) return [$"{name}[manskligt]", $"{name}[]"];
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>)) return NamesIn($"{name}[0]", type.GetGenericArguments()[0], depth);
        if (depth == 0 || type.IsEnum || type.Namespace?.StartsWith("Activation.Web", StringComparison.Ordinal) != true) return [name];
        return type.GetProperties().Where(property => property.CanWrite).SelectMany(property => NamesIn($"{name}.{property.Name}", property.PropertyType, depth - 1));
    }
}

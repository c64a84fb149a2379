using System.Reflection;
using Activation.Domain.Members;
using Activation.Web.Platform.Access;
using Activation.Web.Tests.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Access;

/// <summary>One way into a programme: an address with a method, and the form when it is a page that takes one.</summary>
/// <param name="Needed">All the permissions that it names.</param>
sealed record Door(string Method, RoutePattern Route, string? Handler, bool ForPrograms, IReadOnlyList<Permission> Needed)
{
    /// <summary>What stands in an address that belongs to no programme: nothing that is there.</summary>
    static readonly Dictionary<string, string> Anything = new(StringComparer.Ordinal)
    {
        ["secret"] = "that-nobody-has", ["directory"] = "none", ["code"] = "404", ["documentName"] = "v1",
    };

    public bool Sends => Method is not "GET";

    public override string ToString() => $"{Method} /{Route.RawText?.TrimStart('/')}{(Handler is null ? "" : $"?handler={Handler}")}";

    /// <summary>Every door of a programme that the hub has.</summary>
    public static Task<IReadOnlyList<Door>> All(TestHub hub) => Those(hub, endpoint => endpoint.RoutePattern.GetParameter("programme") is not null);

    /// <summary>Every door that is in no programme and not open to everybody.</summary>
    public static Task<IReadOnlyList<Door>> Elsewhere(TestHub hub) => Those(hub, endpoint =>
        endpoint.RoutePattern.GetParameter("programme") is null && endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null);

    /// <summary>Every door that is open to everybody, but for the files that every page is drawn with.</summary>
    public static Task<IReadOnlyList<Door>> Open(TestHub hub) => Those(hub, endpoint =>
        endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null && endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null);

    static async Task<IReadOnlyList<Door>> Those(TestHub hub, Func<RouteEndpoint, bool> wanted)
    {
        var loader = hub.Services.GetRequiredService<PageLoader>();
        var doors = new List<Door>();
        foreach (var endpoint in hub.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (!wanted(endpoint)) continue;
            Permission[] needed = [.. endpoint.Metadata.GetOrderedMetadata<NeedsAttribute>().Select(needs => needs.Permission)];
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
                doors.AddRange(OfPage(endpoint.RoutePattern, await loader.LoadAsync(page, EndpointMetadataCollection.Empty), needed));
            else
                doors.AddRange((endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
                    .Select(method => new Door(method, endpoint.RoutePattern, null, endpoint.RoutePattern.RawText!.StartsWith("/api", StringComparison.Ordinal), needed)));
        }

        return doors;
    }

    /// <summary>Its address in a programme, with that programme's own things.</summary>
    /// <param name="swapped">Somebody else's, to be put in by name of the parameter.</param>
    public string In(Settlement there, IReadOnlyDictionary<string, string>? swapped = null)
    {
        var path = "/" + string.Join('/', Route.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternParameterPart parameter => swapped?.GetValueOrDefault(parameter.Name) ?? there.Thing(Route, Handler, parameter.Name) ?? Anything.GetValueOrDefault(parameter.Name)
                ?? throw new InvalidOperationException($"{this}: what stands for {parameter.Name} is to be said in the settlement"),
            _ => "",
        }))));
        return Handler is null ? path : $"{path}?handler={Handler}";
    }

    static IEnumerable<Door> OfPage(RoutePattern route, CompiledPageActionDescriptor page, Permission[] needed)
    {
        foreach (var handler in page.HandlerMethods)
        {
            // The part of a page that a script asks for by sending: there is nothing to look at.
            if (handler.HttpMethod == "Get" && page.ViewEnginePath == "/Activities/Level") continue;
            var also = handler.MethodInfo.GetCustomAttribute<AlsoNeedsAttribute>();
            yield return new Door(handler.HttpMethod.ToUpperInvariant(), route, handler.Name, false, also is null ? needed : [.. needed, also.Permission]);
        }
    }
}

using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace Activation.Web.Platform.Hosting;

/// <summary>Pages that exist in the demo only: outside of it they have no address at all.</summary>
static class DemoOnly
{
    static readonly string[] Folders = ["/Demo/", "/Look/"];

    public static void Hide(PageRouteModel route, HubSettings settings)
    {
        if (!settings.Demo && Folders.Any(folder => route.ViewEnginePath.StartsWith(folder, StringComparison.Ordinal))) route.Selectors.Clear();
    }
}

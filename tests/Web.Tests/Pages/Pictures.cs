using Activation.Support;
using Activation.Web.Tests.Hosting;
using Microsoft.Playwright;

namespace Activation.Web.Tests.Pages;

/// <summary>Pictures of the pages, taken while they are looked at, when somebody asks for them.</summary>
static class Pictures
{
    static readonly string? Folder = Environment.GetEnvironmentVariable("PICTURES");

    public static bool Wanted => !string.IsNullOrEmpty(Folder);

    public static async Task Take(IPage page, AppPage of, string how)
    {
        if (!Wanted) return;
        await page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, Folder!, $"{of.Name}-{how}.png"), FullPage = !of.IsWall });
    }
}

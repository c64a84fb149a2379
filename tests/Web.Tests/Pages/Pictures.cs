using Activation.Support;
using Activation.Web.Tests.Hosting;
using Microsoft.Playwright;

namespace Activation.Web.Tests.Pages;

/// <summary>Pictures of the pages, taken while they are looked at, when somebody asks for them.</summary>
static class Pictures
{
    static readonly string? Folder = Environment.GetEnvironmentVariable("PICTURES");

    public static bool Wanted => !string.IsNullOrEmpty(Folder);

    public static Task Take(IPage page, AppPage of, string how) => Take(page, $"{of.Name}-{how}", whole: !of.IsWall);

    /// <param name="whole">Also what one scrolls to.</param>
    public static async Task Take(IPage page, string name, bool whole = true)
    {
        if (!Wanted) return;
        await page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, Folder!, $"{name}.png"), FullPage = whole });
    }
}

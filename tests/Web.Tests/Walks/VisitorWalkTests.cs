using Activation.Web.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Activation.Web.Tests.Walks;

/// <summary>Somebody without an account: a neighbour, a journalist, the communicator's guest.</summary>
[Category("Browser")]
public sealed class VisitorWalkTests
{
    [Test]
    public async Task Without_an_account_one_reads_the_whole_way_and_meets_no_name()
    {
        await using var hub = await TestHub.Sown();
        await using var window = await Window.Open(hub);
        var (page, names) = (window.Page, await hub.NamesOfNobodysBusiness());
        await page.GotoAsync("/");
        await ReadsNoName(page, names);
        await page.Locator($"a[href='{Sown.Here}']").First.ClickAsync();
        await page.WaitForURLAsync($"**{Sown.Here}");
        await ReadsNoName(page, names);
        await page.Locator($"nav a[href='{Sown.Here}/initiatives']").First.ClickAsync();
        await ReadsNoName(page, names);
        await page.Locator(".ideas h3 a").First.ClickAsync();
        await Expect(page.GetByText("Logga in och rösta")).ToBeVisibleAsync();
        await ReadsNoName(page, names);
        await page.GotoAsync($"{Sown.Here}/board");
        await Expect(page.Locator("h1")).ToHaveCountAsync(1);
        await ReadsNoName(page, names);
        Assert.That(window.TakeFaults(), Is.Empty);
    }

    static async Task ReadsNoName(IPage page, IReadOnlyList<string> names)
    {
        var text = await page.ContentAsync();
        Assert.That(names.Where(name => text.Contains(name, StringComparison.Ordinal)), Is.Empty, page.Url);
    }
}

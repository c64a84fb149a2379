using Activation.Web.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace Activation.Web.Tests.Walks;

/// <summary>An administrator who tries other rules sees the result come without asking for it.</summary>
[Category("Browser")]
public sealed class PreviewWalkTests
{
    [Test]
    public async Task What_was_counted_comes_by_itself()
    {
        await using var hub = await TestHub.Sown();
        await using var elin = await Window.OpenAs(hub, Cast.Elin);
        await elin.Page.GotoAsync($"{Sown.Here}/admin/rules");
        await elin.Page.Locator("[name='Numbers[Weights.Breadth]']").FillAsync("0,5");
        await elin.Page.Locator("[name='Numbers[Weights.Doing]']").FillAsync("0,1");
        await elin.Page.Locator("#numbers button[type=submit]").Last.ClickAsync();
        await Expect(elin.Page.Locator("#preview form[action*=Confirm]")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        Assert.That(elin.TakeFaults(), Is.Empty);
    }
}

using Activation.Web.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Activation.Web.Tests.Walks;

/// <summary>Somebody plays the journey without a mouse, and ends in today.</summary>
[Category("Browser")]
public sealed class JourneyWalkTests
{
    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task It_is_played_with_the_keyboard_and_goes_on_live()
    {
        await using var window = await Window.Open(hub);
        var page = window.Page;
        await page.RunAndWaitForWebSocketAsync(() => page.GotoAsync($"{Sown.Here}/journey"));
        var (play, day, done) = (page.Locator("[data-j=play]"), page.Locator("[data-j=day]"), page.Locator("[data-j=done]"));
        await Expect(play).ToBeVisibleAsync();
        var (today, carriedOut) = (await day.TextContentAsync(), await done.TextContentAsync());
        var order = await Ranking(page);
        await page.Keyboard.PressAsync("Home");
        await Expect(done).ToHaveTextAsync("0");
        await Expect(page.Locator("circle.town.done")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("ArrowRight");
        Assert.That(page.Url, Does.Contain("asOf="));
        await page.Locator("[data-j=speed]").SelectOptionAsync("4");
        await day.EvaluateAsync("() => document.activeElement.blur()");
        await page.Keyboard.PressAsync("Space");
        await Expect(play).ToHaveAttributeAsync("aria-pressed", "true");
        await page.Keyboard.PressAsync("Space");
        await Expect(play).ToHaveAttributeAsync("aria-pressed", "false");
        await Expect(page.Locator("#announce")).Not.ToBeEmptyAsync();
        await page.Keyboard.PressAsync("End");
        await Expect(day).ToHaveTextAsync(today!);
        await Expect(done).ToHaveTextAsync(carriedOut!);
        Assert.That(await Ranking(page), Is.EqualTo(order), "the player's last step is not what the server drew");

        await Challenges.ArrivalTests.CarryOut(hub, 12);
        await Expect(done).ToHaveTextAsync($"{int.Parse(carriedOut!, System.Globalization.CultureInfo.InvariantCulture) + 1}", new() { Timeout = 10_000 });
        Assert.That(window.TakeFaults(), Is.Empty);
    }

    static async Task<IReadOnlyList<string>> Ranking(IPage page) =>
        await page.Locator("[data-j=ranking] tr").EvaluateAllAsync<string[]>("rows => rows.map((row) => row.dataset.key + ' ' + row.querySelector('[data-score]').textContent)");
}

using Activation.Web.Tests.Challenges;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Activation.Web.Tests.Walks;

/// <summary>When all have arrived, every open screen is glad about it: once, for a while, and without a sound.</summary>
[Category("Browser")]
public sealed class CheerWalkTests
{
    const int Soon = 15_000;

    TestHub hub;

    [SetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [TearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task The_garland_hangs_on_two_open_screens_and_on_each_of_them_once()
    {
        await ArrivalTests.ChallengeOfOneMore(hub);
        await using var wall = await Window.Open(hub, size: new() { Width = 1920, Height = 1080 });
        await using var desk = await Window.OpenAs(hub, Cast.Astrid);
        await wall.Page.RunAndWaitForWebSocketAsync(() => wall.Page.GotoAsync($"{Sown.Here}/board"));
        await desk.Page.RunAndWaitForWebSocketAsync(() => desk.Page.GotoAsync($"{Sown.Here}/goals"));
        var (onWall, onDesk) = (Garland(wall.Page), Garland(desk.Page));
        await Expect(onWall).ToHaveCountAsync(0);
        var deed = ArrivalTests.CarryOut(hub, 25);
        await Expect(onWall).ToBeVisibleAsync(new() { Timeout = Soon });
        var onWallAt = DateTimeOffset.UtcNow;
        await Expect(onDesk).ToContainTextAsync("Alla är ute och går!", new() { Timeout = Soon });
        var onDeskAt = DateTimeOffset.UtcNow;
        await deed;
        var doneAt = await hub.Views.Value<DateTimeOffset>("select max(carried_out_at) from activity");
        TestContext.Out.WriteLine($"from the deed to the wall {(onWallAt - doneAt).TotalMilliseconds:0} ms, to a desk {(onDeskAt - doneAt).TotalMilliseconds:0} ms");
        await Expect(wall.Page.Locator("[data-live-current]")).ToBeHiddenAsync();
        Assert.That(await LookedAt.ForAccess(desk.Page), Is.Empty);
        Assert.That(await Moving(desk.Page), Is.Zero, "it moves before somebody who asked for stillness");
        await desk.Page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.NoPreference });
        Assert.That(await Moving(desk.Page), Is.Not.Zero, "nothing would have moved anyway");
        await desk.Page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Stäng" }).ClickAsync();
        await Expect(onDesk).ToHaveCountAsync(0);

        await desk.Page.RunAndWaitForWebSocketAsync(() => desk.Page.GotoAsync(Sown.Here));
        await Expect(desk.Page.Locator("[data-live-challenge]").Last).ToBeVisibleAsync();
        await Expect(desk.Page.GetByText("nådd", new() { Exact = false }).First).ToBeVisibleAsync();
        await Expect(onDesk).ToHaveCountAsync(0);
        Assert.That(wall.TakeFaults().Concat(desk.TakeFaults()), Is.Empty);
    }

    static Task<int> Moving(IPage page) => Garland(page).EvaluateAsync<int>("garland => garland.getAnimations({ subtree: true }).length");

    static ILocator Garland(IPage page) => page.Locator("[data-cheers] .cheer");
}

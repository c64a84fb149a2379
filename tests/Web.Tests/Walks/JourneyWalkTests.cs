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
        Assert.That(await page.Locator("[data-j=baseline]").GetAttributeAsync("href"), Does.Contain("/baseline?asOf="));
        await page.Locator("[data-j=speed]").SelectOptionAsync("4");
        await day.EvaluateAsync("() => document.activeElement.blur()");
        await page.Keyboard.PressAsync("Space");
        await Expect(play).ToHaveAccessibleNameAsync("Pausa");
        await page.Keyboard.PressAsync("Space");
        await Expect(play).ToHaveAccessibleNameAsync("Spela upp");
        Assert.That(await play.GetAttributeAsync("aria-pressed"), Is.Null, "its name says it: it would be said twice");
        await Expect(page.Locator("#announce")).Not.ToBeEmptyAsync();
        await page.Keyboard.PressAsync("End");
        await Expect(day).ToHaveTextAsync(today!);
        await Expect(done).ToHaveTextAsync(carriedOut!);
        Assert.That(await Ranking(page), Is.EqualTo(order), "the player's last step is not what the server drew");

        await Challenges.ArrivalTests.CarryOut(hub, 12);
        await Expect(done).ToHaveTextAsync($"{int.Parse(carriedOut!, System.Globalization.CultureInfo.InvariantCulture) + 1}", new() { Timeout = 10_000 });
        Assert.That(window.TakeFaults(), Is.Empty);
    }

    [Test]
    public async Task The_table_follows_the_player_and_a_higher_speed_is_faster()
    {
        await using var window = await Window.Open(hub);
        var page = window.Page;
        await page.Clock.InstallAsync();
        await page.GotoAsync($"{Sown.Here}/journey");
        var (play, scrub, told) = (page.Locator("[data-j=play]"), page.Locator("#scrub"), page.Locator("#j-deeds"));
        await Expect(play).ToBeVisibleAsync();
        var (today, rows) = (await told.TextContentAsync(), await Deeds(page));
        await page.Keyboard.PressAsync("Home");
        await Expect(told).ToContainTextAsync("Nollmätning");
        await Expect(page.Locator(".line li").Nth(1)).ToHaveClassAsync("next");
        await scrub.FillAsync("12");
        await Expect(told).ToHaveTextAsync("Vad varje kommun har gjort hittills: Etapp 1, Gemensamt");
        await Expect(page.Locator(".line li").Nth(1)).ToHaveClassAsync("now");
        Assert.That(await Deeds(page), Has.Count.EqualTo(rows.Count).And.Not.EqualTo(rows));
        await page.Keyboard.PressAsync("End");
        await Expect(told).ToHaveTextAsync(today!);
        Assert.That(await Deeds(page), Is.EqualTo(rows), "the player's last step is not what the server drew");

        await page.Clock.PauseAtAsync(DateTime.UtcNow.AddMinutes(1));
        Assert.That((await Played("1"), await Played("4")), Is.EqualTo((2, 8)), "steps within two seconds less a little");
        Assert.That(window.TakeFaults(), Is.Empty);

        async Task<int> Played(string speed)
        {
            await page.Locator("[data-j=speed]").SelectOptionAsync(speed);
            await page.EvaluateAsync("() => document.activeElement.blur()");
            await page.Keyboard.PressAsync("Home");
            await page.Keyboard.PressAsync("Space");
            await page.Clock.RunForAsync(1_500);
            await page.Keyboard.PressAsync("Space");
            return int.Parse(await scrub.InputValueAsync(), System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    [Test]
    public async Task A_score_that_leaves_the_axis_of_the_page_is_drawn_on_the_axis_of_the_tape_and_its_band_says_what_the_server_said()
    {
        await using var window = await Window.Open(hub);
        var page = window.Page;
        await page.RouteAsync("**/journey.json*", async route =>
        {
            var answer = await route.FetchAsync();
            var reel = System.Text.Json.Nodes.JsonNode.Parse(await answer.TextAsync())!;
            (reel["axis"]!["from"], reel["axis"]!["to"]) = (-800, 200);
            await route.FulfillAsync(new() { ContentType = "application/json", Body = reel.ToJsonString() });
        });
        await page.GotoAsync($"{Sown.Here}/journey");
        var band = page.Locator("[data-j=ranking] tr .band").First;
        var said = await band.GetAttributeAsync("aria-label");
        Assert.That(said, Does.Contain("mellan"));
        await Expect(page.Locator("[data-j=play]")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("End");
        await Expect(page.Locator("[data-j=to]")).ToHaveTextAsync("200");
        await Expect(page.Locator("[data-j=from]")).ToHaveTextAsync("-800");
        await Expect(band).ToHaveAttributeAsync("aria-label", said!);
        var at = double.Parse((await band.Locator(".iv").GetAttributeAsync("d"))![1..].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.That(at, Is.InRange(160, 180), "where nought and a hundred are on it");
    }

    [Test]
    public async Task While_it_plays_the_whole_map_and_the_whole_ranking_stand_above_the_player()
    {
        await using var window = await Window.Open(hub);
        var page = window.Page;
        await Play(page);
        var (map, ranking, player) = (await Box(page, ".j-map .map"), await Box(page, ".j-rank table"), await Box(page, ".scrub-bar"));
        Assert.Multiple(() =>
        {
            Assert.That(map.Y + map.Height, Is.LessThan(player.Y), "the map");
            Assert.That(ranking.Y + ranking.Height, Is.LessThan(player.Y), "the ranking");
            Assert.That(ranking.X, Is.GreaterThan(map.X + map.Width), "beside each other");
        });
    }

    [Test]
    public async Task On_a_phone_the_player_is_one_row_while_it_plays_and_the_ranking_begins_below_the_map()
    {
        await using var window = await Window.Open(hub, size: Window.Phone);
        var page = window.Page;
        await Play(page);
        await page.Locator(".j-map .map").EvaluateAsync("map => map.scrollIntoView()");
        var (play, slider, map) = (await Box(page, "[data-j=play]"), await Box(page, "#scrub"), await Box(page, ".j-map .map"));
        var (player, third) = (await Box(page, ".scrub-bar"), await Box(page, ".j-rank tbody tr:nth-child(3)"));
        Assert.Multiple(() =>
        {
            Assert.That(slider.Y + slider.Height / 2, Is.EqualTo(play.Y + play.Height / 2).Within(4), "one row");
            Assert.That(map.Y + map.Height, Is.LessThan(player.Y), "the map");
            Assert.That(third.Y + third.Height, Is.LessThan(player.Y), "the first three");
        });
        await page.Locator("[data-j=play]").ClickAsync();
        await Expect(page.Locator("[data-j=back]")).ToBeVisibleAsync();
    }

    static async Task Play(IPage page)
    {
        await page.GotoAsync($"{Sown.Here}/journey");
        await Expect(page.Locator("[data-j=play]")).ToBeVisibleAsync();
        await page.Locator("[data-j=play]").ClickAsync();
        await Expect(page.Locator("[data-playing]")).ToHaveCountAsync(1);
    }

    static async Task<LocatorBoundingBoxResult> Box(IPage page, string part) => (await page.Locator(part).BoundingBoxAsync())!;

    static async Task<IReadOnlyList<string>> Deeds(IPage page) => await page.Locator("[data-j=deeds] tbody tr").EvaluateAllAsync<string[]>("rows => rows.map((row) => row.textContent.replace(/\\s+/gu, ' '))");

    static async Task<IReadOnlyList<string>> Ranking(IPage page) =>
        await page.Locator("[data-j=ranking] tr").EvaluateAllAsync<string[]>("rows => rows.map((row) => row.dataset.key + ' ' + row.querySelector('[data-score]').textContent)");
}

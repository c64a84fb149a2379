using Activation.Web.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Activation.Web.Tests.Walks;

/// <summary>The wall hangs in a foyer: it is read from afar, and whoever passes by sees both what happened and how all stand.</summary>
[Category("Browser")]
public sealed class BoardWalkTests
{
    /// <summary>
    /// Of the width: 1.7 % of a screen of 1.2 metres (55 inches) is a letter of 20 mm with its height of about 14. Five metres need 5000/350: one can read
    /// about as far as 350 times the height of a letter.
    /// </summary>
    const double LeastOfWidth = 0.017;

    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [TestCase(1920, 1080), TestCase(1280, 720)]
    public async Task Every_word_is_large_enough_to_be_read_at_five_metres_and_nothing_is_cut_off(int width, int height)
    {
        await using var window = await Window.Open(hub, size: new() { Width = width, Height = height });
        var page = window.Page;
        await page.GotoAsync($"{Sown.Here}/board");
        foreach (var turn in new[] { "deps", "rank" })
        {
            await page.EvaluateAsync("turn => { for (const box of document.querySelectorAll('[data-turn]')) box.toggleAttribute('data-away', !box.classList.contains(`wall-${turn}`)); }", turn);
            if (Environment.GetEnvironmentVariable("PICTURES") is { } folder) await page.ScreenshotAsync(new() { Path = $"{folder}/wall-{turn}-{width}.png" });
            var small = await page.EvaluateAsync<string[]>(Small, LeastOfWidth * width - 0.05);
            Assert.That(small, Is.Empty, $"{turn} at {width}");
        }

        Assert.That(await page.EvaluateAsync<string[]>(Cut), Is.Empty, "reaches beyond its box");
    }

    // As it comes out on the screen: what is drawn in a chart is scaled with it.
    const string Small = """
        (least) => {
          const found = [];
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let text = walker.nextNode(); text; text = walker.nextNode()) {
            const box = text.parentElement;
            if (!text.data.trim() || box.closest('.sr, script, template, [hidden]') || !box.checkVisibility({ visibilityProperty: true })) continue;
            const scale = box.ownerSVGElement ? box.getScreenCTM().a : 1;
            const size = parseFloat(getComputedStyle(box).fontSize) * scale;
            if (size < least) found.push(`${Math.round(size * 10) / 10}: ${text.data.trim()}`);
          }
          return found;
        }
        """;

    const string Cut = """
        () => [...document.querySelectorAll('.wall-fig, .wall-elva, .wall-rank tr, .wall-top, .wall-top > *')]
          .filter((box) => !box.closest('.sr') && box.checkVisibility() && (box.scrollWidth > box.clientWidth + 1 || box.getBoundingClientRect().right > innerWidth + 1 || box.getBoundingClientRect().bottom > innerHeight + 1))
          .map((box) => box.className + ' ' + box.textContent.replace(/\s+/gu, ' ').slice(0, 60))
        """;

    [TestCase(1920, 1080), TestCase(1620, 1080), TestCase(2160, 1080)]
    public async Task The_land_goes_on_to_the_edges_of_its_panel_with_and_without_a_challenge_below_it(int width, int height)
    {
        await using var window = await Window.Open(hub, size: new() { Width = width, Height = height });
        await window.Page.GotoAsync($"{Sown.Here}/board");
        foreach (var challenge in new[] { false, true })
        {
            await window.Page.EvaluateAsync("shown => { document.querySelector('.wall-elva').hidden = !shown; }", challenge);
            var beyond = await window.Page.EvaluateAsync<double[]>(Beyond);
            Assert.That(beyond, Has.Length.EqualTo(2).And.All.Positive, $"above and below, {(challenge ? "with" : "without")} a challenge");
        }
    }

    // In units of the map: how far the ground reaches above what the panel shows of it, and below.
    const string Beyond = """
        () => {
          const [panel, map] = [document.querySelector('.wall-map').getBoundingClientRect(), document.querySelector('.wall-map .map')];
          const [ground, within] = [map.querySelector('.land').getBBox(), map.getScreenCTM().inverse()];
          const at = (y) => new DOMPoint(panel.left, y).matrixTransform(within).y;
          return [at(panel.top) - ground.y, ground.y + ground.height - at(panel.bottom)];
        }
        """;

    [Test]
    public async Task How_all_stand_has_its_turn_however_much_happens_and_is_not_taken_away_unread()
    {
        await using var window = await Window.Open(hub, size: new() { Width = 1920, Height = 1080 });
        var page = window.Page;
        await page.Clock.InstallAsync();
        await page.GotoAsync($"{Sown.Here}/board");
        var (deeds, ranking) = (page.Locator(".wall-deps"), page.Locator(".wall-rank"));
        await Expect(deeds).ToBeVisibleAsync();
        await page.Clock.PauseAtAsync(DateTime.UtcNow.AddMinutes(1));
        await page.Clock.RunForAsync(40_000);
        var turns = new List<bool>();
        for (var second = 0; second < 90; second++)
        {
            await page.EvaluateAsync("key => document.dispatchEvent(new CustomEvent('live', { detail: { kind: 'moment', frame: { state: { departures: [{ key }] } } } }))", $"{second}");
            await page.Clock.RunForAsync(1_000);
            turns.Add(await ranking.IsVisibleAsync());
        }

        var read = Runs(turns).ToList();
        Assert.That(read, Has.Count.GreaterThanOrEqualTo(2), "the ranking never comes while things happen");
        Assert.That(read.Skip(1).SkipLast(1), Has.All.InRange(7, 9), "seconds that it is shown for");
    }

    [TestCase(true), TestCase(false)]
    public async Task On_a_phone_both_lists_stand_below_each_other_and_nothing_is_taken_away(bool scripts)
    {
        await using var window = await Window.Open(hub, size: new() { Width = 390, Height = 844 });
        if (!scripts) await window.Page.RouteAsync("**/*.js*", route => route.AbortAsync());
        await window.Page.GotoAsync($"{Sown.Here}/board");
        var (deeds, ranking) = (await window.Page.Locator(".wall-deps").BoundingBoxAsync(), await window.Page.Locator(".wall-rank").BoundingBoxAsync());
        Assert.That(ranking!.Y, Is.GreaterThanOrEqualTo(deeds!.Y + deeds.Height));
        Assert.That(ranking.Height, Is.GreaterThan(200));
    }

    static IEnumerable<int> Runs(IEnumerable<bool> turns)
    {
        var run = 0;
        foreach (var shown in turns.Append(false))
        {
            if (!shown && run > 0) yield return run;
            run = shown ? run + 1 : 0;
        }
    }
}

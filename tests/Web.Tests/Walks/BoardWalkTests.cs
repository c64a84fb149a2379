using Activation.Web.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Activation.Web.Tests.Walks;

/// <summary>The wall hangs in a foyer: whoever passes by sees both what happened and how all stand.</summary>
[Category("Browser")]
public sealed class BoardWalkTests
{
    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

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

using System.Diagnostics;
using System.Globalization;
using System.Net;
using Activation.Web.Tests.Api;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.Live;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Activation.Web.Tests.Faults;

/// <summary>A wall that nobody stands beside: whatever breaks, it comes back by itself and shows how it stands.</summary>
[TestFixture, Category("Long"), Category("Browser"), Platform("Linux")]
sealed class BoardComesBackTests
{
    const int Voters = 4;

    /// <summary>A line that is dead is noticed by its silence.</summary>
    const int Noticed = 60_000;

    /// <summary>A screen is held to five seconds after what was broken is back; a busy machine gets twice as long.</summary>
    static readonly TimeSpan Back = TimeSpan.FromSeconds(10);

    HubProgram hub = null!;

    [OneTimeSetUp]
    public async Task Begin() => hub = await HubProgram.Sown();

    [OneTimeTearDown]
    public async Task End() => await hub.DisposeAsync();

    [Test]
    public async Task A_wall_whose_network_was_gone_shows_what_has_happened_since()
    {
        await using var wall = await Window.Open(hub.Address);
        var line = await Line.Under(wall.Page);
        var before = await Hang(wall.Page);
        await line.Heard;
        await line.Cut(wall.Context);
        await Expect(wall.Page.Locator("[data-live-lost]")).ToBeVisibleAsync(new() { Timeout = Noticed });
        await Vote("support");
        await line.Mend(wall.Context);
        await IsBack(wall.Page, before, "network lost");
    }

    [Test]
    public async Task A_wall_whose_node_was_restarted_shows_what_has_happened_since()
    {
        await using var wall = await Window.Open(hub.Address);
        var before = await Hang(wall.Page);
        await hub.Kill();
        await Expect(wall.Page.Locator("[data-live-lost]")).ToBeVisibleAsync(new() { Timeout = Noticed });
        await hub.Start();
        await hub.Answers();
        await Vote("notNow");
        await IsBack(wall.Page, before, "node restarted");
    }

    /// <returns>How many events the wall tells of.</returns>
    static async Task<int> Hang(IPage page)
    {
        await page.RunAndWaitForWebSocketAsync(() => page.GotoAsync($"{Sown.Here}/board"));
        // Gone when the page is loaded again.
        await page.EvaluateAsync("window.hung = true");
        return await Told(page);
    }

    static async Task IsBack(IPage page, int before, string what)
    {
        var watch = Stopwatch.StartNew();
        while (await Told(page) < before + Voters && watch.Elapsed < Back) await Task.Delay(50);
        TestContext.Progress.WriteLine($"boards, {what}: true again after {watch.Elapsed.TotalSeconds:0.00} s");
        Assert.That(await Told(page), Is.GreaterThanOrEqualTo(before + Voters), what);
        await Expect(page.Locator("[data-live-lost]")).ToBeHiddenAsync();
        Assert.That(await page.EvaluateAsync<bool>("window.hung === true"), Is.True, "the page was loaded again");
    }

    static async Task<int> Told(IPage page) => int.Parse(
        string.Concat((await page.Locator("[data-live=events]").TextContentAsync())!.Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture);

    async Task Vote(string stance)
    {
        var people = (await hub.People("core")).Take(Voters).ToList();
        await using var open = hub.Database.CreateCommand(
            "select number from pages.initiative where state = 'proposed' and not voting_closed and voting_until > now() + interval '1 day' and proposer <> all($1) order by number limit 1");
        open.Parameters.Add(new() { Value = people.Select(one => one.Person).ToArray() });
        var number = (int)(await open.ExecuteScalarAsync())!;
        foreach (var one in people)
        {
            using var script = new Script(hub.Address, one.Token, "en");
            var reply = await script.Put($"initiatives/{number}/vote", $$"""{"stance":"{{stance}}"}""", Guid.NewGuid().ToString());
            Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.OK), reply.Text);
        }
    }
}

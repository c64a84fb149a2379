using System.Diagnostics;
using System.Globalization;
using Activation.Domain.Initiatives;
using Activation.Store;
using Activation.Web.Platform;
using Activation.Web.Platform.Look;
using Activation.Web.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Activation.Web.Tests.Live;

/// <summary>What one does in one window is seen in another without anybody touching it.</summary>
[Category("Browser")]
public sealed class LivePageTests
{
    /// <summary>Longer than any push takes on a busy machine, and far shorter than the time after which a quiet page asks by itself.</summary>
    const int Soon = 10_000;

    /// <summary>What is older than what is shown is believed after ten seconds.</summary>
    const int LongAfter = 20_000;

    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow()
    {
        hub = await TestHub.Sown();
        // A wall shows the last ten minutes: what was sown in this one would leave them some time during these tests.
        await hub.Views.Execute("delete from minute");
    }

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task A_vote_in_one_window_moves_the_numbers_in_the_others()
    {
        var number = (await hub.OpenTo(Cast.Cilla))[0];
        await using var voter = await Window.OpenAs(hub, Cast.Cilla);
        await using var reader = await Window.Open(hub);
        await using var wall = await Window.Open(hub);
        await voter.Page.GotoAsync(Sown.Initiative(number));
        await GoAndListen(reader.Page, Sown.Initiative(number));
        await GoAndListen(wall.Page, $"{Sown.Here}/board");
        var (voted, events) = (reader.Page.Locator("[data-live=voted]"), wall.Page.Locator("[data-live=events]"));
        var (votedBefore, eventsBefore) = (await Number(voted), await Number(events));
        var clock = Stopwatch.StartNew();
        var vote = voter.Page.GetByRole(AriaRole.Button, new() { Name = "Jag stödjer" }).ClickAsync();
        await Expect(voted).ToHaveTextAsync(Written(votedBefore + 1), new() { Timeout = Soon });
        TestContext.Out.WriteLine($"on the initiative's page after {clock.ElapsedMilliseconds} ms");
        await Expect(events).ToHaveTextAsync(Written(eventsBefore + 1), new() { Timeout = Soon });
        TestContext.Out.WriteLine($"on the wall after {clock.ElapsedMilliseconds} ms");
        await vote;
        Assert.That(reader.TakeFaults().Concat(wall.TakeFaults()), Is.Empty);
    }

    [Test]
    public async Task Who_comes_back_from_a_tunnel_sees_how_it_stands()
    {
        var number = (await hub.OpenTo(Cast.Henrik))[1];
        await using var reader = await Window.Open(hub);
        var line = await Line.Under(reader.Page);
        await GoAndListen(reader.Page, Sown.Initiative(number));
        var voted = reader.Page.Locator("[data-live=voted]");
        var before = await Number(voted);
        await line.Cut(reader.Context);
        var lost = reader.Page.Locator("[data-live-lost]");
        await Expect(lost).ToBeVisibleAsync();
        using (var henrik = await hub.As(Cast.Henrik)) await henrik.Send(Sown.Initiative(number), "button[value=Support]");
        Assert.That(await Number(voted), Is.EqualTo(before));
        var clock = Stopwatch.StartNew();
        await line.Mend(reader.Context);
        await Expect(voted).ToHaveTextAsync(Written(before + 1), new() { Timeout = Soon });
        await Expect(lost).ToBeHiddenAsync();
        TestContext.Out.WriteLine($"true again after {clock.ElapsedMilliseconds} ms");
    }

    [Test]
    public async Task A_screen_that_lost_the_hub_tries_again_before_five_seconds_are_over()
    {
        using var visitor = hub.Visitor();
        var script = await visitor.Client.GetStringAsync("/js/live.js");
        Assert.That(script, Does.Match(@"LONGEST_RETRY = [1-4]_\d{3};"));
    }

    [Test]
    public async Task What_is_older_than_what_is_shown_is_dropped()
    {
        var number = (await hub.OpenTo(Cast.Henrik))[0];
        await using var reader = await Window.Open(hub);
        var line = await Line.Under(reader.Page);
        await GoAndListen(reader.Page, Sown.Initiative(number));
        await line.Heard;
        var board = $"{Cast.Programme}/turnout/{number}";
        line.Say("turnout", board, 1_000_000, """{"voted":777}""");
        await Expect(reader.Page.Locator("[data-live=voted]")).ToHaveTextAsync("777");
        line.Say("turnout", board, 999_999, """{"voted":888}""");
        line.Say("turnout", board, 1_000_001, """{"comments":555}""");
        await Expect(reader.Page.Locator("[data-live=comments]")).ToHaveTextAsync("555");
        await Expect(reader.Page.Locator("[data-live=voted]")).ToHaveTextAsync("777");
    }

    /// <summary>As after a copy was put back: what the hub tells counts from further down than what was shown before.</summary>
    [Test]
    public async Task A_wall_takes_the_state_anew_when_the_log_has_gone_back()
    {
        await using var wall = await Window.Open(hub);
        var line = await Line.Under(wall.Page);
        await GoAndListen(wall.Page, $"{Sown.Here}/board");
        await line.Heard;
        var events = wall.Page.Locator("[data-live=events]");
        var before = await Number(events);
        line.Say("moment", $"{Cast.Programme}/moment", 1_000_000, """{"events":"777"}""");
        await Expect(events).ToHaveTextAsync("777");
        await line.Cut(wall.Context);
        await line.Mend(wall.Context);
        await Expect(events).Not.ToHaveTextAsync("777", new() { Timeout = LongAfter });
        Assert.That(await Number(events), Is.GreaterThanOrEqualTo(before), "what the hub says, and not nothing");
        using (var henrik = await hub.As(Cast.Henrik)) await henrik.Send(Sown.Initiative((await hub.OpenTo(Cast.Henrik))[2]), "button[value=Support]");
        await Expect(events).ToHaveTextAsync(Written(before + 1), new() { Timeout = Soon });
    }

    [Test]
    public async Task A_wall_that_hangs_for_days_draws_rows_and_rings_that_come_and_go()
    {
        await using var wall = await Window.Open(hub);
        var line = await Line.Under(wall.Page);
        await GoAndListen(wall.Page, $"{Sown.Here}/board");
        await line.Heard;
        var (board, rows) = ($"{Cast.Programme}/scores", wall.Page.Locator("[data-live-list=scores] tr"));
        var (arc, part) = (wall.Page.Locator("[data-live-ring=topOutcome] .val"), wall.Page.Locator("[data-live-ring=topOutcome] small"));
        const string Row = """ "count":"57","low":"10","high":"90","mark":"47","middle":"60"} """;
        const string None = """{"percent":"–","length":"0","low":"0","spread":"0","label":"Inget än","part":"Inget än"}""";
        const string Half = """{"percent":"50 %","length":"50","low":"40","spread":"20","label":"50 %","part":"1 av 2"}""";
        line.Say("scores", board, 1_000_000, $$"""{"rows":[{"key":"new","name":"Nykomling","score":"71","label":"71 (60–80)",{{Row}},{"key":"klippan","name":"Klippan","score":"50","label":"50 (40–60)",{{Row}}],"completion":{{Half}},"topOutcome":{{None}}}""");
        await Expect(rows).ToHaveTextAsync(["Nykomling7157", "Klippan5057"]);
        await Expect(rows.First.Locator(".band")).ToHaveAttributeAsync("aria-label", "71 (60–80)");
        await Expect(rows.First.Locator(".iv")).ToHaveAttributeAsync("d", "M10 12H90");
        await Expect(arc).ToHaveAttributeAsync("display", "none");
        line.Say("scores", board, 1_000_001, $$"""{"rows":[],"completion":{{Half}},"topOutcome":{{Half}}}""");
        await Expect(rows).ToHaveCountAsync(0);
        await Expect(arc).ToHaveAttributeAsync("display", "inline");
        await Expect(part).ToHaveTextAsync("1 av 2");
        line.Say("scores", board, 1_000_002, $$"""{"rows":[{"key":"new","name":"Nykomling","score":"72","label":"72",{{Row}}],"completion":{{Half}},"topOutcome":{{Half}}}""");
        await Expect(rows).ToHaveTextAsync(["Nykomling7257"]);
        Assert.That(wall.TakeFaults(), Is.Empty);
    }

    [Test]
    public async Task What_a_deed_belongs_to_is_said_anew_on_an_open_overview_when_it_is_called_otherwise()
    {
        await using var reader = await Window.Open(hub);
        await GoAndListen(reader.Page, Sown.Here);
        var row = reader.Page.Locator(".deps li:has(a + small)").First;
        var key = await row.GetAttributeAsync("data-key");
        var number = int.Parse((await row.Locator("a").GetAttributeAsync("href"))!.Split('/')[^1], CultureInfo.InvariantCulture);
        var initiative = await hub.Views.Value<Guid>("select initiative from initiative join programme p using (programme) where p.slug = @Programme and number = @number", new { Cast.Programme, number });
        var (here, stream) = (await hub.Programme(), StreamNames.Initiative(initiative).Name);
        await hub.Log.Append(new Append(
            Guid.CreateVersion7(), here.Id, null, stream, (await hub.Log.ReadStream(stream)).Count, DateTimeOffset.UtcNow,
            [new InitiativeReworded(initiative, "Så heter det nu", "Mer", [], [], [])]));
        await Expect(row.Locator("small").Last).ToHaveTextAsync("Så heter det nu", new() { Timeout = Soon });
        Assert.That(await row.GetAttributeAsync("data-key"), Is.EqualTo(key), "the row that stood there");
    }

    [Test]
    public async Task An_overview_that_was_opened_before_there_was_a_ranking_shows_the_first_one_as_it_comes()
    {
        var town = await OnePlace.Enrolled(hub, 4);
        await using var reader = await Window.Open(hub);
        await GoAndListen(reader.Page, town.Path);
        var (rows, empty) = (reader.Page.Locator("[data-live-list=scores] tr"), reader.Page.Locator("section[aria-labelledby=engagement] .empty"));
        await Expect(empty).ToBeVisibleAsync();
        await Expect(rows).ToHaveCountAsync(0);
        await town.Enrol(hub);
        await Expect(rows).ToHaveCountAsync(1, new() { Timeout = Soon });
        await Expect(rows.First).ToBeVisibleAsync();
        await Expect(rows.First).ToContainTextAsync(OnePlace.Name);
        await Expect(empty).ToBeHiddenAsync();
        Assert.That(reader.TakeFaults(), Is.Empty);
    }

    [Test]
    public async Task A_screen_that_may_not_watch_any_longer_says_so_and_not_that_the_line_broke()
    {
        var number = await hub.Views.Value<int>(
            "select number from initiative where state = 'active' and voting_until < now() and municipality = 'svalov' limit 1");
        await using var reader = await Window.Open(hub, "da");
        var line = await Line.Under(reader.Page);
        await GoAndListen(reader.Page, Sown.Initiative(number));
        await line.Heard;
        var ended = reader.Page.Locator("[data-live-ended]");
        await Expect(ended).ToBeHiddenAsync();
        using (var iris = await hub.As(Cast.Iris))
            await iris.Send(Sown.Initiative(number), "form[action*=ReopenVoting] button", ("VotingUntil", Sown.Day(7)));
        await Expect(ended).ToBeVisibleAsync(new() { Timeout = Soon });
        await Expect(ended).ToContainTextAsync("må ikke længere");
    }

    static async Task GoAndListen(IPage page, string path) =>
        await page.RunAndWaitForWebSocketAsync(() => page.GotoAsync(path));

    static async Task<int> Number(ILocator locator) =>
        int.Parse(string.Concat((await locator.TextContentAsync())!.Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture);

    static string Written(int number) => Figures.Number(number);
}

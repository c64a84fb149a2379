using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Activation.Web.Features.Journey;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Journey;

/// <summary>The programme's history in one answer, whose last step is today as every other page shows it.</summary>
public sealed class JourneyTests
{
    const string Page = $"{Sown.Here}/journey", File = $"{Sown.Here}/journey.json";

    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task The_last_step_is_what_the_overview_shows_live()
    {
        using var visitor = hub.Visitor();
        var reel = (await Reel(visitor)).RootElement;
        var live = (await visitor.Get(Sown.Here)).All("[data-live-list=scores] tr").Select(row => $"{row.GetAttribute("data-key")} {row.QuerySelector("[data-score]")!.TextContent}").ToList();
        var told = reel.GetProperty("rows").EnumerateArray()
            .Select(row => (Key: row.GetProperty("key").GetString(), Score: Unwound(row.GetProperty("score"))[^1])).Where(row => row.Score is not null)
            .OrderByDescending(row => row.Score).Select(row => $"{row.Key} {Math.Round(row.Score!.Value / 1000.0, MidpointRounding.AwayFromZero)}").ToList();
        Assert.That(told, Is.EqualTo(live));
        var done = reel.GetProperty("done").EnumerateArray().Sum(town => Unwound(town)[^1]);
        Assert.That(done, Is.EqualTo(await hub.Views.Value<int>("select count(*)::int from activity where state = 'carried_out'")));
        var page = await visitor.Get(Page);
        Assert.That(page.All("[data-j=ranking] tr").Select(row => $"{row.GetAttribute("data-key")} {row.QuerySelector("[data-score]")!.TextContent}"), Is.EqualTo(live));
    }

    [Test]
    public async Task It_is_one_small_answer_that_is_not_sent_twice()
    {
        using var visitor = hub.Visitor();
        using var request = new HttpRequestMessage(HttpMethod.Get, File);
        request.Headers.AcceptEncoding.ParseAdd("gzip");
        using var answer = await visitor.Client.SendAsync(request);
        var packed = await answer.Content.ReadAsByteArrayAsync();
        TestContext.Out.WriteLine($"{packed.Length} bytes packed for {Unwound((await Reel(visitor)).RootElement.GetProperty("days")).Count} steps");
        Assert.That(answer.Content.Headers.ContentEncoding, Is.EqualTo(new[] { "gzip" }));
        await using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        Assert.That(JsonDocument.Parse(gzip).RootElement.TryGetProperty("towns", out _), Is.True);
        using var again = new HttpRequestMessage(HttpMethod.Get, File);
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        Assert.That((await visitor.Client.SendAsync(again)).StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
    }

    [Test]
    public async Task The_first_step_knows_nothing_of_what_came_later()
    {
        using var visitor = hub.Visitor();
        var page = await visitor.Get($"{Page}?step=0");
        Assert.Multiple(() =>
        {
            Assert.That(page.One("[data-j=done]").TextContent, Is.EqualTo("0"));
            Assert.That(page.All("circle.town.done"), Is.Empty);
            Assert.That(page.One("[data-j=then]").HasAttribute("hidden"), Is.False);
        });
    }

    [TestCase("i går", "ingen dag"), TestCase("2099-01-01", "inte kommit än"), TestCase("1970-01-01", "Resan började"), TestCase("2026-02-30", "ingen dag")]
    [TestCase("<script>", "ingen dag"), TestCase("\u0000", "ingen dag")]
    public async Task A_day_that_cannot_be_shown_is_answered_in_words(string asOf, string said)
    {
        using var visitor = hub.Visitor();
        var page = await visitor.Get($"{Page}?asOf={Uri.EscapeDataString(asOf)}");
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(page.One(".note[role=status]").TextContent, Does.Contain(said));
    }

    [Test]
    public async Task Any_day_shows_the_week_that_it_lies_in()
    {
        using var visitor = hub.Visitor();
        var days = Unwound((await Reel(visitor)).RootElement.GetProperty("days"));
        var asked = DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays(days[9]!.Value + 1);
        var page = await visitor.Get($"{Page}?asOf={asked:yyyy-MM-dd}");
        Assert.That(page.One("#scrub").GetAttribute("value"), Is.EqualTo("10"));
    }

    [Test]
    public async Task Every_stage_is_a_stop_with_what_each_municipality_did()
    {
        using var visitor = hub.Visitor();
        var page = await visitor.Get(Page);
        var stop = page.All(".line a").Single(link => link.TextContent.Contains("Etapp 1", StringComparison.Ordinal)).GetAttribute("href")!;
        var then = await visitor.Get(stop);
        var rows = then.One("#j-deeds").Closest("section")!.QuerySelectorAll("tbody tr");
        Assert.That(rows.Select(row => row.QuerySelector("th")!.TextContent).First(), Is.EqualTo("Helsingborg"));
        Assert.That(rows.Sum(row => int.Parse(row.QuerySelectorAll("td")[1].TextContent, System.Globalization.CultureInfo.InvariantCulture)), Is.EqualTo(62));
        Assert.That(then.Text, Does.Contain("Sedan kommer Etapp 2"));
    }

    [Test]
    public async Task A_stop_tells_of_its_day_and_of_nothing_later()
    {
        using var visitor = hub.Visitor();
        var days = Unwound((await Reel(visitor)).RootElement.GetProperty("days"));
        foreach (var step in new[] { 2, days.Count / 2 })
        {
            var page = await visitor.Get($"{Page}?step={step}");
            var told = page.One("#j-deeds").Closest("section")!.QuerySelectorAll("tbody tr")
                .Sum(row => int.Parse(row.QuerySelectorAll("td")[1].TextContent, System.Globalization.CultureInfo.InvariantCulture));
            Assert.That(told, Is.LessThanOrEqualTo(int.Parse(page.One("[data-j=done]").TextContent, System.Globalization.CultureInfo.InvariantCulture)), $"step {step}");
        }
    }

    [Test]
    public async Task What_happens_now_is_on_the_next_tape_and_what_is_over_is_not_read_again()
    {
        var here = (await hub.Services.GetRequiredService<Features.Programmes.ProgrammeDirectory>().Find(Cast.Programme))!;
        Web.Platform.Reach.Into(here.Id);
        var (tape, today) = (hub.Services.GetRequiredService<Tape>(), here.Today(DateTimeOffset.UtcNow));
        var before = await tape.Of(here, today);
        using var astrid = await hub.As(Cast.Astrid);
        await Proposal.Send(astrid, "En som räknas i dag", Proposal.ConcretePlan);
        var after = await tape.Of(here, today);
        Assert.Multiple(() =>
        {
            Assert.That(after[^1].Initiatives, Is.EqualTo(before[^1].Initiatives + 1), "today is read anew");
            Assert.That(after.SkipLast(1).Zip(before).All(pair => ReferenceEquals(pair.First.Counts, pair.Second.Counts)), Is.True, "what is over is not");
        });
    }

    static async Task<JsonDocument> Reel(Visitor visitor) => JsonDocument.Parse(await visitor.Client.GetStringAsync(new Uri(File, UriKind.Relative)));

    static IReadOnlyList<int?> Unwound(JsonElement changes)
    {
        var before = 0;
        return [.. changes.EnumerateArray().Select(change => change.ValueKind == JsonValueKind.Null ? (int?)null : before += change.GetInt32())];
    }
}

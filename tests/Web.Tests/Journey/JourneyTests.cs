using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Journey;
using Activation.Web.Tests.Hosting;
using Dapper;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Journey;

/// <summary>The programme's history in one answer, whose last step is today as every other page shows it.</summary>
public sealed partial class JourneyTests
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

    [Test]
    public async Task On_the_first_day_no_town_is_filled_on_any_map()
    {
        var here = (await hub.Services.GetRequiredService<Features.Programmes.ProgrammeDirectory>().Find(Cast.Programme))!;
        var first = DateAsked.Written((await hub.Services.GetRequiredService<Features.Chronicle.Chronicle>().FirstDay(here))!.Value);
        using var visitor = hub.Visitor();
        foreach (var page in new[] { $"{Sown.Here}?asOf={first}", $"{Sown.Here}/board?asOf={first}", $"{Page}?step=0" })
        {
            var sheet = await visitor.Get(page);
            Assert.That((sheet.All("circle.town").Count, sheet.All("circle.town.done").Count), Is.EqualTo((11, 0)), page);
        }
    }

    [TestCase("i går", "ingen dag"), TestCase("2099-01-01", "inte kommit än"), TestCase("1970-01-01", "Resan började"), TestCase("2026-02-30", "ingen dag")]
    [TestCase("<script>", "ingen dag"), TestCase("\u0000", "ingen dag")]
    public async Task A_day_that_cannot_be_shown_is_answered_in_words(string asOf, string said)
    {
        using var visitor = hub.Visitor();
        var page = await visitor.Get($"{Page}?asOf={Uri.EscapeDataString(asOf)}");
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.BadRequest), "as every other page answers it");
        Assert.That(page.One(".note[role=status]").TextContent, Does.Contain(said));
    }

    [Test]
    public async Task Any_day_is_a_step_of_its_own_as_every_other_page_tells_it()
    {
        using var visitor = hub.Visitor();
        var days = Unwound((await Reel(visitor)).RootElement.GetProperty("days"));
        var wednesday = DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays(days[^9]!.Value);
        // The last day of a stage may be one, and is a step whoever asks.
        while (wednesday.DayOfWeek != DayOfWeek.Wednesday || days.Contains(wednesday.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber)) wednesday = wednesday.AddDays(1);
        var address = $"?asOf={DateAsked.Written(wednesday)}";
        var (page, scores) = (await visitor.Get(Page + address), await visitor.Get($"{Sown.Here}/scores{address}"));
        var here = (await hub.Services.GetRequiredService<Features.Programmes.ProgrammeDirectory>().Find(Cast.Programme))!;
        var counted = await hub.Services.GetRequiredService<Features.Chronicle.Chronicle>().Counts(here, [wednesday]);
        Assert.Multiple(() =>
        {
            Assert.That(page.One("#j-day").TextContent, Is.EqualTo(wednesday.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("sv-SE"))));
            Assert.That(
                page.All("[data-j=ranking] tr").Select(row => $"{row.QuerySelector("th")!.TextContent} {row.QuerySelector("[data-score]")!.TextContent}"),
                Is.EqualTo(scores.All(".scores-t tbody tr").Select(row => $"{row.QuerySelector("th")!.TextContent.Trim()} {row.QuerySelector("td strong")!.TextContent}")));
            Assert.That(page.One("[data-j=done]").TextContent, Is.EqualTo($"{counted.Sum(count => count.CarriedOut)}"));
            Assert.That(page.One("[data-j=initiatives]").TextContent, Is.EqualTo($"{counted.Sum(count => count.Initiatives)}"));
        });
        var reel = JsonDocument.Parse(await visitor.Client.GetStringAsync(new Uri(page.One("[data-journey]").GetAttribute("data-journey")!, UriKind.Relative)));
        Assert.That(Unwound(reel.RootElement.GetProperty("days"))[int.Parse(page.One("#scrub").GetAttribute("value")!, CultureInfo.InvariantCulture)], Is.EqualTo(wednesday.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber));
    }

    [Test]
    public async Task From_a_day_that_is_over_one_comes_to_the_baseline_of_that_day()
    {
        using var visitor = hub.Visitor();
        var day = Sown.Day(-100);
        Assert.That((await visitor.Get($"{Page}?asOf={day}")).One("[data-j=baseline]").GetAttribute("href"), Is.EqualTo($"{Sown.Here}/baseline?asOf={day}"));
        Assert.That((await visitor.Get(Page)).One("[data-j=baseline]").GetAttribute("href"), Is.EqualTo($"{Sown.Here}/baseline"));
    }

    [Test]
    public async Task All_who_ask_at_once_get_one_reading_and_nobody_an_older_one_than_they_have_seen()
    {
        var here = (await hub.Services.GetRequiredService<Features.Programmes.ProgrammeDirectory>().Find(Cast.Programme))!;
        var (reels, today) = (hub.Services.GetRequiredService<Reels>(), here.Today(DateTimeOffset.UtcNow));
        using var astrid = await hub.As(Cast.Astrid);
        await Proposal.Send(astrid, "En som många frågar efter", Proposal.ConcretePlan);
        var all = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() =>
        {
            Web.Platform.Reach.Into(here.Id);
            return reels.Of(here, today, null, -1);
        })));
        Assert.That(all.Distinct(ReferenceEqualityComparer.Instance).Count(), Is.EqualTo(1), "each has read for itself");
        await Proposal.Send(astrid, "En till som någon har sett", Proposal.ConcretePlan);
        Web.Platform.Reach.Into(here.Id);
        Assert.That(await reels.Of(here, today, null, hub.ReadModels.Position), Is.Not.SameAs(all[0]));
    }

    [Test]
    public async Task A_reading_goes_on_for_those_who_still_wait_when_whoever_asked_first_has_waited_enough()
    {
        await hub.Settled();
        var here = await hub.Programme();
        Web.Platform.Reach.Into(here.Id);
        var (reels, today) = (hub.Services.GetRequiredService<Reels>(), here.Today(DateTimeOffset.UtcNow));
        var days = Tape.Days(here, today);
        var own = Enumerable.Range(1, days.Count).Select(days[0].AddDays).First(day => !days.Contains(day));
        await using var other = await hub.ReadModels.Pages.OpenConnectionAsync();
        await using var holds = await other.BeginTransactionAsync();
        await other.ExecuteAsync("lock table presence in access exclusive mode", transaction: holds);
        var first = Web.Platform.Deadline.Begin(new DefaultHttpContext(), async _ => await Ask());
        var behind = Ask();
        Assert.That(async () => await first, Throws.TypeOf<Web.Platform.EnoughWaitedException>());
        var next = Ask();
        await holds.RollbackAsync();
        Assert.That(await next, Is.SameAs(await behind));

        Task<PackedReel> Ask() => reels.Of(here, today, own, -1);
    }

    [Test]
    public async Task What_stands_together_is_called_by_how_many_they_were_then_and_the_axis_holds_every_step()
    {
        var here = await hub.Programme();
        TapeStep[] steps = [Step(1, 20, 3, 4), Step(2, 20, 3, 4), Step(3, 20, 2, 3, 4), Step(4, 60, 20, 3, 4)];
        var reel = TapeReel.Of(here, steps, 0, hub.Services.GetRequiredService<StageWords>(), hub.Services.GetRequiredService<Web.Platform.Texts>());
        Assert.Multiple(() =>
        {
            Assert.That(reel.Rows.Single(row => row.Key == "pooled").Names.Select(name => (name.From, name.Name[..1])), Is.EqualTo(new[] { (0, "2"), (2, "3"), (3, "2") }));
            Assert.That((reel.Axis.From, reel.Axis.To), Is.EqualTo((steps.Min(step => step.Ranking.From), steps.Max(step => step.Ranking.To))));
            Assert.That(steps.Select(step => step.Enrolled), Is.EqualTo(new[] { 27, 27, 29, 87 }), "those who stand together are in it");
        });

        TapeStep Step(int day, params int[] enrolled)
        {
            var facts = enrolled.Select((n, i) => ($"place-{i}", $"Ort {i}", new Domain.Scoring.MunicipalityFacts(n, 1, 0, 0, Domain.Scoring.Outcome.None, 0, 0, 0)));
            return new(here.Stages[0].FromOn.AddDays(day), Features.Scores.Ranking.Of([.. facts], Domain.Scoring.ScoringRules.AtStart), new Dictionary<string, CountsOn>(), [], here.Stages, []);
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

    // Whoever has seen nothing may be given the reel of a second ago, in which what the test before did is not.
    async Task<JsonDocument> Reel(Visitor visitor) =>
        JsonDocument.Parse(await visitor.Client.GetStringAsync(new Uri($"{File}?at={await hub.Log.Head()}", UriKind.Relative)));

    static IReadOnlyList<int?> Unwound(JsonElement changes)
    {
        var before = 0;
        return [.. changes.EnumerateArray().Select(change => change.ValueKind == JsonValueKind.Null ? (int?)null : before += change.GetInt32())];
    }
}

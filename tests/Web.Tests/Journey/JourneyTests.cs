using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Activation.Domain.Initiatives;
using Activation.Store;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Journey;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Privacy;
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
        var day = DateAsked.Written(DateOnly.FromDateTime(DateTime.Today).AddDays(-100));
        Assert.That((await visitor.Get($"{Page}?asOf={day}")).One("[data-j=baseline]").GetAttribute("href"), Is.EqualTo($"{Sown.Here}/baseline?asOf={day}"));
        Assert.That((await visitor.Get(Page)).One("[data-j=baseline]").GetAttribute("href"), Is.EqualTo($"{Sown.Here}/baseline"));
    }

    [Test]
    public async Task The_stages_stand_as_they_stood_on_that_day()
    {
        using var visitor = hub.Visitor();
        var page = await visitor.Get($"{Page}?asOf={DateAsked.Written(DateOnly.FromDateTime(DateTime.Today).AddDays(-100))}");
        Assert.That(page.All(".line li").Select(stop => stop.ClassName).Take(3), Is.EqualTo(new[] { "done", "now", "next" }));
        Assert.That(page.One("#j-deeds").TextContent, Does.StartWith("Vad varje kommun har gjort hittills: Etapp 1"));
    }

    [Test]
    public async Task Who_had_not_come_along_is_not_told_of()
    {
        var here = (await hub.Services.GetRequiredService<Features.Programmes.ProgrammeDirectory>().Find(Cast.Programme))!;
        Web.Platform.Reach.Into(here.Id);
        var (deeds, day) = (hub.Services.GetRequiredService<StageDeeds>(), here.Today(DateTimeOffset.UtcNow).AddDays(-100));
        await hub.Views.Execute("update joined set at = now() - interval '50 days' where municipality = 'perstorp'");
        try
        {
            var told = await deeds.Of(here, [(day, 1), (day.AddDays(60), 2)]);
            Assert.That(told.Where(deed => deed.Municipality == "perstorp").Select(deed => deed.Day), Is.EqualTo(new[] { day.AddDays(60) }));
        }
        finally
        {
            await hub.Views.Execute("update joined set at = (select min(at) from joined) where municipality = 'perstorp'");
        }
    }

    [Test]
    public async Task The_reel_has_the_deeds_of_every_step_as_the_page_tells_them()
    {
        using var visitor = hub.Visitor();
        var reel = (await Reel(visitor)).RootElement;
        var steps = reel.GetProperty("deeds").GetArrayLength();
        foreach (var step in new[] { 3, steps / 2, steps - 1 })
        {
            var page = await visitor.Get($"{Page}?step={step}");
            var (told, rows) = (reel.GetProperty("stages").EnumerateArray().Last(stage => stage.GetProperty("from").GetInt32() <= step), Rows(reel, step));
            Assert.Multiple(() =>
            {
                Assert.That(told.GetProperty("heading").GetString(), Is.EqualTo(page.One("#j-deeds").TextContent));
                Assert.That(told.GetProperty("stops").EnumerateArray().Select(stop => stop.GetProperty("css").GetString()), Is.EqualTo(page.All(".line li").Select(stop => stop.ClassName)));
                Assert.That(rows, Is.EqualTo(page.One("#j-deeds").Closest("section")!.QuerySelectorAll("tbody tr").Select(row =>
                    string.Join('|', new[] { "proposed", "done", "outcome", "remembered", "next" }.Select(name => row.QuerySelector($"[data-d={name}]")!.TextContent.Trim())))), $"step {step}");
            });
        }
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
    public async Task Words_that_were_taken_out_of_what_is_over_stand_on_no_journey_any_longer()
    {
        using var visitor = hub.Visitor();
        var here = await hub.Programme();
        var (idea, deed, owner, at) = (Guid.CreateVersion7(), Guid.CreateVersion7(), await hub.PersonCalled(Cast.Henrik), DateTimeOffset.UtcNow.AddDays(-21));
        var stream = StreamNames.Initiative(idea).Name;
        await hub.Log.Append(new Append(Guid.CreateVersion7(), here.Id, owner, stream, 0, at,
        [
            new InitiativeProposed(idea, owner, "klippan", [], here.OpenStage!.Stage, "Fika", "Mer", [], [], [], at.AddDays(9), null),
            new ActivityPlanned(idea, deed, owner, "klippan", new("Fika med fru Tallbarr", "", "", "", null, "", "", null, "", "", ""), owner), new ActivitySubmitted(idea, deed, 70),
            new ActivityApproved(idea, deed, owner, null), new ActivityScheduled(idea, deed, "Fritid", here.Today(at), "Klippan"), new ActivityCarriedOut(idea, deed, owner, here.Today(at), 9999, ""),
        ]));
        await hub.Settled();
        Assert.That((await Reel(visitor)).RootElement.GetRawText(), Does.Contain("Tallbarr"));
        var types = hub.Services.GetRequiredService<EventTypes>();
        var written = (await hub.Log.ReadStream(stream)).SelectMany(recorded => WrittenText.In(recorded, types)).Where(text => text.Text.Contains("Tallbarr", StringComparison.Ordinal));
        await hub.Services.GetRequiredService<TextRemoval>().Remove([.. written.Select(text => text.Place)], null, DateTimeOffset.UtcNow, default);
        Assert.That((await Reel(visitor)).RootElement.GetRawText(), Does.Not.Contain("Tallbarr"));
    }

    [Test]
    public async Task Where_another_stage_begins_every_town_has_a_row_also_one_of_which_nothing_has_changed()
    {
        var here = await hub.Programme();
        TapeStep[] steps = [Step(1, 1), Step(2, 1), Step(2, 2)];
        var reel = TapeReel.Of(here, steps, 0, hub.Services.GetRequiredService<StageWords>(), hub.Services.GetRequiredService<Web.Platform.Texts>());
        Assert.That(reel.Deeds.Select(rows => rows.Length), Is.EqualTo(new[] { 1, 1, 0 }));

        TapeStep Step(int stage, int day)
        {
            var on = here.Stages.Single(one => one.Stage == stage).FromOn.AddDays(day);
            return new(on, new([], null), new Dictionary<string, CountsOn>(), [], here.Stages, [new StageDeed(on, "klippan", 0, 0, Domain.Scoring.Outcome.None, null, null, null, null, null)]);
        }
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

    static IEnumerable<string> Rows(JsonElement reel, int step)
    {
        var (rows, stage) = (new SortedDictionary<int, JsonElement>(), (string?)null);
        for (var i = 0; i <= step; i++)
        {
            var now = reel.GetProperty("stages").EnumerateArray().Last(one => one.GetProperty("from").GetInt32() <= i).GetProperty("stage").ToString();
            if (now != stage) rows.Clear();
            stage = now;
            foreach (var row in reel.GetProperty("deeds")[i].EnumerateArray()) rows[row[0].GetInt32()] = row;
        }

        string Title(JsonElement place) => place.ValueKind == JsonValueKind.Null ? "–" : reel.GetProperty("titles")[place.GetInt32()][1].GetString()!;
        return rows.Values.Select(row => string.Join('|', row[1], row[2], row[3].GetString() ?? "–", Title(row[5]), Title(row[6])));
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
        Assert.That(rows.Sum(row => int.Parse(row.QuerySelectorAll("td")[1].TextContent, CultureInfo.InvariantCulture)), Is.EqualTo(62));
        Assert.That(then.Text, Does.Contain("Sedan kommer Etapp 2"));
    }

    [Test]
    public async Task What_is_counted_in_initiatives_and_what_in_activities_says_so()
    {
        using var visitor = hub.Visitor();
        var page = await visitor.Get(Page);
        string[] named = ["Föreslagna initiativ", "Genomförda aktiviteter"];
        Assert.Multiple(() =>
        {
            Assert.That(page.All(".j-figs summary").Take(2).Select(name => name.TextContent.Trim()), Is.EqualTo(named));
            Assert.That(page.All(".j-deeds thead th").Skip(1).Take(2).Select(head => head.TextContent), Is.EqualTo(named));
            Assert.That(page.All(".j-deeds tbody tr:first-of-type td[data-figure=stage-deeds]").Select(cell => cell.GetAttribute("data-l")), Is.EqualTo(named));
        });
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
                .Sum(row => int.Parse(row.QuerySelectorAll("td")[1].TextContent, CultureInfo.InvariantCulture));
            Assert.That(told, Is.LessThanOrEqualTo(int.Parse(page.One("[data-j=done]").TextContent, CultureInfo.InvariantCulture)), $"step {step}");
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

using System.Globalization;
using System.Net;
using System.Text.Json;
using Activation.Domain.Initiatives;
using Activation.Domain.Programmes;
using Activation.Store;
using Activation.Web.Features.Chronicle;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Scores;

public sealed class ScoresPageTests
{
    const string Page = $"/p/{Cast.Programme}/scores";
    const string Wall = $"/p/{Cast.Programme}/board";
    const string Goals = $"/p/{Cast.Programme}/goals";
    const string Rates = $"/p/{Cast.Programme}/rates?stage=1";
    static readonly CultureInfo Swedish = new("sv-SE");

    TestHub hub = null!;
    Visitor visitor = null!;

    static string Ago(int days) => DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [OneTimeSetUp]
    public async Task Sow()
    {
        hub = await TestHub.Sown();
        visitor = hub.Visitor();
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        visitor.Dispose();
        await hub.DisposeAsync();
    }

    [Test]
    public async Task Every_municipality_stands_with_its_score_its_weeks_and_how_sure_it_is()
    {
        var sheet = await visitor.Get(Page);
        Assert.Multiple(() =>
        {
            Assert.That(sheet.All(".scores-t tbody tr"), Has.Count.EqualTo(11));
            Assert.That(sheet.All(".scores-t .spark polyline"), Has.Count.EqualTo(11));
            Assert.That(sheet.All(".scores-t td").Select(cell => cell.TextContent), Has.Exactly(11).Contains("de egna veckorna."));
            Assert.That(sheet.All(".note").Select(note => note.TextContent), Has.Some.Contains("inte ordningen mellan kommunerna"));
        });
    }

    [Test]
    public async Task A_day_that_is_over_is_shown_as_it_was_with_a_way_back()
    {
        var sheet = await visitor.Get($"{Page}?asOf={Ago(60)}");
        Assert.Multiple(() =>
        {
            Assert.That(sheet.Text, Does.Contain("Så här såg det ut"));
            Assert.That(sheet.All(".note a").Select(link => link.GetAttribute("href")), Does.Contain(Page));
            Assert.That(sheet.One("#as-of").GetAttribute("value"), Is.EqualTo(Ago(60)));
        });
    }

    [Test]
    public async Task The_overview_of_a_day_that_is_over_listens_to_nothing()
    {
        var then = await visitor.Get($"/p/{Cast.Programme}?asOf={Ago(60)}");
        Assert.Multiple(() =>
        {
            Assert.That(then.Text, Does.Contain("Så här såg det ut"));
            Assert.That(then.All("main [data-board]"), Is.Empty);
            Assert.That(then.All(".ticket"), Is.Empty);
        });
    }

    [Test]
    public async Task A_day_that_is_over_says_so_before_anything_else_and_invites_to_nothing()
    {
        var first = await hub.Services.GetRequiredService<Web.Features.Chronicle.Chronicle>().FirstDay(await hub.Programme());
        var asked = string.Create(CultureInfo.InvariantCulture, $"?asOf={first:yyyy-MM-dd}");
        var (overview, wall) = (await visitor.Get($"{Sown.Here}{asked}"), await visitor.Get($"{Wall}{asked}"));
        Assert.Multiple(() =>
        {
            Assert.That(overview.One("main").FirstElementChild!.TextContent, Does.Contain("Så här såg det ut"));
            Assert.That(overview.One("main").TextContent, Does.Contain("Ingenting hade hänt än."));
            Assert.That(overview.All(".hero .btn, main .empty .btn"), Is.Empty);
            Assert.That(wall.All(".wall-fig small").Select(figure => figure.TextContent), Has.All.StartsWith("Inget värde då"));
            Assert.That(wall.One(".wall-deps").TextContent, Does.Contain("Ingenting hade hänt än.").And.Not.Contain("löftet"));
        });
    }

    [Test]
    public async Task Each_map_says_what_a_filled_town_on_it_means()
    {
        var (overview, wall, journey) = (await visitor.Get(Sown.Here), await visitor.Get(Wall), await visitor.Get($"{Sown.Here}/journey"));
        Assert.Multiple(() =>
        {
            Assert.That(overview.One(".map-key").TextContent, Does.StartWith("Fylld: har nått utmaningen."));
            Assert.That(wall.One(".map-key").TextContent, Is.EqualTo(overview.One(".map-key").TextContent));
            Assert.That(journey.One("[data-j=map]").TextContent, Does.Contain("Fylld: har genomfört något."));
        });
    }

    [Test]
    public async Task The_wall_of_a_day_that_is_over_says_which_and_listens_to_nothing()
    {
        var (now, then) = (await visitor.Get(Wall), await visitor.Get($"{Wall}?asOf={Ago(60)}"));
        var scores = await visitor.Get($"{Page}?asOf={Ago(60)}");
        Assert.Multiple(() =>
        {
            Assert.That(now.All("[data-board]"), Is.Not.Empty);
            Assert.That(now.All("#as-of"), Is.Empty);
            Assert.That(then.Text, Does.Contain("Så här såg det ut"));
            Assert.That(then.All("[data-board], .wall-clock, .wall-qr, script[src*='live']"), Is.Empty);
            Assert.That(Ranked(then, ".wall-rank"), Is.EqualTo(Ranked(scores, ".scores-t")).And.Not.EqualTo(Ranked(now, ".wall-rank")));
        });
        static string[] Ranked(Sheet sheet, string table) =>
            [.. sheet.All($"{table} tbody tr").Select(row => $"{row.QuerySelector("th")!.TextContent.Trim()} {row.QuerySelector("td strong")!.TextContent}")];
    }

    [TestCase("2099-01-01", "Den dagen har inte kommit än"), TestCase("1970-01-01", "Då fanns inget att visa"), TestCase("i går", "Det är ingen dag"), TestCase("%00", "Det är ingen dag")]
    public async Task A_day_that_cannot_be_shown_is_answered_in_words(string day, string words)
    {
        foreach (var page in new[] { Page, $"{Page}/klippan", $"/p/{Cast.Programme}", $"/p/{Cast.Programme}/rates", $"{Page}.csv", Wall, Goals, $"{Goals}.csv", $"{Goals}/5.7", $"/p/{Cast.Programme}/baseline" })
        {
            var sheet = await visitor.Get($"{page}?asOf={day}");
            Assert.That((sheet.Status, sheet.Document.Body!.TextContent.Contains(words, StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.BadRequest, true)), page);
        }
    }

    [Test]
    public async Task A_refused_day_is_answered_with_days_as_one_says_them()
    {
        var here = await hub.Programme();
        var (today, first) = (here.Today(DateTimeOffset.UtcNow), (await hub.Services.GetRequiredService<Web.Features.Chronicle.Chronicle>().FirstDay(here))!.Value);
        var (tooLate, tooEarly) = ((await visitor.Get($"{Page}?asOf=2099-01-01")).One(".note.warn").TextContent, (await visitor.Get($"{Page}?asOf=1970-01-01")).One(".note.warn").TextContent);
        Assert.That(tooLate, Does.Contain(today.ToString("d MMMM", Swedish)).And.Not.Contain(today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        Assert.That(tooEarly, Does.Contain(first.ToString("d MMMM", Swedish)));
    }

    [Test]
    public async Task A_municipality_shows_the_parts_that_make_its_score()
    {
        var sheet = await visitor.Get($"{Page}/klippan");
        var parts = sheet.All("section[aria-labelledby=parts] tbody tr td:last-child").Select(cell => double.Parse(cell.TextContent, Swedish));
        var whole = double.Parse(sheet.One(".fig").TextContent.Trim().Split(' ')[0], CultureInfo.InvariantCulture);
        Assert.That(parts.Sum(), Is.EqualTo(whole).Within(0.8));
        Assert.That(sheet.All("section[aria-labelledby=parts] tbody .defined").Select(part => part.TextContent), Has.Exactly(5).Items.And.All.Contain("Osäkerhet"), "each with what it rests on");
    }

    [Test]
    public async Task The_twelve_weeks_begin_and_end_with_a_value_and_its_day()
    {
        var weeks = (await visitor.Get($"{Page}/klippan")).One("section[aria-labelledby=weeks]");
        var rows = weeks.QuerySelectorAll("tbody tr").Select(row => (Day: row.QuerySelector("th")!.TextContent, Score: double.Parse(row.QuerySelector("td")!.TextContent, Swedish))).ToList();
        var ends = weeks.QuerySelectorAll("figcaption span").Select(end => end.TextContent).ToList();
        Assert.That(ends, Has.Count.EqualTo(2));
        foreach (var (end, row) in ends.Zip(new[] { rows[^1], rows[0] }))
        {
            Assert.That(end, Does.EndWith(row.Day));
            Assert.That(double.Parse(end.Split(' ')[0], Swedish), Is.EqualTo(row.Score).Within(0.56));
        }

        Assert.That(weeks.QuerySelectorAll(".spark polygon"), Has.Exactly(1).Items);
    }

    [Test]
    public async Task From_the_overview_each_municipality_is_one_step_away()
    {
        var overview = await visitor.Get(Sown.Here);
        Assert.That(overview.All("[data-live-list=scores] th a").Select(link => link.GetAttribute("href")), Has.Exactly(11).Items.And.All.StartsWith($"{Page}/"));
        Assert.That((await visitor.Get(overview.One("[data-live-list=scores] th a").GetAttribute("href")!)).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task What_a_municipality_has_none_of_is_not_told_as_a_share_of_its_own()
    {
        var first = await hub.Services.GetRequiredService<Web.Features.Chronicle.Chronicle>().FirstDay(await hub.Programme());
        var sheet = await visitor.Get(string.Create(CultureInfo.InvariantCulture, $"{Page}/klippan?asOf={first:yyyy-MM-dd}"));
        var parts = sheet.All("section[aria-labelledby=parts] tbody tr td:first-of-type").Select(cell => cell.TextContent.Trim()).ToList();
        Assert.That(parts, Has.Exactly(5).Items.And.None.Contain("0 av 0"));
        Assert.That(parts[1..3], Is.EqualTo(new[] { "Inget eget än: räknas som hela programmet", "För få betyg än: räknas från utgångsvärdet" }));
    }

    [Test]
    public async Task The_file_says_by_which_definition_and_rules_it_is_counted()
    {
        var lines = (await visitor.Client.GetStringAsync(new Uri($"{Page}.csv", UriKind.Relative))).TrimEnd().Split('\n');
        Assert.That(lines[0], Does.Contain(Web.Features.Definitions.Definitions.Score).And.Contain("Regler, version"));
        Assert.That(lines.Skip(1), Is.Not.Empty.And.All.Matches<string>(line => line!.TrimEnd().EndsWith(";1", StringComparison.Ordinal)));
    }

    [Test]
    public async Task A_municipality_that_is_not_there_is_not_found() =>
        Assert.That((await visitor.Get($"{Page}/malmo")).Status, Is.EqualTo(HttpStatusCode.NotFound));

    [TestCase("9"), TestCase("banana")]
    public async Task Who_asks_for_a_stage_that_has_no_rates_is_told_which_these_are_of(string stage)
    {
        var page = $"/p/{Cast.Programme}/rates?stage=";
        Assert.That((await visitor.Get($"{page}{stage}")).One("main .note[role=status]").TextContent, Does.Contain("Här är Etapp 1"));
        Assert.That((await visitor.Get($"{page}1")).All("main .note[role=status]"), Is.Empty);
    }

    [Test]
    public async Task The_sources_two_figures_stand_with_what_they_rest_on()
    {
        var sheet = await visitor.Get($"/p/{Cast.Programme}/rates?stage=1");
        Assert.That((Frozen("completion"), Frozen("top-outcome")), Is.EqualTo(("53 % (62 av 117)", "20 % (11 av 55)")));

        // The row whose definition is the figure's.
        string Frozen(string key) => sheet.All("section[aria-labelledby=rates] tbody tr")
            .Single(row => row.QuerySelector("summary")!.TextContent.Trim() == hub.Services.GetRequiredService<Web.Platform.Texts>().Of("sv")[$"definitions.{key}.name"])
            .QuerySelector("td.num")!.TextContent.Replace('\u00a0', ' ').Trim();
    }

    [Test]
    public async Task Each_share_and_each_median_of_the_way_to_an_outcome_says_what_it_rests_on_and_how_sure_it_is()
    {
        var sheet = await visitor.Get($"/p/{Cast.Programme}/rates?stage=1");
        var steps = sheet.All("section[aria-labelledby=funnel] tbody tr")
            .Select(row => (Name: row.QuerySelector("th")!.FirstChild!.TextContent.Trim(), HasDays: row.QuerySelector("td:last-child span")!.TextContent.Trim().Length > 0)).ToList();
        var told = sheet.All("[data-defines=funnel] li").Select(one => one.TextContent).ToList();
        foreach (var (step, _) in steps.Skip(1)) Assert.That(told, Has.Some.Match($"^{step}: .+.% av \\d+ som kom till steget före. Osäkerhet \\d+–\\d+.% *\\.$"), string.Join('\n', told));
        Assert.That(steps.Count(step => step.HasDays), Is.GreaterThan(2));
        foreach (var (step, _) in steps.Where(step => step.HasDays)) Assert.That(told, Has.Some.Match($"^{step}: median .+ dagar för \\d+. Osäkerhet .+–.+ dagar.$"), string.Join('\n', told));
    }

    [Test]
    public async Task What_came_of_a_deed_says_on_its_page_what_it_rests_on_and_how_sure_it_is()
    {
        var number = await hub.Views.Value<int>("select i.number from activity a join initiative i using (initiative) where cardinality(a.participant_grades) > 3 order by i.number limit 1");
        var sheet = await visitor.Get($"/p/{Cast.Programme}/initiatives/{number}");
        Assert.That(sheet.All("[data-defines=outcome-value] li").Select(one => one.TextContent), Is.Not.Empty.And.All.Match("av 5. Vilar på \\d+ betyg. Osäkerhet \\d,\\d–\\d,\\d.$"));
        var story = await visitor.Get($"/p/{Cast.Programme}/stories/{await hub.Views.Value<string>("select slug from shown_story order by slug limit 1")}");
        Assert.That(story.One("[data-defines=outcome-value]").TextContent, Does.Match("Vilar på \\d+. Osäkerhet \\d,\\d–\\d,\\d"));
    }

    [Test]
    public async Task A_stage_is_closed_as_of_its_last_day_whenever_that_is_done()
    {
        var here = (await hub.Services.GetRequiredService<Web.Features.Programmes.ProgrammeDirectory>().Find(Cast.Programme))!;
        Web.Platform.Reach.Into(here.Id);
        var (rates, stage) = (hub.Services.GetRequiredService<Web.Features.Rates.StageRates>(), here.Stages.First(one => one.Stage == 1));
        var (late, last) = (await rates.Final(here, stage, stage.ToOn.AddDays(90)), await rates.Now(here, stage, stage.ToOn));
        Assert.That(late with { Steps = null }, Is.EqualTo(last).And.Not.EqualTo(await rates.Now(here, stage, stage.ToOn.AddDays(90))));
        Assert.That(await rates.Final(here, stage, stage.ToOn.AddDays(-40)) with { Steps = null }, Is.EqualTo(await rates.Now(here, stage, stage.ToOn.AddDays(-40))), "closed early");
    }

    [Test]
    public async Task A_frozen_figure_says_by_which_definition_it_was_frozen()
    {
        await Freeze("rates-1");
        var (rates, overview) = ((await visitor.Get($"/p/{Cast.Programme}/rates?stage=1")).All("section[aria-labelledby=rates] .defined"), (await visitor.Get($"/p/{Cast.Programme}")).All("[aria-labelledby=promises] .defined, [aria-labelledby=top-outcome] .defined"));
        await Freeze(Domain.Scoring.Rates.Definition);
        Assert.That(rates.Concat(overview).Select(one => one.TextContent), Has.All.Contains("fryst enligt definition rates-1").And.Exactly(7 + 3).Items);
    }

    async Task Freeze(string definition)
    {
        var here = (await hub.Services.GetRequiredService<Web.Features.Programmes.ProgrammeDirectory>().Find(Cast.Programme))!;
        var stream = Web.Platform.StreamNames.Programme(here.Id).Name;
        await hub.Log.Append(new Append(
            Guid.CreateVersion7(), here.Id, null, stream, (await hub.Log.ReadStream(stream)).Count, DateTimeOffset.UtcNow,
            [new StageClosed(1, here.Stages.First(one => one.Stage == 1).Figures!, definition)]));
        await hub.Settled();
    }

    [Test]
    public async Task The_way_from_proposal_to_outcome_narrows_and_tells_its_days()
    {
        var rows = (await visitor.Get($"/p/{Cast.Programme}/rates?stage=1")).All(".funnel-t tbody tr");
        var counts = rows.Select(row => int.Parse(row.QuerySelector("td.num")!.TextContent, CultureInfo.InvariantCulture)).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(counts, Has.Count.EqualTo(7).And.Ordered.Descending);
            Assert.That(counts[0], Is.EqualTo(133));
            Assert.That(rows[1].QuerySelector("td:last-child span")!.TextContent, Does.Match(@"^\d+,\d$"));
        });
    }

    [Test]
    public async Task Whoever_was_answered_without_a_yes_is_told_of_and_no_step_of_the_same_moment_has_days()
    {
        var rows = (await visitor.Get($"/p/{Cast.Programme}/rates?stage=2")).All(".funnel-t tbody tr");
        var counts = rows.Select(row => int.Parse(row.QuerySelector("td.num")!.TextContent, CultureInfo.InvariantCulture)).ToList();
        var told = rows[1].QuerySelector("th .muted")!.TextContent;
        Assert.Multiple(() =>
        {
            Assert.That(told, Does.Contain("returnerad"));
            Assert.That(told.Split(" · ").Sum(one => int.Parse(one.Split(' ')[0], CultureInfo.InvariantCulture)), Is.EqualTo(counts[1] - counts[2]).And.Positive);
            Assert.That(rows.Select(row => row.QuerySelector("td:last-child span")!.TextContent), Has.None.EqualTo("0,0").And.Some.Not.Empty);
        });
    }

    [Test]
    public async Task A_closed_stage_keeps_the_days_that_each_step_had_taken()
    {
        var kept = await hub.Views.Column<double>(
            "select (step ->> 'median_days')::float8 from stage, jsonb_array_elements(figures -> 'steps') step where stage = 1 and step ->> 'median_days' is not null");
        var ofAll = await visitor.Get($"/p/{Cast.Programme}/rates?stage=1");
        var rows = ofAll.All(".funnel-t tbody tr").Select(row => row.QuerySelector("td:last-child small")?.TextContent ?? "");
        var ofOne = await visitor.Get($"/p/{Cast.Programme}/rates?stage=1&municipality=klippan");
        Assert.Multiple(() =>
        {
            Assert.That(rows.Where(cell => cell.Length > 0), Is.EqualTo(kept.Select(days => days.ToString("0.0", Swedish))).And.Not.Empty);
            Assert.That(ofAll.One(".funnel-t th:last-child small").TextContent, Is.EqualTo("frysta"));
            Assert.That(ofOne.All(".funnel-t small"), Is.Empty, "what is frozen is of all together");
        });
    }

    [Test]
    public async Task Each_rate_says_what_it_rests_on_and_how_sure_it_is()
    {
        var rows = (await visitor.Get(Rates)).All("section[aria-labelledby=rates] tr[data-figure]");
        Assert.That(
            rows.Select(row => row.GetAttribute("data-figure")),
            Is.EqualTo(new[] { "feasibility", "commitment", "completion", "on-time", "rated-share", "top-outcome", "adoption-rate" }));
        foreach (var row in rows)
        {
            Assert.That(row.QuerySelector("details[data-defines]")!.TextContent, Does.Match(@"Vilar på \d+. Osäkerhet \d+–\d+.%"), "as it was frozen");
            Assert.That(row.QuerySelector("td strong")!.ParentElement!.TextContent, Does.Match(@"\d+\s%\s*\d+–\d+\s%"), "as it stands");
        }
    }

    [Test]
    public async Task A_frozen_median_says_what_it_rested_on_and_how_sure_it_was_on_the_page_and_to_programs()
    {
        var kept = await hub.Views.Many<FrozenStep>(
            """
            select (step ->> 'count')::int as count, (step ->> 'median_days')::float8 as days, (step ->> 'low_days')::float8 as low, (step ->> 'high_days')::float8 as high
              from stage, jsonb_array_elements(figures -> 'steps') step where stage = 1 and step ->> 'low_days' is not null
            """);
        var told = (await visitor.Get(Rates)).All("[data-defines=funnel] li").Select(one => one.TextContent).ToList();
        using var script = await Api.Script.Of(hub, Cast.Astrid);
        var steps = (await script.Get("rates?stage=1")).Json.GetProperty("funnel").EnumerateArray().Where(step => step.GetProperty("frozenMedianDays").ValueKind == JsonValueKind.Number).ToList();
        Assert.That(kept, Is.Not.Empty);
        Assert.Multiple(() =>
        {
            foreach (var step in kept)
                Assert.That(told, Has.Some.EndsWith($", fryst: median {Written(step.Days)} dagar för {step.Count}. Osäkerhet {Written(step.Low)}–{Written(step.High)} dagar."));
            Assert.That(
                steps.Select(step => (step.GetProperty("frozenCount").GetInt32(), step.GetProperty("frozenLowDays").GetDouble(), step.GetProperty("frozenHighDays").GetDouble())),
                Is.EqualTo(kept.Select(step => (step.Count, step.Low, step.High))));
        });
        static string Written(double days) => Web.Platform.Look.Figures.Number(days, 1, Swedish);
    }

    sealed record FrozenStep(int Count, double Days, double Low, double High);

    [Test]
    public async Task Answers_between_two_stages_are_in_no_rate_and_that_is_said()
    {
        const string Said = "utanför alla etapper";
        using var script = await Api.Script.Of(hub, Cast.Astrid);
        Assert.That((await visitor.Get(Rates)).Text, Does.Not.Contain(Said));
        await Answer("astorp");
        Assert.Multiple(async () =>
        {
            Assert.That((await visitor.Get(Rates)).Text, Does.Contain(Said).And.Contain("1 aktivitet fick"));
            Assert.That((await visitor.Get($"{Rates}&municipality=astorp")).Text, Does.Contain(Said));
            Assert.That((await visitor.Get($"{Rates}&municipality=klippan")).Text, Does.Not.Contain(Said));
            Assert.That((await script.Get("rates?stage=1")).Json.GetProperty("answeredOutside").GetInt32(), Is.EqualTo(1));
        });
    }

    /// <summary>A yes on a day after the baseline and before the first stage.</summary>
    async Task Answer(string municipality)
    {
        var here = await hub.Programme();
        var (initiative, activity, bo) = (Guid.CreateVersion7(), Guid.CreateVersion7(), await hub.PersonCalled(Cast.Bo));
        var at = here.Begins(here.Stages.First(stage => stage.Stage == 1).FromOn).AddDays(-2);
        await hub.Log.Append(new Append(
            Guid.CreateVersion7(), here.Id, bo, Web.Platform.StreamNames.Initiative(initiative).Name, 0, at,
            [
                new InitiativeProposed(initiative, bo, municipality, [], 0, "Emellan", "Mer", [], [], [], at, null),
                new ActivityPlanned(initiative, activity, bo, municipality, new("Gör", "", "", "", null, "", "", null, "", "", ""), bo),
                new ActivitySubmitted(initiative, activity, 70), new ActivityApproved(initiative, activity, bo, null),
            ]));
        await hub.Settled();
    }

    [Test]
    public async Task A_file_of_the_scores_has_n_and_interval_of_each_part_and_names_the_definition()
    {
        var rows = (await visitor.Client.GetStringAsync(new Uri($"{Page}.csv", UriKind.Relative))).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => row.Trim('\r', '\uFEFF').Split(';')).ToList();
        var head = rows[0].ToList();
        Assert.That(rows, Has.All.Length.EqualTo(head.Count));
        foreach (var (part, n) in new[] { ("Bredd", "Inskrivna"), ("Genomförande", "Skulle bli av"), ("Utfall", ""), ("Återbruk", ""), ("Samarbete", "") })
        {
            var (value, count, low, high) = (At($"{part} (score-6)"), At($"{part}, antal"), At($"{part}, lägst"), At($"{part}, högst"));
            foreach (var row in rows.Skip(1))
            {
                Assert.That(Number(row[value]), Is.InRange(Number(row[low]), Number(row[high])), part);
                if (n.Length > 0) Assert.That(row[count], Is.EqualTo(row[At(n)]), part);
            }
        }

        int At(string column) => head.IndexOf(column) is >= 0 and var at ? at : throw new InvalidOperationException($"{column} is not in {rows[0]}");
        double Number(string cell) => double.Parse(cell, System.Globalization.CultureInfo.GetCultureInfo("sv-SE"));
    }
}

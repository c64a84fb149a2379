using System.Globalization;
using System.Text.Json;
using Activation.Domain.Initiatives;
using Activation.Domain.Programmes;
using Activation.Store;
using Activation.Web.Features.Chronicle;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Scores;

/// <summary>The rates of a stage and the way from proposal to outcome.</summary>
public sealed partial class ScoresPageTests
{
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
}

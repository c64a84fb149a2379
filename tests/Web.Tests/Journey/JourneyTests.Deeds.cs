using System.Globalization;
using System.Text.Json;
using Activation.Domain.Initiatives;
using Activation.Store;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Journey;
using Activation.Web.Platform;
using Activation.Web.Platform.Privacy;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Journey;

/// <summary>What is told of a stage and of each town in it.</summary>
public sealed partial class JourneyTests
{
    [Test]
    public async Task The_stages_stand_as_they_stood_on_that_day()
    {
        using var visitor = hub.Visitor();
        var page = await visitor.Get($"{Page}?asOf={Sown.Day(-100)}");
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
}

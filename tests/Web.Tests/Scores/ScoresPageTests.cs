using System.Globalization;
using System.Net;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Scores;

public sealed partial class ScoresPageTests
{
    const string Page = $"/p/{Cast.Programme}/scores";
    const string Wall = $"/p/{Cast.Programme}/board";
    const string Goals = $"/p/{Cast.Programme}/goals";
    const string Rates = $"/p/{Cast.Programme}/rates?stage=1";
    static readonly CultureInfo Swedish = new("sv-SE");

    TestHub hub = null!;
    Visitor visitor = null!;

    static string Ago(int days) => Sown.Day(-days);

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
    public async Task The_wall_says_what_each_colour_of_its_challenge_means()
    {
        var wall = await visitor.Get(Wall);
        Assert.Multiple(() =>
        {
            Assert.That(wall.All("#wall-elva small span").Select(key => $"{key.ClassName}: {key.TextContent}"), Is.EqualTo(new[] { "done: klart", "now: på väg" }));
            Assert.That(wall.All(".wall-elva li").Select(stop => stop.ClassName), Has.Some.EqualTo("now").And.Some.EqualTo("done"));
        });
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

using System.Globalization;
using Activation.Web.Features.Baseline;
using Activation.Web.Platform.Look;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Baseline;

/// <summary>All are asked the same five statements, and what has changed is shown with how sure that is.</summary>
public sealed class BaselinePageTests
{
    const string Page = $"{Sown.Here}/baseline";

    static readonly double[] Before = [3.35, 2.80, 3.13, 2.32, 1.82], After = [3.81, 3.32, 3.34, 3.03, 2.70];

    TestHub hub;

    [SetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [TearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task The_seeded_waves_have_their_answers_and_their_means()
    {
        var here = await hub.Programme();
        var results = hub.Services.GetRequiredService<BaselineResults>();
        var (first, second) = ((await results.Of(here, 0))!.All, (await results.Of(here, 1))!.All);
        Assert.Multiple(() =>
        {
            Assert.That((first[0].N, second[0].N), Is.EqualTo((214, 187)));
            Assert.That(first.Select(s => Math.Round(s.Mean().Value, 2)), Is.EqualTo(Before));
            Assert.That(second.Select(s => Math.Round(s.Mean().Value, 2)), Is.EqualTo(After));
        });
    }

    [Test]
    public async Task A_change_stands_with_its_interval_and_one_that_is_not_sure_is_said_to_be_so()
    {
        using var visitor = hub.Visitor();
        var rows = (await visitor.Get(Page)).All("main table tbody tr").Select(row => row.TextContent).ToList();
        Assert.That(rows, Has.Count.EqualTo(5));
        Assert.That(rows[0], Does.Contain("3,35").And.Contain("3,81").And.Contain("+0,46"));
        var closed = await hub.Views.Value<DateTime>("select closed_at from baseline_wave where stage = 1");
        var then = await visitor.Get($"{Page}?asOf={closed.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");
        Assert.That(then.All("main table tbody tr")[0].TextContent, Does.Contain("3,35").And.Not.Contain("3,81"));
        Assert.That(then.Text, Does.Contain("Så här såg det ut"));
        var small = (await visitor.Get($"{Page}?municipality=perstorp")).All("main table tbody tr").Select(row => row.TextContent);
        Assert.That(small, Has.Some.Contains("skillnaden är inte säker"));
    }

    [Test]
    public async Task Every_figure_stands_with_its_own_interval_and_the_first_wave_by_its_name()
    {
        var here = await hub.Programme();
        var results = hub.Services.GetRequiredService<BaselineResults>();
        var (first, second) = ((await results.Of(here, 0))!.All[0], (await results.Of(here, 1))!.All[0]);
        using var visitor = hub.Visitor();
        var row = (await visitor.Get(Page)).All("main table tbody tr")[0].TextContent;
        Assert.That(row, Does.Contain(Written(first.Mean())).And.Contain(Written(second.Mean())));
        Assert.That(row, Does.Contain(Figures.PercentRange(second.Yes().Low, second.Yes().High, Swedish)));

        // Nobody was asked before the first stage: what was asked after it is no baseline.
        await hub.Views.Execute("update baseline_wave set stage = 2 where stage = 0; update hub.baseline_answer set stage = 2 where stage = 0; insert into hub.baseline_round select programme, 2, true from programme");
        var heads = (await visitor.Get(Page)).All("main thead th").Select(head => head.TextContent).ToList();
        Assert.That(heads, Has.Some.StartsWith("Efter Etapp 1").And.None.Contains("Nollmätning"));
    }

    static readonly CultureInfo Swedish = CultureInfo.GetCultureInfo("sv");

    static string Written(Domain.Scoring.Estimate mean) => Figures.Range(mean.Low, mean.High, 2, Swedish);

    [Test]
    public async Task What_the_last_stage_has_moved_is_told_beside_what_all_of_them_have()
    {
        // The same answers as after the first stage: since then nothing has moved.
        await hub.Views.Execute(
            """
            insert into baseline_wave select programme, 2, until_on, opened_at, closed_at from baseline_wave where stage = 1;
            insert into hub.baseline_round select programme, 2, true from hub.baseline_round where stage = 1;
            insert into hub.baseline_answer select programme, 2, municipality, grades from hub.baseline_answer where stage = 1
            """);
        using var visitor = hub.Visitor();
        var whole = await visitor.Get(Page);
        Assert.That(Change(whole), Does.StartWith("+0,46"));
        var last = await visitor.Get(whole.All(".tabs a").Single(tab => tab.TextContent == "Jämfört med: Efter Etapp 1, Gemensamt").GetAttribute("href")!);
        Assert.That((Change(last)[..4], last.One("main thead").TextContent.Contains("Efter Etapp 1", StringComparison.Ordinal)), Is.EqualTo(("0,00", true)));
        Assert.That(last.Text, Does.Contain("187 i mätningen före"));
        Assert.That((await visitor.Get($"{Page}?wave=1&since=before")).Text, Does.Contain("214 i den första mätningen"), "the first is the one before");

        var api = (await visitor.Client.GetStringAsync(new Uri($"/api/v1/programmes/{Cast.Programme}/baseline", UriKind.Relative)))!;
        var know = System.Text.Json.JsonDocument.Parse(api).RootElement.GetProperty("waves")[2].GetProperty("statements")[0];
        Assert.That((Of("meanChange", "since"), Of("meanChangeSinceLast", "since"), Of("meanChangeSinceLast", "value")), Is.EqualTo((0.0, 1.0, 0.0)));
        var row = (await TakenAlong.From(visitor, $"{Page}.csv")).Rows.Where(row => row["Kommun"] == "alla kommuner").ElementAt(10);
        Assert.That((row["Jämfört med den första"], row["Jämfört med den före"]), Is.EqualTo(("Nollmätning", "Efter Etapp 1, Gemensamt")));

        static string Change(Sheet sheet) => sheet.All("[data-figure=baseline-change]")[0].TextContent.Trim();
        double Of(string change, string field) => know.GetProperty(change).GetProperty(field).GetDouble();
    }

    [Test]
    public async Task What_the_page_hides_of_few_the_file_hides()
    {
        var smallest = await hub.Views.Column<string>(
            "select municipality from hub.baseline_answer where stage = 1 and municipality <> '' group by 1 having count(*) >= 5 order by count(*), municipality limit 1");
        var name = (await hub.Programme()).NameOf(smallest[0]);
        using var visitor = hub.Visitor();
        Assert.That(await Told(), Does.Contain(name).And.EqualTo(await Shown()), "it stands alone at first");
        await hub.Views.Execute(
            """
            delete from hub.baseline_answer where stage = 1 and municipality = @few and ctid not in (
              select ctid from hub.baseline_answer where stage = 1 and municipality = @few limit 3)
            """,
            new { few = smallest[0] });
        Assert.That(await Told(), Does.Not.Contain(name).And.EqualTo(await Shown()));

        async Task<IReadOnlyList<string>> Told() => [.. (await TakenAlong.From(visitor, $"{Page}.csv")).Rows
            .Where(row => row["Mätning"].StartsWith("Efter Etapp 1", StringComparison.Ordinal)).Select(row => row["Kommun"]).Distinct()];

        async Task<IReadOnlyList<string>> Shown() => [.. (await visitor.Get($"{Page}?wave=1")).All("#municipality option").Select(option => option.TextContent)];
    }

    [Test]
    public async Task Who_leads_asks_and_who_is_asked_answers_in_the_page_or_by_the_link_once()
    {
        await Open(2);
        using var elin = await hub.As(Cast.Elin);
        using var astrid = await hub.As(Cast.Astrid);
        var unfinished = await astrid.Send(Page, "form[action*=Answer] button", [.. Grades().Take(4)]);
        Assert.That(unfinished.All(".errors"), Is.Not.Empty);
        Assert.That(unfinished.All("input[type=radio][checked]"), Has.Count.EqualTo(4), "what was chosen is lost");
        await astrid.Send(unfinished, "form[action*=Answer] button", Grades());
        Assert.That((await astrid.Get(Page)).All("form[action*=Answer]"), Is.Empty);

        var sheet = await elin.Send(Page, "form[action*=Ask] button");
        Assert.That(sheet.Text, Does.Contain("brev är på väg").And.Contain("Senast skickad i dag"));
        var henrik = await hub.Views.Value<string>("select email from hub.person where name = @name", new { name = Cast.Henrik });
        // The folder keeps two hundred letters: of all of them his might be gone.
        await hub.Views.Execute("delete from hub.baseline_ask where person <> @henrik", new { henrik = await hub.PersonCalled(Cast.Henrik) });
        await hub.Services.GetRequiredService<AskedLetters>().Run(DateTimeOffset.UtcNow, CancellationToken.None);
        var link = await hub.LinkTo(henrik!, "/answer/");
        using var scanner = hub.Visitor();
        await scanner.Get(link);
        using var reader = hub.Visitor("da");
        await reader.Send(link, "main form", Grades());
        Assert.Multiple(async () =>
        {
            Assert.That((await reader.Get(link)).All("main form"), Is.Empty, "the link works twice");
            Assert.That((await reader.Get("/me")).Address.AbsolutePath, Is.EqualTo("/sign-in"), "the link signs in");
            Assert.That(await hub.Views.Value<int>("select count(*)::int from hub.baseline_seat where stage = 2"), Is.EqualTo(2));
        });
    }

    [Test]
    public async Task Every_statement_without_an_answer_is_marked_and_what_comes_after_a_gap_is_kept()
    {
        await Open(2);
        using var astrid = await hub.As(Cast.Astrid);
        var sheet = await astrid.Send(Page, "form[action*=Answer] button", [.. Grades().Where((_, i) => i is not (1 or 3))]);
        var marked = sheet.All("fieldset:has(.err)");
        Assert.Multiple(() =>
        {
            Assert.That(marked.Select(field => field.QuerySelector("legend")!.TextContent), Is.EqualTo(new[] { "Jag förstår vad målbilden betyder i vardagen.", "Jag vet vad jag själv kan bidra med." }));
            Assert.That(marked.Select(field => field.GetAttribute("aria-describedby")), Is.EqualTo(marked.Select(field => field.QuerySelector(".err")!.Id)));
            Assert.That(sheet.All(".errors a").Select(link => link.GetAttribute("href")), Is.EqualTo(marked.Select(field => $"#{field.Id}")));
            Assert.That(sheet.All(".errors a").Select(link => link.TextContent), Is.Unique.And.Some.Contains("Jag vet vad jag själv kan bidra med."));
            Assert.That(sheet.All("input[type=radio][checked]").Select(radio => radio.GetAttribute("name")), Is.EqualTo(new[] { "Form.Grades[0]", "Form.Grades[2]", "Form.Grades[4]" }));
        });
        await astrid.Send(sheet, "form[action*=Answer] button", Grades());
        Assert.That(await hub.Views.Value<int>("select count(*)::int from hub.baseline_seat where stage = 2"), Is.EqualTo(1));
    }

    async Task Open(int stage)
    {
        using var elin = await hub.As(Cast.Elin);
        await elin.Send(Page, "form[action*=Open] button", ("Opening.Stage", $"{stage}"), ("Opening.Until", Sown.Day(9)), ("Opening.Sure", "true"));
    }

    static (string, string)[] Grades() => [.. Enumerable.Range(0, 5).Select(i => ($"Form.Grades[{i}]", "4"))];
}

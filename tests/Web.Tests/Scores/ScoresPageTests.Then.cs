using System.Globalization;
using System.Net;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Scores;

/// <summary>Days that are over, on every page that shows them.</summary>
public sealed partial class ScoresPageTests
{
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
}

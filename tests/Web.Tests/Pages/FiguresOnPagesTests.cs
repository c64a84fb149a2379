using Activation.Web.Features.Definitions;
using Activation.Web.Tests.Access;
using Activation.Web.Tests.Hosting;
using AngleSharp.Dom;

namespace Activation.Web.Tests.Pages;

/// <summary>Figures, found by asking every page there is: each opens what it means where it stands, and is told of any day.</summary>
public sealed class FiguresOnPagesTests
{
    const string Points = "/me/points", Queue = "/p/{programme}/queue", Wall = "/p/{programme}/board", Parts = "/look";

    /// <summary>Pages with figures that are of now alone, and why.</summary>
    static readonly Dictionary<string, string> OfNow = new(StringComparer.Ordinal)
    {
        ["/me"] = "one's own points: each line says its day, and a total of a day is a sum of lines",
        [Points] = "as /me",
        [Queue] = "how long those who wait today may count on waiting: a worker's list, and no board",
        ["/p/{programme}/initiatives"] = "a list to vote from: votes are kept as they stand, and a past tally beside an open vote would be taken for how it stands",
        ["/p/{programme}/initiatives/{number:int}"] = "the thing itself, with its history line by line; what came of it on a day is in the rates of that day",
        ["/p/{programme}/stories/{slug}"] = "as an initiative's page: its versions are kept one by one",
        [Parts] = "shows the parts that pages are made of, with numbers that are of nothing",
    };

    /// <summary>Pages that draw how sure something is and name no figure, and why.</summary>
    static readonly Dictionary<string, string> Unnamed = new(StringComparer.Ordinal)
    {
        [Wall] = "nothing opens on a wall: what is on it is defined on the overview",
        [Parts] = "shows the parts that pages are made of, with numbers that are of nothing",
        ["/p/{programme}/admin/nudges"] = "what a reminder moved: the sentence below the band says of how many, and how sure",
    };

    readonly List<(AppPage Page, Sheet Sheet)> pages = [];

    TestHub hub;

    [OneTimeSetUp]
    public async Task AskAll()
    {
        hub = await TestHub.Sown(limits: false);
        foreach (var page in AllPages.List)
        {
            var spot = await page.Find(hub);
            using var visitor = spot.Who is null ? hub.Visitor() : await hub.As(spot.Who);
            pages.Add((page, await visitor.Get(spot.Path)));
        }
    }

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public void Every_figure_opens_its_definition_on_the_page_where_it_stands()
    {
        var closed = from each in pages
                     where each.Page.Route != Parts
                     let defined = each.Sheet.All("details[data-defines]").Select(one => one.GetAttribute("data-defines")!)
                     let missing = FiguresOf(each.Sheet).Except(defined).ToList()
                     where missing.Count > 0
                     select $"{each.Page}: {string.Join(' ', missing)}";
        Assert.That(closed, Is.Empty);
    }

    // How many metrics go the right way is told where one has a measured value, and the sown goals have none yet: ValuesTests writes some.
    [Test]
    public void Every_definition_is_of_a_figure_that_stands_on_some_page() => Assert.That(
        Definitions.All.Select(one => one.Key).Except(pages.SelectMany(each => FiguresOf(each.Sheet))).Except(["right-way"]), Is.Empty);

    [Test]
    public void Whatever_draws_how_sure_something_is_says_which_figure_that_is()
    {
        var unnamed = pages.Where(each => !Unnamed.ContainsKey(each.Page.Route))
            .SelectMany(each => each.Sheet.All(".band, .ring, .dots, .funnel-t").Where(drawn => !IsNamed(drawn)).Select(drawn => $"{each.Page}: {drawn.ClassName} in {drawn.Closest("section")?.GetAttribute("aria-labelledby")}"));
        Assert.That(unnamed.Distinct(), Is.Empty);
    }

    [Test]
    public async Task Every_page_with_figures_can_be_asked_about_another_day()
    {
        var dated = await DatedRoutes.Of(hub);
        var routes = pages.Where(each => FiguresOf(each.Sheet).Any()).Select(each => each.Page.Route).Distinct().ToList();
        Assert.That(routes, Has.Count.GreaterThan(12));
        Assert.That(routes.Except(dated).Except(OfNow.Keys), Is.Empty);
    }

    /// <summary>In its row or about it; of what stands in no row, in its part of the page.</summary>
    static bool IsNamed(IElement drawn) =>
        drawn.Closest("[data-figure]") is not null || (drawn.Closest("tr") ?? drawn.Closest("section"))?.QuerySelector("[data-figure]") is not null;

    static IEnumerable<string> FiguresOf(Sheet sheet) =>
        sheet.All("[data-figure]").Select(figure => figure.GetAttribute("data-figure")!).Where(figure => figure.Length > 0).Distinct();
}

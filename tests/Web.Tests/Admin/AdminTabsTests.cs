using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Admin;

/// <summary>Whoever goes from page to page by the tabs always finds the way on.</summary>
public sealed class AdminTabsTests
{
    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [OneTimeTearDown]
    public async Task Close() => await hub.DisposeAsync();

    [Test]
    public async Task Every_tab_leads_to_a_page_that_has_them_all_and_says_which_one_it_is()
    {
        using var farid = await hub.As(Cast.Farid);
        var tabs = Tabs(await farid.Get($"{Sown.Here}/admin/people"));
        Assert.That(tabs, Has.Count.GreaterThan(10));
        foreach (var (path, _) in tabs)
            Assert.That(Tabs(await farid.Get(path)), Is.EqualTo(tabs.Select(tab => (tab.Path, IsCurrent: tab.Path == path))), path);
    }

    [Test]
    public async Task Its_bare_address_leads_to_the_first_of_them()
    {
        using var farid = await hub.As(Cast.Farid);
        Assert.That(Tabs(await farid.Get($"{Sown.Here}/admin")).Select(tab => tab.IsCurrent).First(), Is.True);
    }

    [Test]
    public async Task A_folded_row_does_not_say_the_heading_of_its_cell_twice()
    {
        using var farid = await hub.As(Cast.Farid);
        foreach (var (path, _) in Tabs(await farid.Get($"{Sown.Here}/admin/people")))
        {
            var cells = (await farid.Get(path)).All(".table.fold td[data-l]").Select(cell => (Heading: cell.GetAttribute("data-l")!, Said: cell.TextContent.Trim()));
            Assert.That(cells.Where(cell => cell.Said.Contains(cell.Heading, StringComparison.OrdinalIgnoreCase)).Distinct(), Is.Empty, path);
        }
    }

    [Test]
    public async Task Who_coordinates_and_does_not_lead_comes_to_the_reports_from_the_queue()
    {
        using var bo = await hub.As(Cast.Bo);
        var sheet = await bo.Get($"{Sown.Here}/comments");
        Assert.That(Tabs(sheet), Is.Empty);
        Assert.That(sheet.All($"main a[href='{Sown.Here}/queue']"), Is.Not.Empty);
    }

    static IReadOnlyList<(string Path, bool IsCurrent)> Tabs(Sheet sheet) =>
        [.. sheet.All("main nav.tabs").Take(1).SelectMany(tabs => tabs.QuerySelectorAll("a")).Select(tab => (tab.GetAttribute("href")!, tab.HasAttribute("aria-current")))];
}

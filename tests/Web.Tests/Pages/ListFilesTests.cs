using System.Globalization;
using System.Net;
using Activation.Web.Features.Chronicle;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Pages;

/// <summary>What stands in a list on a page stands in a file, in the same cut and no more of it.</summary>
public sealed class ListFilesTests
{
    static readonly CultureInfo Swedish = new("sv-SE");

    TestHub hub;
    Visitor visitor;

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
    public async Task The_rates_of_a_closed_stage_stand_as_they_were_frozen_and_as_they_are()
    {
        var file = await TakenAlong.From(visitor, await Linked("/rates?stage=1", "rates.csv"));
        var completion = Row("Genomförandegrad");
        Assert.Multiple(() =>
        {
            Assert.That(file.Rows, Has.Count.EqualTo(8), "seven rates and what is not yet due");
            Assert.That((completion["Fryst andel"], completion["Fryst andel, antal"], completion["Fryst andel, av"]), Is.EqualTo(("0,53", "62", "117")));
            Assert.That(Number(completion["Andel"]), Is.InRange(Number(completion["Andel, lägst"]), Number(completion["Andel, högst"])));
            Assert.That((completion["Definition"], completion["Fryst enligt definition"]), Is.EqualTo((Domain.Scoring.Rates.Definition, Domain.Scoring.Rates.Definition)));
            Assert.That(file.Column("Kommun"), Is.All.EqualTo("Alla kommuner"));
        });

        IReadOnlyDictionary<string, string> Row(string name) =>
            file.Rows.SingleOrDefault(row => row["Siffra"] == name) ?? throw new AssertionException(string.Join(", ", file.Column("Siffra")));
    }

    [Test]
    public async Task The_file_is_of_the_municipality_and_the_day_that_the_page_shows()
    {
        const string Asked = "/rates?stage=1&municipality=klippan";
        var page = (await visitor.Get(Sown.Here + Asked)).All("section[aria-labelledby=rates] tbody tr").Select(row => row.QuerySelectorAll("td.num")[1].TextContent.Trim()).ToList();
        var file = await TakenAlong.From(visitor, await Linked(Asked, "rates.csv"));
        var rates = file.Rows.SkipLast(1).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(rates.Select(row => row["Andel, av"].Length == 0 ? "–" : $"{row["Andel, antal"]} av {row["Andel, av"]}"), Is.EqualTo(page));
            Assert.That(file.Column("Kommun"), Is.All.EqualTo("Klippan"));
            Assert.That(file.Column("Fryst andel"), Is.All.Empty, "what is frozen is of all together");
        });
        var then = DateAsked.Written((await hub.Programme()).Stages.Single(stage => stage.Stage == 1).ToOn.AddDays(-60));
        Assert.That((await TakenAlong.From(visitor, await Linked($"{Asked}&asOf={then}", "rates.csv"))).Column("Andel, antal"), Is.Not.EqualTo(file.Column("Andel, antal")));
    }

    [Test]
    public async Task The_way_from_proposal_to_outcome_is_in_the_file_step_by_step()
    {
        var page = (await visitor.Get($"{Sown.Here}/rates?stage=1")).All(".funnel-t tbody tr");
        var file = await TakenAlong.From(visitor, await Linked("/rates?stage=1", "funnel.csv"));
        Assert.Multiple(() =>
        {
            Assert.That(file.Column("Steg"), Is.EqualTo(page.Select(row => row.QuerySelector("th")!.FirstChild!.TextContent.Trim())));
            Assert.That(file.Column("Antal"), Is.EqualTo(page.Select(row => row.QuerySelector("td.num")!.TextContent)));
            Assert.That(
                file.Column("Frysta dagar").Where(days => days.Length > 0).Select(Number),
                Is.EqualTo(page.Select(row => row.QuerySelector("td:last-child small")?.TextContent).OfType<string>().Select(Number)).And.Not.Empty);
            Assert.That(file.Column("Andel av steget före, av").Skip(1), Is.EqualTo(file.Column("Antal").SkipLast(1)));
        });
    }

    [Test]
    public async Task A_challenge_is_in_the_file_stop_by_stop_on_any_day()
    {
        var here = await hub.Programme();
        foreach (var ago in new[] { 0, 12 })
        {
            var asked = ago == 0 ? "" : $"?asOf={DateAsked.Written(here.Today(DateTimeOffset.UtcNow).AddDays(-ago))}";
            var panel = (await visitor.Get(Sown.Here + asked)).All("[data-live-challenge]")[0].Closest("section")!;
            var rows = (await TakenAlong.From(visitor, await Linked(asked, "challenges.csv"))).Rows.Where(row => row["Utmaning"] == panel.QuerySelector("h2")!.TextContent).ToList();
            Assert.Multiple(() =>
            {
                Assert.That(rows.Select(row => row["Kommun"]), Is.EqualTo(here.Municipalities.Select(place => place.Name)));
                Assert.That(rows.Select(row => $"{row["Så långt (challenge-2)"]} av {row["Av"]}"), Is.All.EqualTo(panel.QuerySelector("strong")!.TextContent));
                Assert.That(rows.Count(row => row["Läge"] == "klart"), Is.EqualTo(panel.QuerySelectorAll(".elva .done").Length));
            });
        }
    }

    [Test]
    public async Task The_ladder_is_in_the_file_as_on_the_page_and_for_members_only()
    {
        using var astrid = await hub.As(Cast.Astrid);
        var link = "";
        foreach (var asked in new[] { "?asOf=" + Sown.Day(-100), "" })
        {
            var page = await astrid.Get($"{Sown.Here}/points{asked}");
            link = page.One("[aria-labelledby=ladder] a[href*='points.csv']").GetAttribute("href")!;
            Assert.That(link, Does.EndWith($"points.csv{asked}"));
            var rows = (await TakenAlong.From(astrid, link)).Rows.Select(row => string.Join('|', row.Values));
            Assert.That(rows, Is.EqualTo(page.All("[aria-labelledby=ladder] tbody tr").Select(row => string.Join('|', row.Children.Select(cell => cell.TextContent)))).And.Not.Empty);
        }

        using var refused = await visitor.Client.GetAsync(new Uri(link, UriKind.Relative));
        Assert.That(refused.Content.Headers.ContentType?.MediaType, Is.Not.EqualTo("text/csv"));
        Assert.That(refused.RequestMessage!.RequestUri!.AbsolutePath, Is.EqualTo("/sign-in"));
    }

    [TestCase("rates.csv"), TestCase("funnel.csv"), TestCase("challenges.csv"), TestCase("baseline.csv")]
    public async Task A_day_that_is_none_is_in_no_file(string file)
    {
        using var answer = await visitor.Client.GetAsync(new Uri($"{Sown.Here}/{file}?asOf=2099-01-01", UriKind.Relative));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.StartWith("Den dagen har inte kommit än."));
    }

    /// <summary>Where the page itself leads to its file.</summary>
    async Task<string> Linked(string page, string file) => (await visitor.Get(Sown.Here + page)).One($"a[href*='/{file}']").GetAttribute("href")!;

    static double Number(string cell) => double.Parse(cell, Swedish);
}

using System.Net;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Goals;

public sealed class GoalsTests
{
    const string Page = $"/p/{Cast.Programme}/goals";

    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [OneTimeTearDown]
    public async Task Close() => await hub.DisposeAsync();

    [Test]
    public async Task All_sixty_metrics_stand_in_the_order_of_print()
    {
        using var visitor = hub.Visitor();
        var stops = (await visitor.Get(Page)).All(".stops a").Select(stop => stop.TextContent).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(stops, Has.Count.EqualTo(60));
            Assert.That(stops[8..11], Is.EqualTo(new[] { "1.9", "1.10", "1.11" }));
        });
    }

    [Test]
    public async Task A_municipality_sees_those_it_answers_for()
    {
        using var visitor = hub.Visitor();
        var shown = (await visitor.Get($"{Page}?municipality=klippan")).All(".stops a").Select(stop => stop.TextContent);
        var answered = await hub.Views.Column<string>("select number from metric where 'klippan' = any(responsible || co_responsible) order by area, place");
        Assert.That(shown, Is.EqualTo(answered).And.Not.Empty);
    }

    [Test]
    public async Task A_linked_initiative_stands_with_its_claim_and_never_as_an_effect()
    {
        var found = (await hub.Views.Column<string>(
            """
            select (link ->> 'metric') || '|' || i.title || '|' || (link ->> 'mechanism')
              from initiative i, jsonb_array_elements(i.metrics) link where i.state <> 'withdrawn' order by i.number limit 1
            """))[0].Split('|');
        using var visitor = hub.Visitor();
        var text = (await visitor.Get($"{Page}/{found[0]}")).Text;
        Assert.That(text, Does.Contain(found[1]).And.Contain(found[2]).And.Contain("inte uppmätt effekt"));
    }

    [Test]
    public async Task A_metric_that_is_not_in_the_plan_is_not_found()
    {
        using var visitor = hub.Visitor();
        Assert.That((await visitor.Get($"{Page}/9.99")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task The_file_has_a_line_for_each_metric()
    {
        using var visitor = hub.Visitor();
        var file = await visitor.Client.GetStringAsync(new Uri($"{Page}.csv", UriKind.Relative));
        var numbered = file.Split('\n').Where(line => line.Length > 2 && char.IsDigit(line[0]) && line[1] == '.');
        Assert.That(numbered.Count(), Is.EqualTo(60));
    }
}

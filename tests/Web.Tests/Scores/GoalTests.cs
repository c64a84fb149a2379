using System.Globalization;
using System.Net;
using Activation.Web.Features.Scores;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Scores;

public sealed class GoalTests
{
    const string Astorp = $"/p/{Cast.Programme}/scores/astorp";
    const string Headings = ".scores-t thead th";
    const string Form = "section[aria-labelledby=goal] form";

    TestHub hub = null!;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [OneTimeTearDown]
    public async Task Close() => await hub.DisposeAsync();

    [Test]
    public async Task A_coordinator_says_where_the_municipality_wants_to_be_and_everybody_sees_how_far_it_is()
    {
        using var bo = await hub.As(Cast.Bo);
        await bo.Send(Astorp, Form, ("Input.Goal", "100"));
        using var visitor = hub.Visitor();
        Assert.Multiple(async () =>
        {
            Assert.That((await visitor.Get(Astorp)).One("section[aria-labelledby=goal]").TextContent, Does.Contain("100").And.Contain("kvar"));
            Assert.That((await visitor.Get($"/p/{Cast.Programme}/scores")).One(".scores-t").TextContent, Does.Contain("kvar"));
            Assert.That(await hub.ReadModels.Compare(), Is.Empty);
        });
    }

    [Test]
    public async Task Goals_have_a_column_as_soon_as_somebody_has_one()
    {
        using var bo = await hub.As(Cast.Bo);
        var (none, one) = (await Scores(""), await Scores("90"));
        Assert.That(one.All(Headings), Has.Count.EqualTo(none.All(Headings).Count + 1));
        foreach (var sheet in new[] { none, one })
            Assert.That(sheet.All(".scores-t tbody tr").Select(row => row.Children.Length), Is.All.EqualTo(sheet.All(Headings).Count));

        async Task<Sheet> Scores(string goal)
        {
            await bo.Send(Astorp, Form, ("Input.Goal", goal));
            return await bo.Get($"/p/{Cast.Programme}/scores");
        }
    }

    [Test]
    public async Task A_goal_is_called_reached_where_the_whole_interval_is_above_it()
    {
        var here = await hub.Programme();
        Reach.Into(here.Id);
        var score = (await hub.Services.GetRequiredService<ScoresQuery>().Of(here, DateTimeOffset.UtcNow)).Rows.First(row => row.Key == "astorp").Score.Score;
        Assert.That(await Said((int)score.Value), Does.Contain("inte säker").And.Not.Contain("Målet är nått"));
        Assert.That(await Said((int)score.Low), Does.Contain("Målet är nått"));
    }

    async Task<string> Said(int goal)
    {
        using var bo = await hub.As(Cast.Bo);
        return (await bo.Send(Astorp, Form, ("Input.Goal", goal.ToString(CultureInfo.InvariantCulture)))).One("section[aria-labelledby=goal] p").TextContent;
    }

    [TestCase("101"), TestCase("0"), TestCase("mycket")]
    public async Task What_is_no_goal_is_told_at_the_field_and_kept(string typed)
    {
        using var bo = await hub.As(Cast.Bo);
        var sheet = await bo.Send(Astorp, Form, ("Input.Goal", typed));
        Assert.Multiple(() =>
        {
            Assert.That(sheet.Status, Is.LessThan(HttpStatusCode.InternalServerError));
            Assert.That(sheet.All(".error, .errors, [aria-invalid=true]"), Is.Not.Empty);
            Assert.That(sheet.One("input[name='Input.Goal']").GetAttribute("value"), Is.EqualTo(typed));
        });
    }

    [TestCase(Cast.Astrid), TestCase(Cast.Iris)]
    public async Task Others_are_offered_no_form(string name)
    {
        using var other = await hub.As(name);
        Assert.That((await other.Get(Astorp)).All(Form), Is.Empty);
    }
}

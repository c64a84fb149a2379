using System.Net;
using Activation.Domain.Goals;
using Activation.Store;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Api;

public sealed partial class ReadingTests
{
    TestHub hub = null!;
    Script astrid = null!;
    Script visitor = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        hub = await TestHub.Sown();
        astrid = await Script.Of(hub, Cast.Astrid);
        visitor = new Script(hub.Address, null, "en");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        astrid.Dispose();
        visitor.Dispose();
        await hub.DisposeAsync();
    }

    [TestCase("scores", "position asOf municipalities moment")]
    [TestCase("rates?stage=1", "stage frozen feasibility commitment completion topOutcome ratedShare reuse notYetDue funnel")]
    [TestCase("challenges", "position asOf definition items")]
    [TestCase("baseline", "asOf definition waves")]
    [TestCase("metrics", "items")]
    [TestCase("stories", "items")]
    [TestCase("initiatives", "items next")]
    [TestCase("initiatives/1", "number title state municipality stage votes pledges activities description values focusAreas concretisation parent history")]
    [TestCase("", "slug name municipalities values focusAreas stages")]
    public async Task Every_answer_has_its_least_shape(string path, string fields)
    {
        var reply = await astrid.Get(path.Length == 0 ? Script.Here : path);
        Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.OK), reply.ToString());
        foreach (var field in fields.Split(' ')) Assert.That(reply.Json.TryGetProperty(field, out _), Is.True, field);
    }

    [Test]
    public async Task The_funnel_narrows_and_keeps_the_days_that_were_frozen()
    {
        var steps = (await visitor.Get("rates?stage=1")).Json.GetProperty("funnel").EnumerateArray().ToList();
        Assert.Multiple(() =>
        {
            Assert.That(steps.Select(step => step.GetProperty("step").GetString()), Is.EqualTo(new[] { "proposed", "decided", "approved", "scheduled", "carriedOut", "rated", "topOutcome" }));
            Assert.That(steps.Select(step => step.GetProperty("count").GetInt32()), Is.Ordered.Descending);
            Assert.That(steps[1].GetProperty("medianDays").GetDouble(), Is.GreaterThan(0));
            Assert.That(steps[1].GetProperty("frozenMedianDays").GetDouble(), Is.GreaterThan(0));
            Assert.That(steps[0].GetProperty("medianDays").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
            Assert.That(steps[1].GetProperty("lowDays").GetDouble(), Is.LessThanOrEqualTo(steps[1].GetProperty("medianDays").GetDouble()));
            Assert.That(steps[1].GetProperty("highDays").GetDouble(), Is.GreaterThanOrEqualTo(steps[1].GetProperty("medianDays").GetDouble()));
            Assert.That(steps[1].GetProperty("share").GetProperty("n").GetInt32(), Is.EqualTo(steps[0].GetProperty("count").GetInt32()));
        });
    }

    [Test]
    public async Task Every_part_of_a_score_says_what_it_rests_on_and_how_sure_it_is()
    {
        foreach (var municipality in (await visitor.Get("scores")).Json.GetProperty("municipalities").EnumerateArray())
            foreach (var part in municipality.GetProperty("parts").EnumerateObject())
            {
                var value = part.Value.GetProperty("value").GetDouble();
                Assert.That(value, Is.EqualTo(municipality.GetProperty("components").GetProperty(part.Name).GetDouble()), part.Name);
                Assert.That(part.Value.GetProperty("n").GetInt32(), Is.GreaterThanOrEqualTo(0));
                Assert.That((part.Value.GetProperty("low").GetDouble(), part.Value.GetProperty("high").GetDouble()), Is.Not.EqualTo((value, value)), $"{part.Name} is known for sure");
            }
    }

    [Test]
    public async Task What_came_of_a_deed_says_how_sure_it_is()
    {
        var rated = (await Task.WhenAll(Enumerable.Range(1, 12).Select(number => visitor.Get($"initiatives/{number}"))))
            .SelectMany(reply => reply.Json.GetProperty("activities").EnumerateArray()).Select(activity => activity.GetProperty("outcome"))
            .Where(outcome => outcome.ValueKind == System.Text.Json.JsonValueKind.Object).ToList();
        Assert.That(rated, Is.Not.Empty);
        foreach (var outcome in rated)
            Assert.That((outcome.GetProperty("low").GetDouble() < outcome.GetProperty("value").GetDouble(), outcome.GetProperty("high").GetDouble() > outcome.GetProperty("value").GetDouble()), Is.EqualTo((true, true)));
    }

    [Test]
    public async Task An_estimate_says_how_sure_it_is_and_a_share_is_at_most_one()
    {
        var feasibility = (await visitor.Get("rates?stage=1")).Json.GetProperty("feasibility");
        var value = feasibility.GetProperty("value").GetDouble();
        Assert.Multiple(() =>
        {
            Assert.That(feasibility.GetProperty("n").GetInt32(), Is.GreaterThan(0));
            Assert.That(value, Is.InRange(0.0, 1.0));
            Assert.That(feasibility.GetProperty("low").GetDouble(), Is.LessThanOrEqualTo(value));
            Assert.That(feasibility.GetProperty("high").GetDouble(), Is.GreaterThanOrEqualTo(value));
        });
    }

    [Test]
    public async Task A_metric_names_who_answers_for_it()
    {
        var metric = (await visitor.Get("metrics")).Json.GetProperty("items").EnumerateArray().First();
        Assert.That(metric.GetProperty("responsible").EnumerateArray().Select(name => name.GetString()), Is.Not.Empty.And.None.EqualTo("helsingborg"));
    }

    [Test]
    public async Task Scores_and_rates_of_a_day_are_those_of_its_evening()
    {
        var day = Sown.Day(-60);
        var (scores, rates) = ((await visitor.Get($"scores?asOf={day}")).Json, (await visitor.Get($"rates?stage=1&asOf={day}")).Json);
        Assert.Multiple(() =>
        {
            Assert.That(scores.GetProperty("asOf").GetString(), Is.EqualTo(day));
            Assert.That(scores.GetProperty("moment").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null), "the pulse is of now");
            Assert.That(scores.GetProperty("municipalities").GetArrayLength(), Is.GreaterThan(5));
            Assert.That(rates.GetProperty("asOf").GetString(), Is.EqualTo(day));
        });
    }

    [Test]
    public async Task Metrics_of_a_day_have_what_had_been_measured_by_its_evening()
    {
        var programme = await hub.Views.Value<Guid>("select programme from programme where slug = @slug", new { slug = Cast.Programme });
        var measured = new MetricValueRecorded("1.1", null, Sown.Today.Year, null, 5, null, "Mätt", await hub.PersonCalled(Cast.Astrid));
        await hub.Log.Append(new Append(Guid.NewGuid(), programme, null, StreamNames.Values(programme, "1.1").Name, 0, DateTimeOffset.UtcNow.AddDays(-7), [measured]));
        await hub.Settled();
        Assert.That((await Values(5), await Values(9)), Is.EqualTo((1, 0)));

        async Task<int> Values(int daysAgo) =>
            (await visitor.Get($"metrics?asOf={Sown.Day(-daysAgo)}")).Json.GetProperty("items")
            .EnumerateArray().First(metric => metric.GetProperty("number").GetString() == "1.1").GetProperty("values").GetArrayLength();
    }

    [Test]
    public async Task A_figure_names_the_definition_that_is_told_beside_it()
    {
        var told = (await visitor.Get("definitions")).Json.GetProperty("items").EnumerateArray().ToDictionary(one => one.GetProperty("key").GetString()!);
        var (scores, rates) = ((await visitor.Get("scores")).Json, (await visitor.Get("rates?stage=1")).Json);
        var (challenges, baseline) = ((await visitor.Get("challenges")).Json, (await visitor.Get("baseline")).Json);
        Assert.Multiple(() =>
        {
            Assert.That(told["challenge"].GetProperty("version").GetString(), Is.EqualTo(challenges.GetProperty("definition").GetString()));
            foreach (var key in new[] { "baseline-mean", "baseline-yes", "baseline-change" })
                Assert.That(told[key].GetProperty("version").GetString(), Is.EqualTo(baseline.GetProperty("definition").GetString()), key);
            Assert.That(told["score"].GetProperty("version").GetString(), Is.EqualTo(scores.GetProperty("definition").GetString()));
            Assert.That(told["completion"].GetProperty("version").GetString(), Is.EqualTo(rates.GetProperty("definition").GetString()));
            Assert.That(told.Values.Select(one => one.GetProperty("text").GetString()), Is.All.Not.StartsWith("["));
        });
    }

    [TestCase("scores?asOf=2020-01-01", "time.before-start"), TestCase("scores?asOf=2099-01-01", "time.future"), TestCase("scores?asOf=yesterday", "time.unreadable")]
    [TestCase("metrics?asOf=2020-01-01", "time.before-start"), TestCase("metrics?asOf=nu", "time.unreadable")]
    [TestCase("challenges?asOf=2020-01-01", "time.before-start"), TestCase("baseline?asOf=2099-01-01", "time.future")]
    [TestCase("rates?stage=1&asOf=2099-02-31", "time.unreadable"), TestCase("rates?stage=1&asOf=%00", "time.unreadable")]
    public async Task A_day_that_cannot_be_told_of_is_refused_with_the_reason(string path, string code)
    {
        var refused = await visitor.Get(path);
        Assert.That((refused.Status, refused.Code), Is.EqualTo((HttpStatusCode.BadRequest, code)));
    }

    [Test]
    public async Task Whoever_turns_all_pages_sees_each_initiative_once()
    {
        var seen = new List<int>();
        for (var next = ""; next is not null;)
        {
            var page = (await visitor.Get($"initiatives?limit=7{(next.Length > 0 ? $"&next={next}" : "")}")).Json;
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("number").GetInt32()));
            next = page.GetProperty("next").GetString();
        }

        var all = await hub.Views.Column<int>("select number from initiative order by number");
        Assert.That(seen, Is.EqualTo(all));
    }

    [Test]
    public async Task A_filter_shows_only_what_fits_and_an_unknown_one_is_refused()
    {
        var items = (await visitor.Get("initiatives?municipality=Klippan&state=completed")).Json.GetProperty("items").EnumerateArray().ToList();
        var unknown = await visitor.Get("initiatives?state=%27%3B--");
        Assert.Multiple(() =>
        {
            Assert.That(items.Select(item => item.GetProperty("state").GetString()), Is.All.EqualTo("completed"));
            Assert.That((unknown.Status, unknown.Code), Is.EqualTo((HttpStatusCode.BadRequest, "api.filter")));
        });
    }

    [TestCase("initiatives?next=abc"), TestCase("initiatives?limit=0"), TestCase("initiatives?limit=1e9"), TestCase("initiatives?state=%00")]
    [TestCase("rates"), TestCase("rates?stage=1;2"), TestCase("scores?asOf=yesterday")]
    public async Task What_cannot_be_read_is_the_callers_to_mend(string path)
    {
        var refused = await visitor.Get(path);
        Assert.That(refused.Status, Is.EqualTo(HttpStatusCode.BadRequest), refused.ToString());
        Assert.That(refused.MediaType, Is.EqualTo("application/problem+json"));
    }

    [TestCase("metrics"), TestCase("initiatives/1"), TestCase("rates?stage=1"), TestCase("challenges"), TestCase("baseline")]
    public async Task Who_has_it_already_gets_nothing_anew(string path)
    {
        var first = await visitor.Get(path);
        var again = await visitor.Get(path, first.Headers.ETag!.Tag);
        Assert.That((again.Status, again.Text), Is.EqualTo((HttpStatusCode.NotModified, "")));
    }

    [Test]
    public async Task A_programme_is_tagged_by_what_is_told_of_it_and_not_by_how_far_the_log_has_come()
    {
        var (before, tag) = (await hub.Log.Head(), (await visitor.Get(Script.Here)).Headers.ETag!.Tag);
        using var henrik = await hub.As(Cast.Henrik);
        await henrik.Send(Sown.Initiative((await hub.OpenTo(Cast.Henrik))[0]), "button[value=Support]");
        await hub.Settled();
        Assert.That(await hub.Log.Head(), Is.GreaterThan(before));
        Assert.That((await visitor.Get(Script.Here, tag)).Status, Is.EqualTo(HttpStatusCode.NotModified));
    }
}

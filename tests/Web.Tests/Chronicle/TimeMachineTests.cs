using System.Globalization;
using System.Text.Json;
using Activation.Domain.Members;
using Activation.Domain.Programmes;
using Activation.Domain.Scoring;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Goals;
using Activation.Web.Features.Points;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Rates;
using Activation.Web.Features.Scores;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using TheChronicle = Activation.Web.Features.Chronicle.Chronicle;

namespace Activation.Web.Tests.Chronicle;

/// <summary>What is told of a day is what the hub showed on that evening: later events do not reach back, and none of then is forgotten.</summary>
[TestFixtureSource(nameof(Seeds))]
public sealed class TimeMachineTests(int seed)
{
    const int Days = 200;
    const int Evenings = 3;
    const int Parts = 8;

    /// <summary>Each makes a history of its own. ACTIVATION_HISTORIES asks for more of them.</summary>
    static IEnumerable<int> Seeds =>
        Enumerable.Range(20, int.Parse(Environment.GetEnvironmentVariable("ACTIVATION_HISTORIES") ?? "2", CultureInfo.InvariantCulture));

    TestHub hub = null!;
    ProgrammeView here = null!;
    readonly List<Reading> readings = [];

    [OneTimeSetUp]
    public async Task Sow()
    {
        hub = await TestHub.Sown();
        here = await hub.Programme();
        await RandomHistory.Write(hub, here, seed, Days, Parts, Look);
        await hub.Settled();
        here = await hub.Programme();
        await WeighAnewFrom(here.Today(DateTimeOffset.UtcNow).AddDays(-100));
        here = await hub.Programme();
    }

    /// <summary>What the running hub told at a position: of the day that its newest event was on, and again of the one it had told of before.</summary>
    sealed record Reading(long Position, DateOnly[] Days, string Told);

    // By the hub's own memory, which was read before and is to forget what came since. A badge that it awards meanwhile would be in one of two answers.
    async Task Look(DateTimeOffset at)
    {
        // The last of them is the newest at every position: what is kept of it is mended by all that comes in between.
        DateOnly[] days = [here.Today(at), .. readings.TakeLast(1).Select(reading => reading.Days[0]), here.Today(DateTimeOffset.UtcNow)];
        Reach.Into(here.Id);
        long position;
        string told;
        do
        {
            await hub.Settled();
            position = await hub.Log.Head();
            told = await Teller.Of(hub).Tell(await hub.Programme(), days);
        }
        while (position != await hub.Log.Head());
        readings.Add(new(position, days, told));
    }

    [Test]
    public async Task What_the_running_hub_told_at_any_position_is_what_the_log_says_up_to_it([Range(0, Parts - 1)] int nth)
    {
        var reading = readings[nth];
        await using var then = await Evening.At(hub, reading.Position);
        Assert.That(reading.Told, Is.EqualTo(await Teller.Of(then).Tell(then.Here, reading.Days)).And.Not.Empty);
    }

    // Day by day from what held at the end of it: what Counts does at the price of one.
    [Test]
    public async Task Counts_of_many_days_at_once_are_those_of_each()
    {
        DateOnly[] days = [.. Enumerable.Range(0, 40).Select(week => here.Today(DateTimeOffset.UtcNow).AddDays(-5 * week))];
        var counted = (await hub.Services.GetRequiredService<TheChronicle>().Counts(here, days)).ToDictionary(count => (count.Day, count.Municipality));
        foreach (var day in days)
        {
            var each = await hub.Views.In(here.Id).Many<CountsOn>(
                """
                select @day as day, j.municipality,
                       (select count(*) from standing s where s.municipality = j.municipality and s.since < @ends and s.until >= @ends and s.state <> 'withdrawn' and not s.merged)::int as initiatives,
                       (select count(*) from course c where c.municipality = j.municipality and c.since < @ends and c.until >= @ends and c.state = 'submitted')::int as waiting,
                       (select count(*) from course c where c.municipality = j.municipality and c.since < @ends and c.until >= @ends and c.decision = 'approved')::int as approved,
                       (select count(*) from course c where c.municipality = j.municipality and c.since < @ends and c.until >= @ends and c.state = 'carried_out')::int as carried_out
                  from joined j where j.programme = @Id and j.at < @ends
                """,
                new { here.Id, day, ends = here.Ends(day) });
            Assert.That(counted.Values.Where(count => count.Day == day), Is.EquivalentTo(each));
        }

        Assert.That(counted.Values.Select(count => count.CarriedOut).Distinct().Count(), Is.GreaterThan(3));
    }

    [Test]
    public void A_history_has_something_of_all_that_turns_figures()
    {
        var told = string.Join('\n', readings.Select(reading => reading.Told));
        Assert.Multiple(() =>
        {
            Assert.That(readings.Select(reading => reading.Days[0]).Distinct().Count(), Is.GreaterThan(Parts / 2), "positions all over it");
            foreach (var piece in new[] { "nykommen", "\"State\":\"open\"", "\"Title\":\"Alla", "\"Version\":\"2\"" }) Assert.That(told, Does.Contain(piece));
        });
    }

    // Whoever weighs anew from a day gone by rewrites no evening that has been.
    async Task WeighAnewFrom(DateOnly day)
    {
        var now = here.Local(DateTimeOffset.UtcNow);
        var elin = await hub.PersonCalled(Cast.Elin);
        var actor = new Actor(elin, "", new HashSet<Role> { Role.ProgrammeLead }, new HashSet<string>());
        var set = await hub.Streams.Decide(
            StreamNames.Programme(here.Id), new Writer(here.Id, elin, now, Guid.NewGuid()),
            state => Weighing.Set(state, new SetScoringRules(ScoringRules.AtStart with { Weights = new(1, 0, 0, 0, 0) }, day, "2", "Ett prov"), actor, now));
        Assert.That(set, Is.InstanceOf<Done>());
        await hub.Settled();
    }

    [OneTimeTearDown]
    public async Task Close() => await hub.DisposeAsync();

    // Today, and days before and after the rules were changed.
    DateOnly Day(int nth) => here.Today(DateTimeOffset.UtcNow).AddDays(nth == 0 ? 0 : -new Random(seed * Evenings + nth).Next(1, Days));

    [Test]
    public async Task A_day_is_told_as_it_was_on_its_evening([Range(0, Evenings)] int nth)
    {
        var day = Day(nth);
        await using var evening = await Evening.Of(hub, here.Ends(day));
        Assert.Multiple(async () =>
        {
            Assert.That(await Told(hub.Views, here, day), Is.EqualTo(await Told(evening.Views, evening.Here, day)));
            var facts = await Fresh().Facts(here, [day]);
            Assert.That(Written(facts), Is.EqualTo(Written(await Oracle.Facts(hub, evening, day))), "as counted from the tables of that evening");
            var newest = (await Fresh().Today(here, day, here.RulesThen(day).PublishedFrom)).Select(place => new FactsOn(day, place.Key, place.Value));
            Assert.That(Written(newest), Is.EqualTo(Written(facts)), "as added up initiative by initiative");
            Assert.That(facts.Sum(row => row.Facts.Enrolled), Is.GreaterThan(0));
            Assert.That(await Linked(day), Is.EquivalentTo(await Oracle.Linked(evening)));
            Assert.That(await Stepped(day), Is.EquivalentTo(await Oracle.Stepped(evening)));
        });
    }

    [Test]
    public async Task Many_days_at_once_are_each_day_alone()
    {
        DateOnly[] days = [.. Enumerable.Range(0, 8).Select(Day).Distinct()];
        var chronicle = Fresh();
        var alone = new List<FactsOn>();
        foreach (var day in days.Order()) alone.AddRange(await chronicle.Facts(here, [day]));
        Assert.That(Written(await chronicle.Facts(here, days)), Is.EqualTo(Written(alone)));
    }

    [Test]
    public async Task Live_is_today()
    {
        var scores = hub.Services.GetRequiredService<ScoresQuery>();
        var now = DateTimeOffset.UtcNow;
        Reach.Into(here.Id);
        Assert.That(Written(await scores.Of(here, now)), Is.EqualTo(Written(await scores.On(await Fresh().At(here, here.Today(now)), here.Today(now)))));
    }

    [Test]
    public async Task A_rebuild_equals_the_live_tables() => Assert.That(await hub.ReadModels.Compare(), Is.Empty);

    /// <summary>The programme, the ranking, the counts and every stage's rates, as one text.</summary>
    async Task<string> Told(Web.Platform.Views views, ProgrammeView at, DateOnly day)
    {
        var reads = new SharedReads(views, hub.ReadModels);
        var tallies = new Tallies(views, reads, hub.ReadModels);
        var chronicle = new TheChronicle(views, reads, tallies);
        var then = await chronicle.At(at, day);
        var rates = new List<object>();
        var pathways = new StagePathways(tallies);
        foreach (var stage in then.Stages)
            rates.Add(new { stage, Figures = await new StageRates(tallies, pathways).Of(then, stage, day), Way = await pathways.Of(then, stage, null, day) });
        return Written(new
        {
            Municipalities = then.Municipalities.Select(m => m.Municipality),
            Facts = await chronicle.Facts(then, [day]),
            Ranking = (await new ScoresQuery(new FactsMemory(chronicle, hub.ReadModels)).On(then, [day]))[day].Rows.Select(row => $"{row.Key} {row.Score}"),
            Counts = await chronicle.Counts(then, [day]),
            rates,
        });
    }

    /// <summary>How many initiatives served each metric, and how many none.</summary>
    async Task<IEnumerable<string>> Linked(DateOnly day)
    {
        var plan = new GoalPlan(hub.Views, FreshTallies());
        var counts = (await plan.Metrics(here, day, null)).Select(metric => (metric.Card.Number, metric.Initiatives)).Append(("", await plan.WithoutMetric(here, day)));
        return counts.Where(count => count.Item2 > 0).Select(count => $"{count.Item1} {count.Item2}");
    }

    // That remembers nothing.
    TheChronicle Fresh()
    {
        var reads = new SharedReads(hub.Views, hub.ReadModels);
        return new(hub.Views, reads, new Tallies(hub.Views, reads, hub.ReadModels));
    }

    Tallies FreshTallies() => new(hub.Views, new SharedReads(hub.Views, hub.ReadModels), hub.ReadModels);

    /// <summary>Where everybody stood on the ladder.</summary>
    async Task<IEnumerable<string>> Stepped(DateOnly day) =>
        (await new LadderQuery(hub.Views, FreshTallies()).Steps(here, day)).SelectMany(place => place.Value.Select(step => $"{place.Key} {step.Key} {step.Value}"));

    static string Written(object what) => JsonSerializer.Serialize(what);

    // Grades are a set: in which order they come says nothing.
    static string Written(IEnumerable<FactsOn> facts) => string.Join('\n', facts.OrderBy(f => f.Day).ThenBy(f => f.Municipality, StringComparer.Ordinal).Select(f =>
        $"{f.Day} {f.Municipality} {f.Facts with { Outcome = new([], []) }} {string.Join(',', f.Facts.Outcome.Participants.Order())} {string.Join(',', f.Facts.Outcome.Coordinators.Order())}"));
}

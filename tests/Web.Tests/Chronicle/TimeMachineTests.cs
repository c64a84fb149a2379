using System.Text.Json;
using Activation.Domain.Members;
using Activation.Domain.Programmes;
using Activation.Domain.Scoring;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Rates;
using Activation.Web.Features.Scores;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using TheChronicle = Activation.Web.Features.Chronicle.Chronicle;

namespace Activation.Web.Tests.Chronicle;

/// <summary>What is told of a day is what the hub showed on that evening: later events do not reach back, and none of then is forgotten.</summary>
public sealed class TimeMachineTests
{
    static readonly int[] DaysAgo = [0, 1, 6, 23, 60, 101, 150, 188];

    TestHub hub = null!;
    ProgrammeView here = null!;

    [OneTimeSetUp]
    public async Task Sow()
    {
        hub = await TestHub.Sown();
        here = (await hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;
        await RandomHistory.Write(hub, here, seed: 20, days: 200);
        await hub.Settled();
        await WeighAnewFrom(here.Today(DateTimeOffset.UtcNow).AddDays(-100));
        here = (await hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;
    }

    // Whoever weighs anew from a day gone by rewrites no evening that has been.
    async Task WeighAnewFrom(DateOnly day)
    {
        var now = here.Local(DateTimeOffset.UtcNow);
        var elin = await hub.PersonCalled(Cast.Elin);
        var actor = new Actor(elin, "", new HashSet<Role> { Role.ProgrammeLead }, new HashSet<string>());
        await hub.Streams.Decide(
            StreamNames.Programme(here.Id), new Writer(here.Id, elin, now, Guid.NewGuid()),
            state => Weighing.Set(state, new SetScoringRules(ScoringRules.AtStart with { Weights = new(1, 0, 0, 0, 0) }, day, "1", "Ett prov"), actor, now));
        await hub.Settled();
    }

    [OneTimeTearDown]
    public async Task Close() => await hub.DisposeAsync();

    [TestCaseSource(nameof(DaysAgo))]
    public async Task A_day_is_told_as_it_was_on_its_evening(int ago)
    {
        var day = here.Today(DateTimeOffset.UtcNow).AddDays(-ago);
        await using var evening = await Evening.Of(hub, here.Ends(day));
        Assert.Multiple(async () =>
        {
            Assert.That(await Told(hub.Views, here, day), Is.EqualTo(await Told(evening.Views, evening.Here, day)));
            var facts = await new TheChronicle(hub.Views).Facts(here, [day]);
            Assert.That(Written(facts), Is.EqualTo(Written(await Oracle.Facts(hub, evening, day))), "as counted from the tables of that evening");
            Assert.That(facts.Sum(row => row.Facts.Enrolled), Is.GreaterThan(0));
        });
    }

    [Test]
    public async Task Many_days_at_once_are_each_day_alone()
    {
        var days = DaysAgo.Select(ago => here.Today(DateTimeOffset.UtcNow).AddDays(-ago)).ToArray();
        var chronicle = new TheChronicle(hub.Views);
        var alone = new List<FactsOn>();
        foreach (var day in days.Order()) alone.AddRange(await chronicle.Facts(here, [day]));
        Assert.That(Written(await chronicle.Facts(here, days)), Is.EqualTo(Written(alone)));
    }

    [Test]
    public async Task Live_is_today()
    {
        var scores = hub.Services.GetRequiredService<ScoresQuery>();
        var now = DateTimeOffset.UtcNow;
        Activation.Web.Platform.Reach.Into(here.Id);
        Assert.That(Written(await scores.Of(here, now)), Is.EqualTo(Written(await scores.On(await new TheChronicle(hub.Views).At(here, here.Today(now)), here.Today(now)))));
    }

    [Test]
    public async Task A_rebuild_equals_the_live_tables() => Assert.That(await hub.ReadModels.Compare(), Is.Empty);

    /// <summary>The programme, the ranking, the counts and every stage's rates, as one text.</summary>
    async Task<string> Told(Web.Platform.Views views, ProgrammeView at, DateOnly day)
    {
        var chronicle = new TheChronicle(views);
        var then = await chronicle.At(at, day);
        var rates = new List<object>();
        foreach (var stage in then.Stages) rates.Add(new { stage, Figures = await new StageRates(views, new StagePathways(views)).Of(then, stage, day) });
        return Written(new
        {
            Municipalities = then.Municipalities.Select(m => m.Municipality),
            Facts = await chronicle.Facts(then, [day]),
            Ranking = (await new ScoresQuery(new FactsMemory(chronicle, hub.ReadModels)).On(then, [day]))[day].Rows.Select(row => $"{row.Key} {row.Score}"),
            Counts = await chronicle.Counts(then, [day]),
            rates,
        });
    }

    static string Written(object what) => JsonSerializer.Serialize(what);

    // Grades are a set: in which order they come says nothing.
    static string Written(IEnumerable<FactsOn> facts) => string.Join('\n', facts.OrderBy(f => f.Day).ThenBy(f => f.Municipality, StringComparer.Ordinal).Select(f =>
        $"{f.Day} {f.Municipality} {f.Facts with { Outcome = new([], []) }} {string.Join(',', f.Facts.Outcome.Participants.Order())} {string.Join(',', f.Facts.Outcome.Coordinators.Order())}"));
}

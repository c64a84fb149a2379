using Activation.Domain.Programmes;
using Activation.Domain.Scoring;
using Activation.Store;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Scores;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Scores;

public sealed class RulesInForceTests
{
    [Test]
    public async Task A_figure_is_counted_by_the_rules_of_its_day()
    {
        await using var hub = await TestHub.Sown();
        var elin = await hub.PersonCalled(Cast.Elin);
        var before = await Here(hub);
        var now = before.Local(DateTimeOffset.UtcNow);
        var actor = new Domain.Members.Actor(elin, "", new HashSet<Domain.Members.Role> { Domain.Members.Role.ProgrammeLead }, new HashSet<string>());
        var breadthAlone = ScoringRules.AtStart with { Weights = new(1, 0, 0, 0, 0) };
        await hub.Streams.Decide(
            StreamNames.Programme(before.Id), new Writer(before.Id, elin, now, Guid.NewGuid()),
            state => Weighing.Set(state, new SetScoringRules(breadthAlone, before.Today(now).AddDays(1), "1", "Ett prov"), actor, now));
        await hub.Settled();
        var here = await Here(hub);
        Reach.Into(here.Id);
        var scores = hub.Services.GetRequiredService<ScoresQuery>();
        var today = (await scores.Of(here, now)).Rows[0].Score;
        var tomorrow = (await scores.Of(here, now.AddDays(1))).Rows[0].Score;
        Assert.Multiple(() =>
        {
            Assert.That(here.Rules.Newest.Rules.Version, Is.EqualTo("2"));
            Assert.That(today.Score.Value, Is.Not.EqualTo(100 * today.Breadth.Value).Within(.01));
            Assert.That(tomorrow.Score.Value, Is.EqualTo(100 * tomorrow.Breadth.Value).Within(1e-9));
        });
        Assert.That(await hub.ReadModels.Compare(), Is.Empty);
        await OtherRulesAreNoProgress(scores, here, here.Today(now).AddDays(1));
    }

    [Test]
    public async Task Rules_that_are_set_from_a_day_gone_by_change_no_score_of_an_evening_before_they_were_set()
    {
        await using var hub = await TestHub.Sown();
        var (elin, before) = (await hub.PersonCalled(Cast.Elin), await Here(hub));
        var now = before.Local(DateTimeOffset.UtcNow);
        var (today, shown) = (before.Today(now), await Scores(before.Today(now).AddDays(-3)));
        await hub.Log.Append(new Append(
            Guid.CreateVersion7(), before.Id, elin, StreamNames.Programme(before.Id).Name, (await hub.Log.ReadStream(StreamNames.Programme(before.Id).Name)).Count, DateTimeOffset.UtcNow,
            [new ScoringRulesSet(ScoringRules.AtStart with { Version = "2", Weights = new(1, 0, 0, 0, 0) }, today.AddDays(-9), elin, "Ett prov")]));
        await hub.Settled();
        Assert.That(await Scores(today.AddDays(-3)), Is.EqualTo(shown), "what was shown stays");
        Assert.That((await Rows(today)).Select(row => row.Score.Score.Value), Is.EqualTo((await Rows(today)).Select(row => 100 * row.Score.Breadth.Value)).Within(1e-9));

        async Task<string> Scores(DateOnly day) => string.Join('\n', (await Rows(day)).Select(row => $"{row.Key} {row.Score.Score}"));

        async Task<IReadOnlyList<RankedRow>> Rows(DateOnly day)
        {
            var here = await Here(hub);
            Reach.Into(here.Id);
            return (await hub.Services.GetRequiredService<ScoresQuery>().On(here, day)).Rows;
        }
    }

    [Test]
    public async Task Whoever_tries_other_rules_sees_the_grades_of_what_enough_have_rated_by_them()
    {
        await using var hub = await TestHub.Sown();
        var here = await Here(hub);
        Reach.Into(here.Id);
        var scores = hub.Services.GetRequiredService<ScoresQuery>();
        DateOnly[] days = [.. Enumerable.Range(0, 20).Select(week => here.Today(DateTimeOffset.UtcNow).AddDays(-7 * week))];
        var usual = await Grades(ScoringRules.AtStart.PublishedFrom);
        Assert.That(await Grades(8), Is.LessThan(usual).And.GreaterThan(0), "fewer have eight raters than three");
        Assert.That(await Grades(ScoringRules.AtStart.PublishedFrom), Is.EqualTo(usual), "what was tried is not what holds");

        async Task<int> Grades(int enough) => (await scores.By(_ => ScoringRules.AtStart with { PublishedFrom = enough }, here, days)).Values
            .SelectMany(ranking => ranking.Rows).Sum(row => row.Facts.Outcome.Raters);
    }

    // By the new rules a score is breadth alone, so that what breadth has gained is all the progress there is.
    static async Task OtherRulesAreNoProgress(ScoresQuery scores, ProgrammeView here, DateOnly day)
    {
        var trends = await ScoreTrends.Of(scores, here, day);
        foreach (var row in trends.Newest.Rows)
        {
            var weeks = trends.Rankings.SkipLast(1).SelectMany(week => week.Rows).Where(week => week.Key == row.Key).Select(week => 100 * week.Score.Breadth.Value).ToList();
            Assert.That(trends.ProgressOf(row)!.Change, Is.EqualTo(100 * row.Score.Breadth.Value - weeks.Average()).Within(1e-9), row.Key);
        }

        Assert.That(trends.Rankings[0].Rows[0].Score.Score.Value, Is.Not.EqualTo(100 * trends.Rankings[0].Rows[0].Score.Breadth.Value).Within(.01), "what was shown stays");
    }

    static async Task<ProgrammeView> Here(TestHub hub) => (await hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;
}

using System.Text.Json;
using Activation.Web.Features.Challenges;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Points;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Rates;
using Activation.Web.Features.Scores;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using TheChronicle = Activation.Web.Features.Chronicle.Chronicle;

namespace Activation.Web.Tests.Chronicle;

/// <summary>All figures of a day as one text: as a hub tells them that has been running, or as one does that has just read the log.</summary>
sealed record Teller(
    Views Views, ScoresQuery Scores, TheChronicle Chronicle, StageRates Rates, StagePathways Pathways, ChallengeQuery Challenges, Ledgers Ledgers,
    LadderQuery Ladder)
{
    const int Members = 12;

    /// <summary>With what it remembers.</summary>
    public static Teller Of(TestHub hub) => new(
        hub.Views, hub.Services.GetRequiredService<ScoresQuery>(), hub.Services.GetRequiredService<TheChronicle>(), hub.Services.GetRequiredService<StageRates>(),
        hub.Services.GetRequiredService<StagePathways>(), hub.Services.GetRequiredService<ChallengeQuery>(), hub.Services.GetRequiredService<Ledgers>(),
        hub.Services.GetRequiredService<LadderQuery>());

    public static Teller Of(Evening evening)
    {
        var reads = new SharedReads(evening.Views, evening.ReadModels);
        var tallies = new Tallies(evening.Views, reads, evening.ReadModels);
        var (chronicle, pathways) = (new TheChronicle(evening.Views, reads, tallies), new StagePathways(tallies));
        return new(
            evening.Views, new ScoresQuery(new FactsMemory(chronicle, evening.ReadModels)), chronicle, new StageRates(tallies, pathways), pathways,
            new ChallengeQuery(evening.Views, tallies), new Ledgers(evening.Views), new LadderQuery(evening.Views, tallies));
    }

    public async Task<string> Tell(ProgrammeView here, IReadOnlyList<DateOnly> days)
    {
        var told = new List<string>();
        foreach (var day in days)
        {
            told.AddRange(await Trends(here, day));
            told.AddRange(await Stages(here, day));
        }

        told.AddRange(await Points(here, days[0]));
        return string.Join('\n', told);
    }

    async Task<IEnumerable<string>> Trends(ProgrammeView here, DateOnly day)
    {
        var trends = await ScoreTrends.Of(Scores, here, day);
        return trends.Days.Zip(trends.Rankings).SelectMany(week => week.Second.Rows.Select(row => $"{week.First:O} {row.Key} {row.Score} {trends.ProgressOf(row)}"));
    }

    async Task<IEnumerable<string>> Stages(ProgrammeView here, DateOnly day)
    {
        var then = await Chronicle.At(here, day);
        var told = new List<string> { Written(await Chronicle.Counts(then, [day])), Written((await Challenges.On(then, day)).All), Written(await Rates.Outside(then, day)), Written(await Ladder.Counts(then, day)) };
        foreach (var stage in then.Stages.Where(stage => stage.State != "planned"))
            told.Add(Written(new { stage, Now = await Rates.Now(then, stage, day), Way = await Pathways.Of(then, stage, null, day) }));
        return told;
    }

    /// <summary>The ledgers of some whose deeds are counted: of those that a history has just made, since their numbers are the least.</summary>
    async Task<IEnumerable<string>> Points(ProgrammeView here, DateOnly day)
    {
        var counted = await Views.Column<Guid>("select member from points_choice where programme = @Id order by member limit @Members", new { here.Id, Members });
        var told = new List<string>();
        foreach (var member in counted)
        {
            var mine = await Ledgers.Of(here, member, here.Begins(day));
            told.Add(Written(new { mine.Choice, mine.Ledger.Entries, mine.Live, Badges = mine.Badges.OrderBy(badge => badge.Badge) }));
        }

        return told;
    }

    static string Written(object what) => JsonSerializer.Serialize(what);
}

using Activation.Domain.Scoring;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Programmes;

namespace Activation.Web.Features.Scores;

/// <summary>Every municipality's engagement over the 28 days that end with a day: today, or any day there has been.</summary>
public sealed class ScoresQuery(FactsMemory facts)
{
    public Task<Ranking> Of(ProgrammeView here, DateTimeOffset now) => On(here, here.Today(now));

    public async Task<Ranking> On(ProgrammeView here, DateOnly day) => (await On(here, [day]))[day];

    /// <summary>Any number of days in one go.</summary>
    public Task<IReadOnlyDictionary<DateOnly, Ranking>> On(ProgrammeView here, IReadOnlyCollection<DateOnly> days) => By(here.RulesThen, here, days);

    /// <summary>The same by rules of one's choice, for whoever tries them.</summary>
    public async Task<IReadOnlyDictionary<DateOnly, Ranking>> By(
        Func<DateOnly, ScoringRules> rules, ProgrammeView here, IReadOnlyCollection<DateOnly> days)
    {
        var known = await facts.Of(here, days, day => rules(day).PublishedFrom);
        return known.ToDictionary(pair => pair.Key, pair => Ranking.Of(
            [.. here.Municipalities.Where(m => pair.Value.ContainsKey(m.Municipality)).Select(m => (m.Municipality, m.Name, pair.Value[m.Municipality]))],
            rules(pair.Key)));
    }
}

using Activation.Domain.Members;
using Activation.Domain.Scoring;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Initiatives;

/// <summary>An initiative in a list.</summary>
/// <param name="Open">Its voting is open.</param>
/// <param name="StancesShown">How others voted may be seen by the one who looks.</param>
public sealed record ListedInitiative(InitiativeCard Card, bool Open, bool StancesShown);

/// <summary>How many there are under each tab.</summary>
public sealed record TabCounts(int Open, int Active, int Completed, int All);

/// <summary>The list of initiatives, in an order that is fair to all of them.</summary>
public sealed class InitiativeList(Views views)
{
    sealed record Slim(Guid Initiative, int Number, int Stage, string State, bool Open, int Supports, int NotNows, int VotesBefore);

    sealed record Voted(Guid Initiative);

    const string IsOpen = "i.state in ('proposed', 'active') and not i.voting_closed and i.voting_until > @now";

    IReadOnlyList<Slim> found = [];
    ScoringRules rules = ScoringRules.AtStart;

    public TabCounts Counts => new(
        found.Count(i => i.Open), found.Count(i => i.State == "active"), found.Count(i => i.State == "completed"), found.Count);

    /// <summary>Looks up what fits the cut; the rest of this class answers about it.</summary>
    public async Task Find(ProgrammeView programme, Cut cut, DateTimeOffset now)
    {
        rules = programme.Rules.On(programme.Today(now));
        found = await views.Many<Slim>(
            $"""
            select i.initiative, i.number, i.stage, i.state, {IsOpen} as open, i.supports, i.not_nows, coalesce(b.votes, 0) as votes_before
              from initiative i
              left join (select initiative, count(*) as votes from ballot where at < @morning group by initiative) b using (initiative)
             where i.programme = @programme{cut.Where}
            """,
            cut.Parameters(programme.Id, now, now.Subtract(now.TimeOfDay)));
    }

    /// <summary>The initiatives under a tab, in their order.</summary>
    public IReadOnlyList<Ranked> Under(string tab, string reader) => FairOrder.Of(
        found.Where(i => tab switch { "open" => i.Open, "active" or "completed" => i.State == tab, _ => true }).Select(Rankable),
        reader, rules.RankingZ);

    /// <summary>Those after a number, in the order in which they were proposed.</summary>
    public IReadOnlyList<Ranked> ByNumber(int after) => [.. found.Where(i => i.Number > after).OrderBy(i => i.Number).Select(Rankable)];

    static Ranked Rankable(Slim i) => new(i.Initiative, i.Number, i.Stage, i.Open, i.Supports, i.NotNows, i.VotesBefore);

    /// <summary>The cards of some initiatives, in the order given.</summary>
    public async Task<IReadOnlyList<ListedInitiative>> Cards(IReadOnlyList<Ranked> ranked, Actor? reader, DateTimeOffset now)
    {
        var ids = ranked.Select(i => i.Initiative).ToArray();
        var cards = (await views.Many<InitiativeCard>("select * from initiative where initiative = any(@ids)", new { ids }))
            .ToDictionary(card => card.Initiative);
        var voted = await VotedOn(ids, reader);
        return
        [
            .. from i in ranked
               where cards.ContainsKey(i.Initiative)
               let card = cards[i.Initiative]
               select new ListedInitiative(card, i.Open, Stances.AreShownTo(card, voted.Contains(i.Initiative), reader, now)),
        ];
    }

    async Task<HashSet<Guid>> VotedOn(Guid[] ids, Actor? reader) => reader is null
        ? []
        : [.. (await views.Many<Voted>(
            "select initiative from ballot where member = @member and initiative = any(@ids)", new { member = reader.Member, ids }))
            .Select(vote => vote.Initiative)];
}

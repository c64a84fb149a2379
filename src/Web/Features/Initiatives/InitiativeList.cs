using Activation.Domain.Members;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Initiatives;

/// <summary>An initiative in a list.</summary>
/// <param name="Open">Its voting is open.</param>
/// <param name="StancesShown">How others voted may be seen by the one who looks.</param>
public sealed record ListedInitiative(InitiativeCard Card, bool Open, bool StancesShown);

/// <summary>The list of initiatives, in an order that is fair to all of them.</summary>
public sealed class InitiativeList(Views views, Lineups lineups, Searches searches)
{
    sealed record Voted(Guid Initiative);

    /// <summary>Those that fit the cut, and how they stand.</summary>
    public async Task<IListing> Find(ProgrammeView programme, Cut cut, DateTimeOffset now)
    {
        var lineup = await lineups.Of(programme, now);
        return cut.IsWhole ? lineup : lineup.Only(await searches.Of(programme, cut, now));
    }

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

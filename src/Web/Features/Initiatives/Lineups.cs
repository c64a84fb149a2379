using System.Collections.Concurrent;
using Activation.Store.Followers;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Initiatives;

/// <summary>How the initiatives of each programme stand: read as a whole once a day, and after that only those that something happened to.</summary>
public sealed class Lineups
{
    readonly Views views;
    readonly ConcurrentDictionary<Guid, Remembered<Asked, KeptLineup>> programmes = [];

    public Lineups(Views views, ReadModels readModels)
    {
        this.views = views;
        readModels.BeforeShown(Touch);
    }

    public async Task<Lineup> Of(ProgrammeView here, DateTimeOffset now)
    {
        var today = new Asked(here.Today(now), here.Rules.On(here.Today(now)).RankingZ, now);
        return (await programmes.GetOrAdd(here.Id, programme => KeptLineup.Remember((which, asked) => Read(programme, which, asked))).Of(today)).Lineup;
    }

    void Touch(Projected projected)
    {
        foreach (var programme in projected.Events.GroupBy(recorded => recorded.Tenant))
            if (programmes.TryGetValue(programme.Key, out var remembered))
                remembered.Touch(programme.SelectMany(recorded => InitiativeEvent.AllOf(recorded.Data)));
    }

    // Of what is over nobody asks how many votes it had this morning.
    Task<IReadOnlyList<Ranked>> Read(Guid programme, IReadOnlyCollection<Guid>? which, Asked asked) => views.In(programme).Many<Ranked>(
        $"""
        select i.initiative, i.number, i.stage, i.state, voting.open, i.merged_into is not null as merged, i.voting_until, i.supports, i.not_nows,
               case when voting.open then (select count(*) from ballot b where b.initiative = i.initiative and b.at < @morning) else 0 end as votes_before
          from initiative i, lateral (select i.state in ('proposed', 'active') and not i.voting_closed and i.voting_until > @now as open) voting
         where i.programme = @programme{(which is null ? "" : " and i.initiative = any(@which)")}
        """,
        new { programme, which = which?.ToArray(), now = asked.Now, morning = asked.Now.Subtract(asked.Now.TimeOfDay) });
}

using Activation.Domain.Initiatives;
using Activation.Domain.Scoring;
using Activation.Web.Features.Members;
using Activation.Web.Features.Programmes;

namespace Activation.Web.Platform.Simulation;

/// <summary>
/// Reads a scene from the read models. Everything comes in the order of ids: what was done at once may stand in the log in either order,
/// and the scene is the same.
/// </summary>
public sealed class SceneReading(Views views)
{
    sealed record InitiativeSeen(
        Guid Initiative, string Municipality, string[] Partners, Guid Proposer, string Title, string State, bool Votes, Guid[] Supporters,
        Guid[] Doubters, Guid[] Pledged);

    sealed record ActivitySeen(Guid Activity, Guid Initiative, string Municipality, Guid Owner, ActivityStatus State, ActivityPlan? Plan, Guid[] Raters);

    /// <param name="here">The programme.</param>
    /// <param name="emailDomain">Only people with addresses there are invented; nobody else is ever acted for.</param>
    /// <param name="now">By the programme's clock.</param>
    public async Task<Scene> Read(ProgrammeView here, string emailDomain, DateTimeOffset now)
    {
        Reach.Into(here.Id);
        var members = await views.Many<MemberRow>(
            """
            select m.* from member m join hub.person p on p.person = m.member
             where m.programme = @programme and not m."left" and p.email like @like order by m.member
            """,
            new { programme = here.Id, like = "%@" + emailDomain });
        var people = members.Select(row => row.ToActor()).Where(actor => actor.TakesPart)
            .Select(actor => new Someone(actor, Temperaments.Of(actor.Member))).ToLookup(one => one.Actor.Municipality);
        var towns = here.Municipalities.Select(m => new Town(m.Municipality, m.Name, m.Population, [.. people[m.Municipality]])).ToList();
        return new Scene(towns, await Initiatives(here.Id, now));
    }

    async Task<List<SeenInitiative>> Initiatives(Guid programme, DateTimeOffset now)
    {
        var rows = await views.Many<InitiativeSeen>(
            """
            select i.initiative, i.municipality, i.partners, i.proposer, i.title, case when i.merged_into is null then i.state else 'merged' end as state, v.votes,
                   array(select b.member from ballot b where v.votes and b.initiative = i.initiative and b.stance = 'support' order by 1) supporters,
                   array(select b.member from ballot b where v.votes and b.initiative = i.initiative and b.stance = 'not_now' order by 1) doubters,
                   array(select p.member from pledge p where p.initiative = i.initiative order by 1) pledged
              from initiative i,
                   lateral (select i.state in ('proposed', 'active') and not i.voting_closed and i.voting_until > @now votes) v
             where i.programme = @programme order by i.initiative
            """,
            new { programme, now });
        var seen = rows.Select(Seen).ToList();
        var byId = seen.ToDictionary(one => one.Id);
        foreach (var row in await Activities(programme)) byId[row.Initiative].Activities.Add(Seen(row, byId[row.Initiative], now.Date));
        return seen;
    }

    /// <summary>Plans only where somebody still works on them; the others are never looked at.</summary>
    Task<IReadOnlyList<ActivitySeen>> Activities(Guid programme) => views.Many<ActivitySeen>(
        """
        select a.activity, a.initiative, a.municipality, a.owner, a.state,
               case when a.state in ('draft', 'returned', 'submitted') then a.plan end plan,
               array(select r.member from rating r where r.activity = a.activity order by 1) raters
          from activity a where a.programme = @programme order by a.activity
        """,
        new { programme });

    static SeenInitiative Seen(InitiativeSeen row) => new(row.Initiative, row.Municipality, row.Partners, row.Proposer, row.Title)
    {
        UnderWay = row.State is "proposed" or "active", VotingIsOpen = row.Votes, Supporters = [.. row.Supporters], Doubters = [.. row.Doubters],
        Pledged = [.. row.Pledged],
    };

    static SeenActivity Seen(ActivitySeen row, SeenInitiative initiative, DateTime day)
    {
        var today = DateOnly.FromDateTime(day);
        return new SeenActivity(row.Activity, initiative, row.Municipality, row.Owner)
        {
            Status = row.State, Raters = [.. row.Raters],
            NeedsMore = row.State == ActivityStatus.Returned || (row.Plan is { } plan && !Concretisation.Of(plan, today).IsEnoughToSubmit),
            SaysAll = row.Plan is { Responsible.Length: > 0, Place.Length: > 0, DueOn: { } due } && due >= today,
        };
    }
}

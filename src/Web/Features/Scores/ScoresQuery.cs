using System.Collections.Concurrent;
using Activation.Domain.Scoring;
using Activation.Store.Followers;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Scores;

/// <summary>Every municipality's engagement over the last 28 days, computed once for each position of the log.</summary>
public sealed class ScoresQuery(Views views, ReadModels readModels)
{
    /// <summary>The window moves with the clock also when nothing happens.</summary>
    static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(1);

    readonly ConcurrentDictionary<Guid, Kept> kept = new();

    public async Task<Ranking> Of(ProgrammeView here, DateTimeOffset now)
    {
        // The position is read first: what is kept may be newer than it says, never older.
        var position = readModels.Position;
        if (kept.TryGetValue(here.Id, out var before) && before.Position == position && now - before.At < GoodFor) return before.Ranking;
        var facts = await Facts(here, now);
        var ranking = Ranking.Of([.. here.Municipalities.Select(m => (m.Municipality, m.Name, facts[m.Municipality]))], here.Rules.On(here.Today(now)));
        kept[here.Id] = new Kept(position, now, ranking);
        return ranking;
    }

    async Task<IReadOnlyDictionary<string, MunicipalityFacts>> Facts(ProgrammeView here, DateTimeOffset now)
    {
        var today = here.Today(now);
        var rows = await views.Many<FactsRow>(
            Sql,
            new
            {
                here.Id, Now = now, From = now.AddDays(-MunicipalityScore.WindowDays), Today = today,
                FromDay = today.AddDays(-MunicipalityScore.WindowDays),
            });
        return rows.ToDictionary(row => row.Municipality, row => row.Facts);
    }

    // Somebody who moved or left counts where the act is, only as long as they are enrolled there: active is never more than enrolled.
    // Due is what completion counts: carried out, overdue or cancelled. An initiative counts for everyone who has a part in it.
    const string Sql = """
        with act as (
          select b.member, b.at from ballot b join initiative i using (initiative) where i.programme = @Id
          union all select p.member, p.at from pledge p join initiative i using (initiative) where i.programme = @Id
          union all select c.author, c.at from comment c join initiative i using (initiative) where i.programme = @Id
          union all select r.member, r.at from rating r join initiative i using (initiative) where i.programme = @Id
          union all select i.proposer, i.proposed_at from initiative i where i.programme = @Id
        ), people as (
          select m.municipality, count(*) as enrolled,
                 count(*) filter (where m.member in (select member from act where at > @From and at <= @Now)) as active
            from member m where m.programme = @Id and not m."left" group by m.municipality
        ), deeds as (
          select a.municipality, count(*) as due, count(*) filter (where a.state = 'carried_out') as done
            from activity a
           where a.programme = @Id and a.due_on > @FromDay
             and ((a.state = 'carried_out' and a.due_on <= @Today) or (a.state in ('approved', 'scheduled', 'cancelled') and a.due_on < @Today))
           group by a.municipality
        ), grades as (
          select a.municipality, array_agg(r.grade) filter (where r.part = 'participant') as participants,
                 array_agg(r.grade) filter (where r.part = 'coordinator') as coordinators
            from rating r join activity a using (activity)
           where a.programme = @Id and r.part <> 'owner' and r.at > @From and r.at <= @Now group by a.municipality
        ), lent as (
          select e.municipality, count(*) as adoptions
            from initiative child
            left join initiative parent on parent.initiative = child.parent
           cross join lateral (values (child.municipality), (parent.municipality)) e (municipality)
           where child.programme = @Id and child.parent is not null and child.proposed_at > @From and child.proposed_at <= @Now
           group by e.municipality
        ), own as (
          select e.municipality, count(*) as initiatives, count(*) filter (where cardinality(i.partners) > 0) as across
            from initiative i
           cross join lateral unnest(i.municipality || i.partners) e (municipality)
           where i.programme = @Id and i.state <> 'withdrawn' and i.last_at > @From and i.proposed_at <= @Now group by e.municipality
        )
        select t.municipality, coalesce(enrolled, 0) as enrolled, coalesce(active, 0) as active, coalesce(due, 0) as due, coalesce(done, 0) as done,
               coalesce(participants, '{}') as participants, coalesce(coordinators, '{}') as coordinators,
               coalesce(adoptions, 0) as adoptions, coalesce(initiatives, 0) as initiatives, coalesce(across, 0) as across
          from municipality t
          left join people using (municipality) left join deeds using (municipality) left join grades using (municipality)
          left join lent using (municipality) left join own using (municipality)
         where t.programme = @Id
        """;

    sealed record Kept(long Position, DateTimeOffset At, Ranking Ranking);

    sealed record FactsRow(
        string Municipality, int Enrolled, int Active, int Due, int Done, int[] Participants, int[] Coordinators, int Adoptions, int Initiatives,
        int Across)
    {
        public MunicipalityFacts Facts => new(Enrolled, Active, Due, Done, new(Participants, Coordinators), Adoptions, Initiatives, Across);
    }
}

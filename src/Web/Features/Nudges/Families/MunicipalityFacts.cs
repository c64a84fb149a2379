using Activation.Domain.Nudges;
using Activation.Domain.Nudges.Rules;
using Activation.Web.Features.Goals;

namespace Activation.Web.Features.Nudges.Families;

public sealed class MunicipalityFacts : IFamily
{
    public IReadOnlyList<NudgeKind> Kinds => [NudgeKind.MunicipalitySilent, NudgeKind.MetricOrphan, NudgeKind.FollowUpOpen];

    // A municipality that never made a sound has been silent since others began. Where something happened lately is known without going through all that ever did.
    const string Quiet = """
        with heard as materialized (
          select t.municipality, t.name, coalesce(max(i.last_at), (select min(proposed_at) from initiative where programme = @programme)) as at
            from municipality t left join initiative i on i.programme = t.programme and i.municipality = t.municipality
           where t.programme = @programme
             and not exists (select from initiative r where r.programme = t.programme and r.municipality = t.municipality and r.last_at > @now - interval '30 days') group by 1, 2)
        select m.member as coordinator, h.municipality, h.name, h.at as heard_at
          from heard h join member m on m.programme = @programme and m.municipality = h.municipality and not m."left" and 'coordinator' = any(m.roles)
         where h.at < @now - interval '30 days' and (@people::uuid[] is null or m.member = any(@people))
        """;

    // Whoever has signed with a word has said why it may wait. What served it and was parked or withdrawn leaves it alone from then on, and what came into
    // the plan yesterday has been alone since yesterday.
    const string Lonely = """
        with first as materialized (select min(proposed_at) as at from initiative where programme = @programme),
        linked as materialized (
          select l.metric, i.initiative, i.state from initiative i cross join lateral jsonb_to_recordset(i.metrics) as l(metric text) where i.programme = @programme),
        alone as materialized (
          select k.* from metric k
           where k.programme = @programme and not exists (select from linked l where l.metric = k.number and l.state in ('proposed', 'active', 'completed'))),
        served as materialized (
          select l.metric, max(h.at) as until
            from linked l cross join lateral (
              select max(h.at) as at from happening h where h.initiative = l.initiative and h.kind in ('initiative-parked', 'initiative-withdrawn')) h
           where l.metric in (select number from alone) group by 1)
        select m.member as responsible, m.municipality, array_agg(k.number order by k.area, k.place) as metrics, array_agg(k.text order by k.area, k.place) as texts,
               array_agg(greatest(k.defined_at, (select at from first), served.until) order by k.area, k.place) as since
          from alone k left join served on served.metric = k.number
          join member m on m.programme = k.programme and not m."left" and 'goal_owner' = any(m.roles) and m.municipality = any(k.responsible)
         where (@people::uuid[] is null or m.member = any(@people))
           and k.defined_at < @now - interval '60 days' and (select at from first) < @now - interval '60 days'
           and not exists (select from (select distinct on (s.year) s.comment, s.at from sign_off s
                                         where s.programme = k.programme and s.number = k.number and s.municipality = m.municipality order by s.year, s.position desc) stands
                            where stands.comment is not null and stands.at > @now - interval '1 year')
         group by 1, 2
        """;

    static readonly string Open = $"""
        select m.member as responsible, m.municipality, f.year, f.opens_on, f.closes_on, count(*)::int as waiting
          from follow_up f join member m on m.programme = f.programme and not m."left" and 'goal_owner' = any(m.roles)
         cross join lateral (select from {UnsignedMetrics.Of("f.programme", "m.municipality", "f.year::text")}) waits
         where f.programme = @programme and @today::date between f.opens_on and f.closes_on and (@people::uuid[] is null or m.member = any(@people))
         group by 1, 2, 3, 4, 5
        """;

    public async Task<IReadOnlyList<DueNudge>> Find(Scope scope) =>
        (await scope.Views.Many<Quiet>(Quiet, scope.Asked)).Select(quiet => Municipalities.Silent(quiet, scope.Time))
        .Concat((await scope.Views.Many<Orphans>(Lonely, scope.Asked))
            .SelectMany(orphans => scope.People is null ? Municipalities.ThisMonth(orphans, scope.Time) : Municipalities.StillLonely(orphans, scope.Time)))
        .Concat((await scope.Views.Many<Unsigned>(Open, scope.Asked)).Select(one => Municipalities.FollowUp(one, scope.Time))).Once();
}

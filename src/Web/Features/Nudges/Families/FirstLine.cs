using Activation.Domain.Nudges;
using Activation.Domain.Nudges.Rules;

namespace Activation.Web.Features.Nudges.Families;

/// <summary>What the letter of the week may begin with, asked by the rule that lets it fall due and by the letter itself: what holds for the one holds for the other.</summary>
static class FirstLine
{
    // What others wait for comes before what could be new. As long as the nudge of the kind would ask for it; what came back with a question, for two letters.
    // A draft alone brings no letter, and is told where there is one.
    const string Open = """
        with reader as materialized (
          select m.member, m.municipality, 'coordinator' = any(m.roles) as coordinates, m.deputy_for from member m
           where m.programme = @programme and not m."left" and (not m.roles <@ array['viewer', 'partner'] or cardinality(m.deputy_for) > 0) and (@people::uuid[] is null or m.member = any(@people))
             and (@people::uuid[] is not null or not exists (
               select from hub.nudge d where d.kind = 'weekly_digest' and d.object = 'person' and d.recipient = m.member and d.period = @week))),
        open as materialized (
          select 1 as place, m.member, 'rate_outcome' as kind, 'activity:' || a.activity as object, a.activity as subject, i.initiative, i.number, a.title, 1 as count,
                 a.carried_out_at as since, null::date as due_on, null::jsonb as plan
            from activity a join initiative i using (initiative) join pledge p on p.initiative = a.initiative join reader m on m.member = p.member
            left join rating r on r.activity = a.activity and r.member = p.member
           where a.programme = @programme and a.state = 'carried_out' and a.carried_out_at > @now - interval '40 days' and p.member not in (a.owner, i.proposer) and r.member is null
          union all
          select 2, m.member, 'waiting_approval', 'member:' || @programme, (array_agg(a.activity order by a.submitted_at))[1], null, 0, '', count(*)::int, min(a.submitted_at), null, null
            from activity a join initiative i using (initiative) join reader m on (m.coordinates and m.municipality = a.municipality) or a.municipality = any(m.deputy_for)
           where a.programme = @programme and a.state = 'submitted' and i.state in ('proposed', 'active') and m.member not in (a.owner, i.proposer)
             and not exists (select from happening h where h.initiative = a.initiative and h.activity = a.activity and h.actor = m.member
                                and h.kind in ('activity-planned', 'activity-plan-changed'))
           group by m.member
          union all
          select case a.state when 'returned' then 3 when 'scheduled' then 4 else 5 end, m.member,
                 case a.state when 'returned' then 'decision_made' when 'scheduled' then 'overdue' else 'ready_draft' end, 'activity:' || a.activity, a.activity, i.initiative, i.number,
                 a.title, 1, coalesce(a.decided_at, a.planned_at), case a.state when 'scheduled' then a.due_on end, case a.state when 'draft' then a.plan end
            from activity a join initiative i using (initiative) join reader m on m.member = a.owner
           where a.programme = @programme and i.state in ('proposed', 'active') and (i.merged_into is null or a.state = 'scheduled')
             and (a.state = 'returned' and a.decided_at > @now - interval '14 days' or a.state = 'scheduled' and a.due_on between @today::date - 13 and @today::date - 1
               or a.state = 'draft' and @people::uuid[] is not null))
        """;

    const string Sql = $"""
        {Open}
        select o.member, o.kind, o.object, o.subject, o.number, o.title, o.count, o.due_on, o.plan, coalesce(said.times, 0) as times, said.first_at, said.told_at,
               exists (select from paused_kind k where k.programme = @programme and k.kind = o.kind and k.reason is not null) as is_unwanted, mine.at as acted_at, h.answered_at,
               coalesce(h.helped_at > greatest(h.answered_at, h.placed_at, '-infinity'), false) as needs_help
          from open o
          left join lateral (
            select count(*) filter (where n.kind = o.kind)::int as times, min(n.passed_at) filter (where n.kind = o.kind) as first_at,
                   max(greatest(n.passed_at, n.mailed_at)) filter (where n.state <> 'held_out') as told_at
              from hub.nudge n where n.recipient = o.member and n.object = o.object and n.passed_at is not null and (n.state <> 'skipped' or n.reason = 'in_digest')) said on true
          left join lateral (
            select max(h.at) filter (where h.kind = 'activity-on-track') as answered_at, max(h.at) filter (where h.kind = 'help-asked') as helped_at,
                   max(h.at) filter (where h.kind = 'activity-scheduled') as placed_at
              from happening h where o.kind = 'overdue' and h.initiative = o.initiative and h.activity = o.subject) h on true
          left join lateral (
            select max(x.at) as at from (
              select h.at from happening h where h.initiative = o.initiative and h.activity = o.subject and h.actor = o.member
              union all select c.at from comment c where c.initiative = o.initiative and c.author = o.member
              union all select p.at from pledge p where p.initiative = o.initiative and p.member = o.member
              union all select a.decided_at from activity a where o.kind = 'waiting_approval' and a.programme = @programme and a.decided_by = o.member) x
             where x.at > @now - interval '48 hours') mine on true
         where not (o.kind = 'rate_outcome' and o.since > @now - interval '10 days')
         order by o.place, o.due_on, o.since desc, o.subject
        """;

    // What somebody chose is theirs and of no programme.
    const string Muted = "select person, muted from hub.nudge_choice where person = any(@people) and cardinality(muted) > 0";

    // A letter is of all programmes, too: it asked, though what it began with was no nudge.
    const string Begun = """
        select recipient as member, first_kind as kind, first_object as object, count(*)::int as times, min(coalesce(mailed_at, lease_until)) as first_at, max(coalesce(mailed_at, lease_until)) as told_at
          from hub.nudge where recipient = any(@people) and first_kind is not null and (mailed_at is not null or state in ('claimed', 'unknown')) group by 1, 2, 3
        """;

    sealed record Choice(Guid Person, NudgeKind[] Muted);

    sealed record Beginning(Guid Member, NudgeKind Kind, string Object, int Times, DateTimeOffset FirstAt, DateTimeOffset ToldAt);

    /// <summary>The one that counts most first.</summary>
    public static async Task<IReadOnlyList<Standing>> Of(Scope scope)
    {
        var all = await scope.Views.Many<Standing>(Sql, scope.Asked);
        if (all.Count == 0) return all;
        var asked = new { people = all.Select(one => one.Member).Distinct().ToArray() };
        var muted = (await scope.Views.Everywhere.Many<Choice>(Muted, asked)).ToDictionary(one => one.Person, one => one.Muted);
        var begun = (await scope.Views.Everywhere.Many<Beginning>(Begun, asked)).ToDictionary(one => (one.Member, one.Kind, one.Object));
        return [.. all.Where(one => Weekly.MayBegin(
            Counted(one, begun.GetValueOrDefault((one.Member, one.Kind, one.Object))) with { IsUnwanted = one.IsUnwanted || muted.GetValueOrDefault(one.Member)?.Contains(one.Kind) == true },
            scope.Time))];
    }

    static Standing Counted(Standing one, Beginning? begun) => begun is null ? one : one with
    {
        Times = one.Times + begun.Times,
        FirstAt = one.FirstAt < begun.FirstAt ? one.FirstAt : begun.FirstAt,
        ToldAt = one.ToldAt > begun.ToldAt ? one.ToldAt : begun.ToldAt,
    };
}

namespace Activation.Web.Features.Me;

/// <summary>What stands still until somebody does it, for those who ask the tables: the page of whoever is to do it, and the letter of the week.</summary>
static class StandsStill
{
    const string TakePart = """
        select m.member, m.municipality, 'coordinator' = any(m.roles) as coordinates, m.deputy_for from member m
         where m.programme = @programme and not m."left" and (not m.roles <@ array['viewer', 'partner'] or cardinality(m.deputy_for) > 0)
        """;

    /// <summary><c>reader</c>: those who take part, all or some of them.</summary>
    public const string Readers = $"{TakePart} and (@people::uuid[] is null or m.member = any(@people))";

    /// <summary><c>reader</c>: one of them. PostgreSQL plans it once, and not for each who asks: that takes longer than the answer.</summary>
    public const string Reader = $"{TakePart} and m.member = @member";

    /// <summary>To be read after <c>reader</c>: <c>answers</c>, who of them may say yes, and where; <c>unanswered</c>, what waits there for one, and who stands behind it.</summary>
    // Four eyes: who stands behind a plan, or wrote in it, is not asked to answer it. Both sides are gathered before they are held against each other: what waits times those who answer are many.
    public const string Answering = """
        answers as materialized (
          select m.member, p.place, bool_and(p.is_deputy) as is_deputy
            from reader m cross join lateral (select m.municipality as place, false as is_deputy where m.coordinates union all select unnest(m.deputy_for), true) p group by 1, 2),
        unanswered as materialized (
          select a.activity, a.municipality, a.submitted_at, array[a.owner, i.proposer] || array(
                   select h.actor from happening h where h.initiative = a.initiative and h.activity = a.activity and h.actor is not null
                      and h.kind in ('activity-planned', 'activity-plan-changed')) as behind
            from activity a join initiative i using (initiative)
           where a.programme = @programme and a.state = 'submitted' and i.state in ('proposed', 'active') and a.municipality in (select place from answers))
        """;

    /// <summary>
    /// <c>open</c>, to be read after <c>reader</c>, by the nudge that asks for it: a grade of what was carried out between @rateSince and @rateUntil, what came back after @returnedSince, what was to
    /// be done on @lateSince or later; null for however long ago. Drafts, where @drafts, whether they can be sent or not.
    /// </summary>
    // What others wait for comes before what could be new.
    public const string Open = $$"""
        {{Answering}},
        open as materialized (
          select 1 as place, m.member, 'rate_outcome' as kind, 'activity:' || a.activity as object, a.activity as subject, i.initiative, i.number, a.title, a.municipality, i.partners,
                 1 as count, a.carried_out_at as since, null::date as due_on, null::jsonb as plan
            from activity a join initiative i using (initiative) join pledge p on p.initiative = a.initiative join reader m on m.member = p.member
            left join rating r on r.activity = a.activity and r.member = p.member
           where a.programme = @programme and a.state = 'carried_out' and a.carried_out_at > @rateSince and a.carried_out_at <= @rateUntil and p.member not in (a.owner, i.proposer) and r.member is null
          union all
          select 2, m.member, 'waiting_approval', 'member:' || @programme, (array_agg(u.activity order by u.submitted_at, u.activity))[1], null, 0, '', '', '{}', count(*)::int, min(u.submitted_at), null, null
            from unanswered u join answers m on m.place = u.municipality and m.member <> all(u.behind) group by m.member
          union all
          select case a.state when 'returned' then 3 when 'scheduled' then 4 else 5 end, m.member,
                 case a.state when 'returned' then 'decision_made' when 'scheduled' then 'overdue' else 'ready_draft' end, 'activity:' || a.activity, a.activity, i.initiative, i.number,
                 a.title, a.municipality, i.partners, 1, coalesce(a.decided_at, a.planned_at), case a.state when 'scheduled' then a.due_on end, case a.state when 'draft' then a.plan end
            from activity a join initiative i using (initiative) join reader m on m.member = a.owner
           where a.programme = @programme and i.state in ('proposed', 'active') and (i.merged_into is null or a.state = 'scheduled')
             and (a.state = 'returned' and (@returnedSince::timestamptz is null or a.decided_at > @returnedSince)
               or a.state = 'scheduled' and a.due_on < @today::date and (@lateSince::date is null or a.due_on >= @lateSince)
               or a.state = 'draft' and @drafts))
        """;

    /// <summary>Of <c>open</c>, named <c>o</c>, the one that counts most first: of several alike what is remembered best, or late for longest.</summary>
    public const string ByWeight = "o.place, o.due_on, o.since desc, o.subject";
}

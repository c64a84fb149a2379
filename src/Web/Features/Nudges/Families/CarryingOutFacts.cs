using Activation.Domain.Nudges;
using Activation.Domain.Nudges.Rules;
using Activation.Web.Features.Talks;

namespace Activation.Web.Features.Nudges.Families;

public sealed class CarryingOutFacts : IFamily
{
    public IReadOnlyList<NudgeKind> Kinds => [NudgeKind.NoPlanYet, NudgeKind.DueSoon, NudgeKind.Overdue];

    // Who is to be told is gathered once for each municipality: members times activities are many.
    internal const string Sql = """
        with leads as materialized (
          select p.place, array_agg(m.member order by m.member) filter (where p.coordinates) as coordinators, array_agg(m.member order by m.member) filter (where not p.coordinates) as deputies
            from member m cross join lateral (
              select m.municipality as place, true as coordinates where 'coordinator' = any(m.roles) union all select unnest(m.deputy_for), false) p
           where m.programme = @programme and not m."left" group by 1)
        select a.activity, a.owner, a.municipality, coalesce(a.decided_at, a.planned_at) as decided_at, a.due_on, coalesce(h.at, a.planned_at) as heard_at,
               coalesce(l.coordinators, '{}') as coordinators, coalesce(l.deputies, '{}') as deputies, i.pledges, h.answered_at,
               coalesce(h.helped_at > greatest(h.answered_at, h.placed_at, '-infinity'), false) as needs_help, said.first_said_at, said.old_keys
          from activity a join initiative i using (initiative) left join leads l on l.place = a.municipality
          left join lateral (
            select max(at) as at, max(at) filter (where h.kind = 'activity-on-track') as answered_at, max(at) filter (where h.kind = 'help-asked') as helped_at,
                   max(at) filter (where h.kind = 'activity-scheduled') as placed_at
              from happening h where h.initiative = a.initiative and h.activity = a.activity) h on true
          left join lateral (
            select max(n.passed_at) filter (where n.period in ('1', a.due_on || '/1')) as first_said_at, array_agg(n.period) filter (where n.period in ('1', '2')) as old_keys
              from hub.nudge n where n.kind = 'overdue' and n.object = 'activity:' || a.activity and n.recipient = a.owner and n.passed_at is not null) said on true
         where a.programme = @programme and i.state in ('proposed', 'active') and (@subjects::uuid[] is null or a.activity = any(@subjects))
        """;

    const string Due = """
           and ((a.state = 'approved' and a.decided_at between @now - interval '30 days' - make_interval(days => @missed) and @now - interval '3 days')
             or (a.state = 'scheduled' and a.due_on between @today::date - 14 - @missed and @today::date + 7))
        """;

    public async Task<IReadOnlyList<DueNudge>> Find(Scope scope) =>
        (await scope.Views.Many<Undertaking>($"{Sql}\n{Due}", scope.Asked))
        .SelectMany(one => new[] { CarryingOut.NoPlanYet(one, scope.Time), CarryingOut.DueSoon(one, scope.Time), CarryingOut.Overdue(one, scope.Time) }).Once();
}

/// <summary>A list of one's own municipality: always of all its activities.</summary>
public sealed class TalkFacts : IFamily
{
    public IReadOnlyList<NudgeKind> Kinds => [NudgeKind.NeedsTalk];

    const string Long = $"and a.due_on >= @today::date - 120 - @missed and {TalkList.LongOverdue}";

    // Lists had the municipality in their key once: who was told by such a one this week has their list.
    const string Told = """
        select recipient from hub.nudge
         where programme = @programme and kind = 'needs_talk' and period = @week and object like 'municipality:%' and passed_at is not null and (state <> 'skipped' or reason = 'in_digest')
        """;

    public async Task<IReadOnlyList<DueNudge>> Find(Scope scope)
    {
        var told = (await scope.Views.Column<Guid>(Told, new { programme = scope.Time.Programme, week = scope.Time.Week })).ToHashSet();
        var late = await scope.Views.Many<Undertaking>($"{CarryingOutFacts.Sql} {Long}", (scope with { Subjects = null }).Asked);
        return CarryingOut.NeedTalk(late, scope.Time).Where(list => !told.Contains(list.Recipient)).Once();
    }
}

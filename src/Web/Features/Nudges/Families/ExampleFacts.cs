using Activation.Domain.Nudges;
using Activation.Domain.Nudges.Rules;
using Activation.Domain.Scoring;

namespace Activation.Web.Features.Nudges.Families;

public sealed class ExampleFacts : IFamily
{
    public IReadOnlyList<NudgeKind> Kinds => [NudgeKind.FitsYourGap, NudgeKind.IdeaLivesOn];

    // Well rated by three, linked to a metric that another municipality answers for and that nothing there serves, and not
    // declined there: a no is an answer, too. Who has which gap is asked once and not of each example.
    const string Fits = """
        with served as materialized (
          select distinct l.metric, p.place
            from initiative o cross join lateral jsonb_to_recordset(o.metrics) as l(metric text) cross join lateral unnest(o.partners || o.municipality) p(place)
           where o.programme = @programme and o.state in ('proposed', 'active', 'completed')),
        gap as materialized (
          select k.number as metric, c.member, c.municipality
            from metric k join member c on c.programme = k.programme and not c."left" and 'coordinator' = any(c.roles) and c.municipality = any(k.responsible || k.co_responsible)
           where k.programme = @programme and not exists (select from served s where s.metric = k.number and s.place = c.municipality))
        select i.initiative, g.member as recipient, g.municipality, t.name as "where", l.metric, a.participant_grades, a.coordinator_grades, a.carried_out_at as at
          from initiative i join municipality t on t.programme = i.programme and t.municipality = i.municipality
          cross join lateral jsonb_to_recordset(i.metrics) as l(metric text)
          join activity a on a.initiative = i.initiative and a.state = 'carried_out' and a.carried_out_at > @now - interval '180 days' - make_interval(days => @missed)
           and cardinality(a.participant_grades || a.coordinator_grades) > 0
          join gap g on g.metric = l.metric and g.municipality <> all(i.partners || i.municipality)
         where i.programme = @programme and i.state <> 'withdrawn' and i.merged_into is null and (@subjects::uuid[] is null or i.initiative = any(@subjects))
           and not exists (select from declined_example d where d.programme = i.programme and d.initiative = i.initiative and d.municipality = g.municipality)
         order by l.metric, a.carried_out_at desc
        """;

    // All that one person is told of in a week, also when it is asked again: never of a few of them alone. What was told when each was told by itself is
    // told already. A copy that went up in another lives there, and two that did are one; one that went back into what it came from lives nowhere else.
    const string Copies = """
        select r.initiative, p.proposer as originator, c.proposer, r.municipality, coalesce(t.name, '') as "where", s.step, s.at, g.participant_grades, g.coordinator_grades
          from initiative c join initiative p on p.initiative = c.parent
          join initiative r on r.initiative = coalesce(c.merged_into, c.initiative) and r.initiative <> coalesce(p.merged_into, p.initiative)
          left join municipality t on t.programme = c.programme and t.municipality = r.municipality
          cross join lateral (values ('adopted', c.proposed_at),
            ('done', (select min(h.at) from happening h where h.initiative = r.initiative and h.kind = 'initiative-completed'))) s(step, at)
         left join lateral (
           select a.participant_grades, a.coordinator_grades from activity a where a.initiative = r.initiative and a.state = 'carried_out'
            order by cardinality(a.participant_grades || a.coordinator_grades) desc, a.activity limit 1) g on true
         where c.programme = @programme and c.state <> 'withdrawn' and r.state <> 'withdrawn' and r.last_at > @now - interval '30 days' - make_interval(days => @missed)
           and s.at > @now - interval '30 days' - make_interval(days => @missed)
           and (@people::uuid[] is null or p.proposer = any(@people))
           and not exists (select from hub.nudge n where n.kind = 'idea_lives_on' and n.object = 'initiative:' || c.initiative and n.recipient = p.proposer
                              and n.period = s.step and n.passed_at is not null)
        """;

    public async Task<IReadOnlyList<DueNudge>> Find(Scope scope) =>
        (await scope.Views.Many<Row>(Fits, scope.Asked)).Select(row => Examples.FitsYourGap(row.ToFit(), scope.Rules, scope.Time))
        .Concat(Examples.LiveOn((await scope.Views.Many<CopyRow>(Copies, scope.Asked)).Select(row => row.ToCopy()), scope.Rules, scope.Time)).Once();

    sealed record CopyRow(
        Guid Initiative, Guid Originator, Guid Proposer, string Municipality, string Where, string Step, DateTimeOffset At, int[]? ParticipantGrades, int[]? CoordinatorGrades)
    {
        public Copy ToCopy() => new(Initiative, Originator, Proposer, Municipality, Where, Step, At, new Outcome(ParticipantGrades ?? [], CoordinatorGrades ?? []).Sums);
    }

    sealed record Row(Guid Initiative, Guid Recipient, string Municipality, string Where, string Metric, int[] ParticipantGrades, int[] CoordinatorGrades, DateTimeOffset At)
    {
        public Fit ToFit() => new(Initiative, Recipient, Municipality, Where, Metric, new Outcome(ParticipantGrades, CoordinatorGrades).Sums, At);
    }
}

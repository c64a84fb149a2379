using Activation.Domain.Nudges;
using Activation.Domain.Nudges.Rules;

namespace Activation.Web.Features.Nudges.Families;

public sealed class ProposingFacts : IFamily
{
    public IReadOnlyList<NudgeKind> Kinds => [NudgeKind.IdleDraft, NudgeKind.ReadyDraft];

    const string Sql = """
        select a.activity, a.initiative, a.owner, a.municipality, a.plan, coalesce(h.at, a.planned_at) as changed_at
          from activity a join initiative i using (initiative)
          left join lateral (
            select max(at) as at from happening h where h.initiative = a.initiative and h.activity = a.activity
               and h.kind in ('activity-planned', 'activity-plan-changed', 'activity-returned')) h on true
         where a.programme = @programme and a.state in ('draft', 'returned') and i.state in ('proposed', 'active')
           and i.last_at > @now - interval '60 days' and (@subjects::uuid[] is null or a.activity = any(@subjects))
           and coalesce(h.at, a.planned_at) between @now - interval '60 days' and @now - interval '3 days'
        """;

    public async Task<IReadOnlyList<DueNudge>> Find(Scope scope) =>
        (await scope.Views.Many<PlanInWork>(Sql, scope.Asked)).SelectMany(plan => new[] { Proposing.Ready(plan, scope.Time), Proposing.Idle(plan, scope.Time) }).Once();
}

using Activation.Domain.Nudges;
using Activation.Domain.Nudges.Rules;
using Activation.Web.Features.Activities;

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
         where a.programme = @programme and a.state in ('draft', 'returned') and i.state in ('proposed', 'active') and i.merged_into is null
           and i.last_at > @now - interval '60 days' - make_interval(days => @missed) and (@subjects::uuid[] is null or a.activity = any(@subjects))
           and coalesce(h.at, a.planned_at) between @now - interval '60 days' - make_interval(days => @missed) and @now - interval '3 days'
        """;

    sealed record Unsent(Guid Initiative, Guid Owner, string Municipality, PlanForm Plan, DateTimeOffset ChangedAt);

    // Nobody else has seen these: their writer alone hears of them.
    const string Drafts = """
        select d.initiative, d.member as owner, m.municipality, d.plan, d.changed_at
          from hub.draft d join member m on m.programme = d.programme and m.member = d.member and not m."left"
         where d.programme = @programme and d.changed_at between @now - interval '60 days' - make_interval(days => @missed) and @now - interval '5 days'
           and (@subjects::uuid[] is null or d.initiative = any(@subjects)) and not exists (select from initiative i where i.initiative = d.initiative)
        """;

    public async Task<IReadOnlyList<DueNudge>> Find(Scope scope) =>
        (await scope.Views.Many<PlanInWork>(Sql, scope.Asked)).SelectMany(plan => new[] { Proposing.Ready(plan, scope.Time), Proposing.Idle(plan, scope.Time) })
        .Concat((await scope.Views.Many<Unsent>(Drafts, scope.Asked)).Select(draft => Proposing.Unsent(
            new(Guid.Empty, draft.Initiative, draft.Owner, draft.Municipality, draft.Plan.ToPlan(), draft.ChangedAt), scope.Time))).Once();
}

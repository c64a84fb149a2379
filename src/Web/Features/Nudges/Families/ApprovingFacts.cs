using Activation.Domain.Nudges;
using Activation.Domain.Nudges.Rules;
using Activation.Web.Features.Comments;
using Activation.Web.Features.Me;

namespace Activation.Web.Features.Nudges.Families;

public sealed class QueueFacts : IFamily
{
    public IReadOnlyList<NudgeKind> Kinds => [NudgeKind.WaitingApproval];

    const string Sql = $"""
        with reader as materialized ({StandsStill.Readers}), {StandsStill.Answering}
        select r.member as recipient, r.is_deputy, u.municipality, count(*) as waiting, (array_agg(u.activity order by u.submitted_at, u.activity))[1] as oldest, min(u.submitted_at) as oldest_at
          from unanswered u join answers r on r.place = u.municipality and r.member <> all(u.behind)
         group by 1, 2, 3 having min(u.submitted_at) < @now - interval '5 days'
        """;

    public async Task<IReadOnlyList<DueNudge>> Find(Scope scope) =>
        Approving.Asked(await scope.Views.Many<Unanswered>(Sql, scope.Asked), scope.Time).Once();
}

public sealed class AnswerFacts : IFamily
{
    public IReadOnlyList<NudgeKind> Kinds => [NudgeKind.DecisionMade, NudgeKind.FollowedApproved];

    // What was called off has no answer any more; a yes is one only while the idea goes on.
    const string Over = "a.state = 'cancelled' or a.decision = 'approved' and i.state not in ('proposed', 'active')";

    // It falls due within days, and is told however long it had to wait.
    const string Sql = $"""
        select a.activity, p.recipient, a.municipality, a.decision, a.decided_at as at, a.decided_by as by, {Over} as is_over
          from activity a join initiative i using (initiative) cross join lateral (select distinct unnest(array[a.owner, i.proposer]) as recipient) p
         where a.programme = @programme and a.decision is not null and a.decided_at > @now - case when @subjects::uuid[] is null then interval '14 days' else interval '180 days' end
           and (@subjects::uuid[] is null or a.activity = any(@subjects))
        """;

    // Who followed it when it was answered, and is not behind it.
    static readonly string ToFollowers = $"""
        select a.activity, p.member as recipient, a.municipality, a.decision, a.decided_at as at, a.decided_by as by, {Over} as is_over
          from activity a join initiative i using (initiative) cross join lateral {Followers.Of("a.initiative")} p
         where a.programme = @programme and a.decision in ('approved', 'declined') and a.decided_at > @now - interval '14 days' - make_interval(days => @missed) and p.since <= a.decided_at
           and p.member not in (a.owner, i.proposer)
           and (@subjects::uuid[] is null or a.activity = any(@subjects))
        """;

    // Those behind the one that was merged, and whoever proposed the one it goes on in.
    const string Merged = """
        select p.initiative, p.recipient, p.municipality, p.fate, i.merged_at as at, h.actor as by
          from initiative i join initiative o on o.initiative = i.merged_into
          cross join lateral (
            select i.initiative, i.proposer as recipient, i.municipality, 'merged' as fate
            union select i.initiative, a.owner, i.municipality, 'merged' from activity a where a.initiative = i.initiative
            union select o.initiative, o.proposer, o.municipality, 'grew' where o.proposer <> i.proposer) p
          left join lateral (select m.actor from happening m where m.initiative = i.initiative and m.kind = 'initiative-merged' order by m.position desc limit 1) h on true
         where i.programme = @programme and i.merged_at > @now - case when @subjects::uuid[] is null then interval '14 days' else interval '180 days' end
           and (@subjects::uuid[] is null or p.initiative = any(@subjects))
        """;

    // Who followed the one that was merged, and stands behind neither.
    static readonly string MergedFollowers = $"""
        select i.initiative, p.member as recipient, i.municipality, 'merged' as fate, i.merged_at as at, h.actor as by
          from initiative i join initiative o on o.initiative = i.merged_into cross join lateral {Followers.Of("i.initiative")} p
          left join lateral (select m.actor from happening m where m.initiative = i.initiative and m.kind = 'initiative-merged' order by m.position desc limit 1) h on true
         where i.programme = @programme and i.merged_at > @now - interval '14 days' - make_interval(days => @missed) and p.since <= i.merged_at
           and p.member not in (i.proposer, o.proposer) and not exists (select from activity a where a.initiative = i.initiative and a.owner = p.member) and (@subjects::uuid[] is null or i.initiative = any(@subjects))
        """;

    public async Task<IReadOnlyList<DueNudge>> Find(Scope scope) =>
        (await scope.Views.Many<Answer>(Sql, scope.Asked)).Select(answer => Approving.Made(answer))
        .Concat((await scope.Views.Many<MergedIdea>(Merged, scope.Asked)).Select(Approving.Merged))
        .Concat((await scope.Views.Many<Answer>(ToFollowers, scope.Asked)).Select(answer => Approving.Followed(answer, scope.Time)))
        .Concat((await scope.Views.Many<MergedIdea>(MergedFollowers, scope.Asked)).Select(idea => Approving.GoesOn(idea, scope.Time))).Once();
}

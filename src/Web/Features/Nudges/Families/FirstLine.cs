using Activation.Domain.Nudges;
using Activation.Domain.Nudges.Rules;
using Activation.Web.Features.Me;

namespace Activation.Web.Features.Nudges.Families;

/// <summary>What the letter of the week may begin with, asked by the rule that lets it fall due and by the letter itself: what holds for the one holds for the other.</summary>
static class FirstLine
{
    // Brought up for as long as it may be asked for, those days counted on which nobody could be told: the rule judges (Weekly.MayBegin). What came back with a question, for two letters. A draft alone brings no letter, and is told where there
    // is one.
    const string Sql = $"""
        with reader as materialized (
          {StandsStill.Readers}
           and (@people::uuid[] is not null or not exists (
             select from hub.nudge d where d.kind = 'weekly_digest' and d.object = 'person' and d.recipient = m.member and split_part(d.period, '/', 1) = @week))),
        {StandsStill.Open}
        select o.member, o.kind, o.object, o.subject, o.number, o.title, o.count, o.due_on, o.since, o.plan, coalesce(said.times, 0) as times, said.first_at, said.told_at,
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
         order by {StandsStill.ByWeight}
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
        var (time, now) = (scope.Time, scope.Time.Now);
        var all = await scope.Views.Many<Standing>(Sql, new
        {
            programme = time.Programme, now, today = time.Today, people = scope.People, week = time.Week, rateSince = now.AddDays(-Outcomes.Over - time.Missed), rateUntil = now.AddDays(-Outcomes.AskAfter),
            returnedSince = (DateTimeOffset?)now.AddDays(-Approving.ToldWithin - time.Missed),
            lateSince = (DateOnly?)time.Today.AddDays(1 - CarryingOut.TalkOverdue - time.Missed), drafts = scope.People is not null,
        });
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

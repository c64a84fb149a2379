using Activation.Domain.Nudges;
using Activation.Domain.Nudges.Rules;

namespace Activation.Web.Features.Nudges.Families;

/// <summary>What is about a person and not about a thing: it looks at what the person was told.</summary>
public sealed class WeeklyFacts : IFamily
{
    public IReadOnlyList<NudgeKind> Kinds => [NudgeKind.WeeklyDigest, NudgeKind.FadingOut];

    sealed record Facts(Guid Member, string Municipality, string Programme, int Moved, NudgeKind[] Waiting);

    // What the letter would tell each (Digest) beside its first line (FirstLine), asked of all at once: who has nothing to be told gets none, and is not drawn
    // for. What waits and would be held out is not told either, nor what waits because three asks are open.
    const string Week = $"""
        with moved as materialized (
          select h.actor, i.initiative, i.proposer, a.owner, i.partners || i.municipality as places
            from happening h join initiative i using (initiative) left join activity a on a.activity = h.activity
           where h.programme = @programme and h.at > @now - interval '7 days'
             and h.kind in ('initiative-proposed', 'activity-approved', 'activity-carried-out', 'initiative-completed') and {Digest.StillSo}),
        waiting as materialized (
          select recipient, array_agg(kind) as kinds from hub.nudge
           where programme = @programme and state = 'waiting' and passed_at is null and reason in ('dose_spent', 'fading') and kind <> 'weekly_digest' group by 1)
        select m.member, m.municipality, g.name as programme,
               (exists (select from moved v where v.actor is distinct from m.member and (m.municipality = any(v.places) or m.member in (v.proposer, v.owner)
                  or exists (select from pledge p where p.initiative = v.initiative and p.member = m.member))))::int as moved,
               coalesce(w.kinds, array[]::text[]) as waiting
          from member m join programme g on g.programme = m.programme left join waiting w on w.recipient = m.member
         where m.programme = @programme and not m."left" and (@people::uuid[] is null or m.member = any(@people))
           and (@people::uuid[] is not null or not exists (
             select from hub.nudge d where d.kind = 'weekly_digest' and d.object = 'person' and d.recipient = m.member and d.period = @week))
        """;

    // What was opened was heard, also when nothing came of it, and in whichever programme. That we go quiet is told once until somebody is heard of again.
    const string Unanswered = """
        select asked.*, heard.at as heard_at from (
          select n.recipient as member, count(*)::int as asks, min(n.passed_at) as first_asked_at from hub.nudge n
           where n.programme = @programme and n.state = 'sent' and n.kind = any(@asks) and n.passed_at > @now - interval '112 days' and n.acted_at is null
             and (@people::uuid[] is null or n.recipient = any(@people))
           group by 1 having count(*) >= 3 and min(n.passed_at) < @now - interval '56 days') asked
          cross join lateral (
            select greatest(max(h.seen_at), max(h.acted_at), (select c.changed_at from hub.nudge_choice c where c.person = asked.member)) as at
              from hub.nudge h where h.recipient = asked.member) heard
         where coalesce(heard.at, '-infinity') < @now - interval '56 days'
           and (@people::uuid[] is not null or not exists (
             select from hub.nudge f where f.recipient = asked.member and f.kind = 'fading_out' and (f.state <> 'skipped' or f.reason = 'in_digest') and f.passed_at > coalesce(heard.at, '-infinity')))
        """;

    static readonly string[] Asks = [.. Catalogue.All.Where(rules => rules.IsAsk).Select(rules => Stored.Name(rules.Kind))];

    public async Task<IReadOnlyList<DueNudge>> Find(Scope scope)
    {
        var weeks = Weekly.HasCome(scope.Time) ? await scope.Views.Many<Facts>(Week, scope.Asked) : [];
        var standing = weeks.Count == 0 ? [] : (await FirstLine.Of(scope)).Select(one => one.Member).ToHashSet();
        var unheard = await scope.Views.Everywhere.Many<Unheard>(
            Unanswered, new { programme = scope.Time.Programme, now = scope.Time.Now, people = scope.People, asks = Asks });
        return weeks.Select(week => Weekly.Digest(Of(week, standing.Contains(week.Member), scope.Time), scope.Time)).Concat(unheard.Select(one => Weekly.FadingOut(one, scope.Time))).Once();
    }

    static WeekOf Of(Facts week, bool stands, NudgeTime time) => new(
        week.Member, week.Municipality, week.Programme, week.Moved, (stands ? 1 : 0) + week.Waiting.Count(kind => !HoldOut.Has(week.Member, kind, HoldOut.Quarter(time.Today))));
}

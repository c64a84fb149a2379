using Activation.Domain.Nudges;
using Activation.Domain.Nudges.Rules;

namespace Activation.Web.Features.Nudges.Families;

/// <summary>What is about a person and not about a thing: it looks at what the person was told.</summary>
public sealed class WeeklyFacts : IFamily
{
    public IReadOnlyList<NudgeKind> Kinds => [NudgeKind.WeeklyDigest, NudgeKind.FadingOut];

    const string Week = """
        select m.member, m.municipality, g.name as programme, w.moved, coalesce(n.waiting, 0) as waiting
          from member m join programme g on g.programme = m.programme cross join (select coalesce(sum(happenings), 0)::int as moved from minute where programme = @programme and minute > @now - interval '7 days') w
          left join (select recipient, count(*)::int as waiting from hub.nudge
                      where programme = @programme and state in ('due', 'waiting') and kind <> 'weekly_digest' group by 1) n on n.recipient = m.member
         where m.programme = @programme and not m."left" and (@people::uuid[] is null or m.member = any(@people))
           and (@people::uuid[] is not null or not exists (
             select from hub.nudge d where d.kind = 'weekly_digest' and d.object = 'person' and d.recipient = m.member and d.period = @week))
        """;

    // An ask that was opened was heard, also when nothing came of it.
    const string Unanswered = """
        select n.recipient as member, count(*) filter (where n.acted_at is null)::int as asks, min(n.passed_at) filter (where n.acted_at is null) as first_asked_at,
               max(greatest(n.seen_at, n.acted_at, c.changed_at)) as heard_at
          from hub.nudge n left join hub.nudge_choice c on c.person = n.recipient
         where n.programme = @programme and n.state = 'sent' and n.kind = any(@asks) and n.passed_at > @now - interval '112 days'
           and (@people::uuid[] is null or n.recipient = any(@people))
         group by 1 having count(*) filter (where n.acted_at is null) >= 3 and min(n.passed_at) < @now - interval '56 days'
           and coalesce(max(greatest(n.seen_at, n.acted_at, c.changed_at)), '-infinity') < @now - interval '56 days'
        """;

    static readonly string[] Asks = [.. Catalogue.All.Where(rules => rules.IsAsk).Select(rules => Stored.Name(rules.Kind))];

    public async Task<IReadOnlyList<DueNudge>> Find(Scope scope)
    {
        var weeks = Weekly.HasCome(scope.Time) ? await scope.Views.Many<WeekOf>(Week, scope.Asked) : [];
        var unheard = await scope.Views.Everywhere.Many<Unheard>(
            Unanswered, new { programme = scope.Time.Programme, now = scope.Time.Now, people = scope.People, asks = Asks });
        return weeks.Select(week => Weekly.Digest(week, scope.Time)).Concat(unheard.Select(one => Weekly.FadingOut(one, scope.Time))).Once();
    }
}

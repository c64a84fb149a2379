using Activation.Domain.Nudges;
using Activation.Domain.Nudges.Rules;

namespace Activation.Web.Features.Nudges.Families;

/// <summary>What is about a person and not about a thing: it looks at what the person was told.</summary>
public sealed class WeeklyFacts : IFamily
{
    public IReadOnlyList<NudgeKind> Kinds => [NudgeKind.WeeklyDigest, NudgeKind.FadingOut];

    sealed record Facts(Guid Member, string Municipality, string Programme, int Moved, NudgeKind[] Waiting);

    sealed record Asking(Guid Member, DateTimeOffset[] AskedAt);

    sealed record Before(Guid Recipient, NudgeKind Kind, DateTimeOffset At);

    // What the letter would tell each (Digest) beside its first line (FirstLine), asked of all at once: who has nothing to be told gets none, and is not drawn
    // for. What waits and would be held out is not told either, nor what waits because three asks are open. While letters of the week rest here none falls due:
    // who is in another programme has it from there.
    const string Week = $"""
        with moved as materialized (
          select h.actor, i.initiative, i.proposer, a.owner, i.partners || i.municipality as places
            from happening h join initiative i using (initiative) left join activity a on a.activity = h.activity
           where h.programme = @programme and h.at > @now - interval '7 days'
             and h.kind in ('initiative-proposed', 'activity-approved', 'activity-carried-out', 'initiative-completed') and {DigestReading.StillSo}),
        waiting as materialized (
          select recipient, array_agg(kind) as kinds from hub.nudge
           where programme = @programme and state = 'waiting' and passed_at is null and reason in ('dose_spent', 'fading') and kind <> 'weekly_digest' group by 1)
        select m.member, m.municipality, g.name as programme,
               (exists (select from moved v where v.actor is distinct from m.member and (m.municipality = any(v.places) or m.member in (v.proposer, v.owner)
                  or exists (select from pledge p where p.initiative = v.initiative and p.member = m.member))))::int as moved,
               coalesce(w.kinds, array[]::text[]) as waiting
          from member m join programme g on g.programme = m.programme left join waiting w on w.recipient = m.member
         where m.programme = @programme and not m."left" and (@people::uuid[] is null or m.member = any(@people))
           and (@people::uuid[] is not null
             or not exists (select from paused_kind k where k.programme = @programme and k.kind = 'weekly_digest' and k.reason is not null)
            and not exists (select from hub.nudge d where d.kind = 'weekly_digest' and d.object = 'person' and d.recipient = m.member and split_part(d.period, '/', 1) = @week))
        """;

    // Of all programmes: a person has one letter a week.
    const string Letters = """
        select recipient, programme, period, state = 'skipped' and reason in ('no_longer_true', 'nothing_to_tell', 'gone') as is_passed_on
          from hub.nudge where kind = 'weekly_digest' and object = 'person' and recipient = any(@people) and split_part(period, '/', 1) = @week
        """;

    // What a kind's own measure holds back is in no letter either (NudgePolicy), whichever programme told the others.
    const string Told = $"""
        select n.recipient, n.kind, coalesce(n.passed_at, n.due_at) as at from hub.nudge n
         where n.recipient = any(@people) and n.kind = any(@Measured) and {Knowledge.IsTold} and n.state <> 'held_out' and coalesce(n.passed_at, n.due_at) > @now - interval '31 days'
        union all select n.recipient, n.first_kind, coalesce(n.mailed_at, n.lease_until) from hub.nudge n
         where n.recipient = any(@people) and n.first_kind = any(@Measured) and {Knowledge.HasBegun} and coalesce(n.mailed_at, n.lease_until) > @now - interval '31 days'
        """;

    // Of whom there may be so many; which of them count since they were last heard of, and how long that is, the rule says (Weekly.FadingOut).
    const string Unanswered = """
        select n.recipient as member, array_agg(n.passed_at order by n.passed_at) as asked_at from hub.nudge n
         where n.programme = @programme and n.state = 'sent' and n.kind = any(@asks) and n.passed_at > @since and n.acted_at is null
           and (@people::uuid[] is null or n.recipient = any(@people))
         group by 1 having count(*) >= 3 and min(n.passed_at) < @now - interval '56 days'
        """;

    static readonly string[] Asks = [.. Catalogue.All.Where(rules => rules.IsAsk).Select(rules => Stored.Name(rules.Kind))];

    static readonly string[] Measured = [.. Catalogue.All.Where(rules => rules.Most is not null).Select(rules => Stored.Name(rules.Kind))];

    public async Task<IReadOnlyList<DueNudge>> Find(Scope scope) =>
        (await Weeks(scope)).Select(week => Weekly.Digest(week, scope.Time)).Concat((await Silent(scope)).Select(one => Weekly.FadingOut(one, scope.Time))).Once();

    // That we go quiet is told once until somebody is heard of again.
    static async Task<IEnumerable<Unheard>> Silent(Scope scope)
    {
        var asked = await scope.Views.Everywhere.Many<Asking>(
            Unanswered, new { programme = scope.Time.Programme, now = scope.Time.Now, since = scope.Time.Since(2 * 7 * Fading.Weeks), people = scope.People, asks = Asks });
        if (asked.Count == 0) return [];
        var heard = (await LastHeard.Of(scope.Views, [.. asked.Select(one => one.Member)])).ToDictionary(one => one.Member);
        return asked.Where(one => scope.People is not null || !heard[one.Member].IsToldSo).Select(one => new Unheard(one.Member, one.AskedAt, heard[one.Member].HeardAt));
    }

    // It falls due where it can go: in a week without reminders somebody who is in another programme has it from there.
    static async Task<IEnumerable<WeekOf>> Weeks(Scope scope)
    {
        if (!Weekly.HasCome(scope.Time) || (scope.People is null && !scope.Time.Window.IsOpen(scope.Time.Now))) return [];
        var weeks = await scope.Views.Many<Facts>(Week, scope.Asked);
        if (weeks.Count == 0) return [];
        var standing = (await FirstLine.Of(scope)).Select(one => one.Member).ToHashSet();
        var told = (await Of<Before>(scope, Told, weeks.Where(week => week.Waiting.Length > 0))).ToLookup(one => (one.Recipient, one.Kind), one => TimeZoneInfo.ConvertTime(one.At, scope.Time.Window.Zone));
        var all = weeks.Select(week => (Facts: week, Waiting: (standing.Contains(week.Member) ? 1 : 0) + week.Waiting.Count(kind => IsTold(week.Member, kind))))
            .Where(week => week.Facts.Moved + week.Waiting > 0).ToList();
        var letters = (await Of<WeekLetter>(scope, Letters, all.Select(week => week.Facts))).ToLookup(one => one.Recipient);
        return all.Select(week => new WeekOf(
            week.Facts.Member, week.Facts.Municipality, week.Facts.Programme, week.Facts.Moved, week.Waiting, [.. letters[week.Facts.Member]]));

        // What waits and would be held out is not told either.
        bool IsTold(Guid member, NudgeKind kind) =>
            !HoldOut.Has(member, kind, HoldOut.Quarter(scope.Time.Today)) && NudgePolicy.HasRoomFor(kind, told[(member, kind)], scope.Time.Now);
    }

    static async Task<IReadOnlyList<T>> Of<T>(Scope scope, string sql, IEnumerable<Facts> weeks) where T : class => weeks.Select(week => week.Member).ToArray() is { Length: > 0 } people
        ? await scope.Views.Everywhere.Many<T>(sql, new { people, Measured, now = scope.Time.Now, week = scope.Time.Week })
        : [];
}

using Activation.Domain.Members;
using Activation.Domain.Nudges;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Nudges;

/// <summary>What is known about the people whose turn it is, read anew for each turn.</summary>
public sealed class Knowledge(Views views, NudgeFinder finder)
{
    sealed record Person(Guid Member, bool Here, DateOnly? AwayFrom, DateOnly? AwayTo, int? Dose, NudgeKind[]? Muted, DateTimeOffset? SnoozedUntil, DateTimeOffset? ChangedAt);

    sealed record Before(Guid Recipient, NudgeKind Kind, string Object, DateTimeOffset At, bool Open, DateTimeOffset? HeardAt);

    sealed record Act(Guid Nudge, DateTimeOffset At);

    const string People = """
        select p.member, (m.member is not null and not m."left" and h.person is not null and a.disabled_at is null) as here, m.away_from, m.away_to,
               c.dose, c.muted, c.snoozed_until, c.changed_at
          from unnest(@people) p(member) left join member m on m.programme = @programme and m.member = p.member
          left join hub.person h on h.person = p.member left join hub.account a on a.person = p.member left join hub.nudge_choice c on c.person = p.member
        """;

    // Of all programmes: a person has one week, however many programmes ask for it.
    const string Told = """
        select recipient, kind, object, passed_at as at, greatest(seen_at, acted_at) as heard_at,
               (kind = any(@asks) and acted_at is null and passed_at > @now - interval '30 days' and coalesce(until > @now, true)) as open
          from hub.nudge where recipient = any(@people) and passed_at is not null and state not in ('held_out', 'skipped', 'cancelled')
        """;

    const string Acts = """
        select n.nudge, max(x.at) as at from hub.nudge n
          cross join lateral (
            select h.at from activity a join happening h on h.initiative = a.initiative and h.activity = a.activity where a.activity = n.subject and h.actor = n.recipient
            union all select h.at from happening h where h.initiative = n.subject and h.actor = n.recipient
            union all select r.at from rating r where r.activity = n.subject and r.member = n.recipient
            union all select b.at from ballot b where b.initiative = n.subject and b.member = n.recipient) x
         where n.nudge = any(@nudges) and n.subject is not null and x.at > @now - interval '48 hours' group by n.nudge
        """;

    const string Paused = "select kind from paused_kind where programme = @programme and reason is not null";

    static readonly string[] Asks = [.. Catalogue.All.Where(rules => rules.IsAsk).Select(rules => Stored.Name(rules.Kind))];

    /// <summary>How things stand for each of these nudges, the rule asked again included.</summary>
    public async Task<IReadOnlyDictionary<Guid, (Situation Situation, DueNudge Due)>> Of(ProgrammeView here, DateTimeOffset now, IReadOnlyCollection<NudgeRow> rows)
    {
        var asked = new { programme = here.Id, now, people = rows.Select(row => row.Recipient).Distinct().ToArray(), nudges = rows.Select(row => row.Nudge).ToArray(), asks = Asks };
        var all = views.Everywhere;
        var people = (await all.Many<Person>(People, asked)).ToDictionary(one => one.Member);
        var told = (await all.Many<Before>(Told, asked)).ToLookup(one => one.Recipient);
        var acts = (await all.Many<Act>(Acts, asked)).ToDictionary(one => one.Nudge, one => one.At);
        var paused = (await all.Column<string>(Paused, asked)).ToHashSet();
        var due = await finder.StillTrue(here, now, rows);
        var time = NudgeFinder.Time(here, now);
        return rows.ToDictionary(row => row.Nudge, row => (Of(row), due.GetValueOrDefault(row.Nudge) ?? row.Due()));

        Situation Of(NudgeRow row)
        {
            var (person, before) = (people[row.Recipient], told[row.Recipient].ToList());
            return new(
                time.Now, time.Window, Choice(person), Attention(person, before, now),
                person is { AwayFrom: { } from, AwayTo: { } to } ? new Absence(from, to) : null, person.Here, paused.Contains(Stored.Name(row.Kind)),
                due.ContainsKey(row.Nudge), acts.TryGetValue(row.Nudge, out var acted) ? acted : null,
                [.. before.Select(one => new Told(one.Kind, one.Object, here.Local(one.At), one.Open))]);
        }
    }

    static NudgeChoice Choice(Person person) => person.Dose is { } dose ? new(dose, [.. person.Muted ?? []], person.SnoozedUntil) : NudgeChoice.None;

    static Attention Attention(Person person, List<Before> before, DateTimeOffset now) => Fading.Of(
        before.Where(one => one.Kind == NudgeKind.FadingOut).Max(one => (DateTimeOffset?)one.At),
        before.Select(one => one.HeardAt).Append(person.ChangedAt).Max(), now);
}

using Activation.Domain.Members;
using Activation.Domain.Nudges;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Nudges;

/// <summary>What is known about the people whose turn it is, read anew for each turn.</summary>
public sealed class Knowledge(Views views, NudgeFinder finder)
{
    sealed record Person(Guid Member, bool Here, DateOnly? AwayFrom, DateOnly? AwayTo, int? Dose, NudgeKind[]? Muted, DateTimeOffset? SnoozedUntil);

    sealed record Before(Guid Nudge, Guid Recipient, NudgeKind Kind, string Object, DateTimeOffset At, DateTimeOffset? MailedAt, bool Open, bool Aside, bool Digested, bool Verdict);

    sealed record Act(Guid Nudge, DateTimeOffset At);

    /// <summary>Of a nudge <c>n</c>: its turn has come, or a letter of the week told it.</summary>
    internal const string IsTold = "(n.passed_at is not null and n.state <> 'skipped' or n.state = 'skipped' and n.reason = 'in_digest')";

    /// <summary>Of a letter of the week <c>n</c>: what it begins with has been asked, or may have been.</summary>
    internal const string HasBegun = "(n.first_kind is not null and (n.mailed_at is not null or n.state in ('claimed', 'unknown')))";

    const string People = """
        select p.member, (m.member is not null and not m."left" and h.person is not null and a.disabled_at is null) as here, m.away_from, m.away_to,
               c.dose, c.muted, c.snoozed_until
          from unnest(@people) p(member) left join member m on m.programme = @programme and m.member = p.member
          left join hub.person h on h.person = p.member left join hub.account a on a.person = p.member left join hub.nudge_choice c on c.person = p.member
        """;

    // Of all programmes: a person has one week, however many programmes ask for it. What is older matters only of the same thing. What is at the post,
    // or was and nobody knows, counts as mailed. What a letter of the week began with was asked by it.
    const string Told = $"""
        select * from (
          select nudge, recipient, kind, object, coalesce(passed_at, due_at) as at, state in ('held_out', 'skipped') as aside, state = 'skipped' as digested,
                 coalesce(mailed_at, case when state in ('claimed', 'unknown') then lease_until end) as mailed_at,
                 (kind = any(@asks) and acted_at is null and passed_at > @now - interval '30 days' and coalesce(until > @now, true)) as open,
                 coalesce(kind = 'spoken_to' and args ->> 1 in ('hidden', 'upheld', 'shown'), false) as verdict
            from hub.nudge n where recipient = any(@people) and {IsTold}
          union all
          select nudge, recipient, first_kind, first_object, coalesce(mailed_at, lease_until), true, true, null, false, false
            from hub.nudge n where recipient = any(@people) and {HasBegun}) told
         where at > @now - interval '31 days' or mailed_at > @now - interval '8 days' or object = any(@objects)
        """;

    const string Acts = """
        select n.nudge, max(x.at) as at from unnest(@nudges, @subjects, @recipients, @about) as n(nudge, subject, recipient, about)
          cross join lateral (
            select h.at from activity a join happening h on h.initiative = a.initiative and h.activity = a.activity where a.activity = n.subject and h.actor = n.recipient
            union all select h.at from happening h where h.initiative = n.subject and h.actor = n.recipient
            union all select r.at from rating r where r.activity = n.subject and r.member = n.recipient
            union all select b.at from ballot b where b.initiative = n.subject and b.member = n.recipient
            union all select s.at from sign_off s where s.member = n.recipient and n.about = 'follow-up:' || s.programme || '/' || s.year) x
         where x.at > @now - interval '48 hours' group by n.nudge
        """;

    // What people say about an idea, or that they are in on it, is done about each of its activities; an answer is one to all that waits.
    const string Near = """
        select n.nudge, max(x.at) as at from unnest(@nudges, @subjects, @recipients, @kinds) as n(nudge, subject, recipient, kind)
          left join activity s on s.activity = n.subject
          cross join lateral (
            select c.at from comment c where c.initiative = coalesce(s.initiative, n.subject) and c.author = n.recipient
            union all select p.at from pledge p where p.initiative = coalesce(s.initiative, n.subject) and p.member = n.recipient
            union all select a.decided_at from activity a
             where n.kind = 'waiting_approval' and a.programme = @programme and a.decided_by = n.recipient) x
         where x.at > @now - interval '48 hours' group by n.nudge
        """;

    const string Paused = "select kind from paused_kind where programme = @programme and reason is not null";

    static readonly string[] Asks = [.. Catalogue.All.Where(rules => rules.IsAsk).Select(rules => Stored.Name(rules.Kind))];

    /// <summary>How things stand for each of these nudges, the rule asked again included.</summary>
    /// <param name="found">What the rules have just found at that time, by its number: of those they are not asked again.</param>
    public async Task<IReadOnlyDictionary<Guid, (Situation Situation, DueNudge Due)>> Of(
        ProgrammeView here, DateTimeOffset now, IReadOnlyCollection<NudgeRow> rows, IReadOnlyDictionary<Guid, DueNudge>? found = null)
    {
        var asked = new
        {
            programme = here.Id, now, people = rows.Select(row => row.Recipient).Distinct().ToArray(), objects = rows.Select(row => row.Object).Distinct().ToArray(), asks = Asks,
            nudges = rows.Select(row => row.Nudge).ToArray(), subjects = rows.Select(row => row.Subject).ToArray(), recipients = rows.Select(row => row.Recipient).ToArray(),
            about = rows.Select(row => row.Object).ToArray(),
        };
        var (all, within) = (views.Everywhere, views.In(here.Id));
        var people = (await all.Many<Person>(People, asked)).ToDictionary(one => one.Member);
        var told = (await all.Many<Before>(Told, asked)).ToLookup(one => one.Recipient);
        var attention = await Attentions(here, now, asked.people);
        var acts = (await within.Many<Act>(Acts, asked)).Concat(await NearBy(here, now, rows)).GroupBy(one => one.Nudge).ToDictionary(one => one.Key, one => one.Max(act => act.At));
        var paused = (await within.Column<string>(Paused, asked)).ToHashSet();
        var due = await StillTrue(here, now, rows, found ?? new Dictionary<Guid, DueNudge>());
        var time = NudgeFinder.Time(here, now);
        return rows.ToDictionary(row => row.Nudge, row => (Of(row), due.GetValueOrDefault(row.Nudge) ?? row.Due()));

        Situation Of(NudgeRow row)
        {
            var (person, before) = (people[row.Recipient], told[row.Recipient].ToList());
            var same = row.Kind.Rules().Times is null ? [] : before.Where(one => one.Kind == row.Kind && one.Object == row.Object && one.Nudge != row.Nudge).ToList();
            return new(
                time.Now, time.Window, Choice(person), attention.GetValueOrDefault(row.Recipient),
                person is { AwayFrom: { } from, AwayTo: { } to } ? new Absence(from, to) : null, person.Here, paused.Contains(Stored.Name(row.Kind)),
                due.ContainsKey(row.Nudge), acts.TryGetValue(row.Nudge, out var acted) ? acted : null,
                [
                    .. before.Where(one => !one.Aside).Select(one => new Told(
                        one.Kind, one.Object, here.Local(one.At), one.Open, one.MailedAt is { } mailed ? here.Local(mailed) : null, one.Nudge, one.Verdict)),
                ],
                same.Min(one => (DateTimeOffset?)one.At), same.Count(one => one.Aside), [.. before.Where(one => one.Digested && one.Kind == row.Kind).Select(one => here.Local(one.At))],
                before.Count(one => one.Digested && one.Open));
        }
    }

    async Task<IReadOnlyDictionary<Guid, DueNudge>> StillTrue(ProgrammeView here, DateTimeOffset now, IReadOnlyCollection<NudgeRow> rows, IReadOnlyDictionary<Guid, DueNudge> found)
    {
        var asked = await finder.StillTrue(here, now, [.. rows.Where(row => !found.ContainsKey(row.Nudge))]);
        return rows.Where(row => found.ContainsKey(row.Nudge)).Select(row => KeyValuePair.Create(row.Nudge, found[row.Nudge])).Concat(asked).ToDictionary();
    }

    Task<IReadOnlyList<Act>> NearBy(ProgrammeView here, DateTimeOffset now, IReadOnlyCollection<NudgeRow> rows) => views.In(here.Id).Many<Act>(Near, new
    {
        programme = here.Id, now, nudges = rows.Select(row => row.Nudge).ToArray(), subjects = rows.Select(row => row.Subject).ToArray(), recipients = rows.Select(row => row.Recipient).ToArray(),
        kinds = rows.Select(row => Stored.Name(row.Kind)).ToArray(),
    });

    static NudgeChoice Choice(Person person) => person.Dose is { } dose ? new(dose, [.. person.Muted ?? []], person.SnoozedUntil) : NudgeChoice.None;

    // Who is not among them was never told that we go quiet, and has ours in full.
    async Task<IReadOnlyDictionary<Guid, Attention>> Attentions(ProgrammeView here, DateTimeOffset now, Guid[] people)
    {
        var faded = await LastHeard.OfFaded(views, people);
        if (faded.Count == 0) return new Dictionary<Guid, Attention>();
        var time = await finder.TimeWithAbsences(here, now);
        return faded.ToDictionary(one => one.Member, one => Fading.Of(one.FadedAt, one.HeardAt, one.Member, time));
    }
}

using Activation.Domain.Nudges;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Nudges;

/// <summary>What is held back of a kind, and why.</summary>
/// <param name="IsMail">It stands in the bell, unseen, and it is the mail that does not follow.</param>
/// <param name="NextAt">When it is looked at again; null for never.</param>
public sealed record HeldBack(NudgeKind Kind, NudgeReason? Reason, bool IsMail, int Count, DateTimeOffset? NextAt);

/// <summary>How many were not sent, and will not be, for a reason.</summary>
public sealed record Dropped(NudgeReason Reason, int Count);

/// <summary>What the nudges of a programme do, kind by kind.</summary>
public sealed class NudgeReport(Views views)
{
    sealed record Counted(
        NudgeKind Kind, int Sent, int SentLately, int Seen, int Acted, int HeldOut, int OptOuts, int Told, int ToldActed, int NotTold, int NotToldActed);

    // The unit is a person in a quarter, which is what chance drew for: the first nudge of the kind, and only when its fourteen days are over.
    // A reminder is no unit: of those who were told only who did nothing gets one, of those held out everybody is there still.
    // A kind that was resumed begins anew. What the letter of the week told was told. Who said no is one of those who were told in the same thirty days:
    // nobody stands above the line who is not below it.
    const string Sql = """
        with since as (select kind, at from paused_kind where programme = @programme and reason is null),
        told as (
          select n.*, coalesce(n.sent_at, case when n.reason = 'in_digest' then n.passed_at end) as told_at, n.acted_at <= n.passed_at + make_interval(days => @Days) as acted, again.is_again,
                 row_number() over (partition by n.kind, n.recipient, again.is_again, date_trunc('quarter', n.passed_at at time zone @zone) order by n.passed_at, n.nudge) as turn
            from hub.nudge n left join since s using (kind)
            cross join lateral (
              select n.kind = any(@reminding) and exists (
                select from hub.nudge e where e.recipient = n.recipient and e.kind = n.kind and e.object = n.object and e.passed_at < n.passed_at
                   and (e.state <> 'skipped' or e.reason = 'in_digest')) as is_again) again
           where n.programme = @programme and n.passed_at is not null and (n.state <> 'skipped' or n.reason = 'in_digest') and n.passed_at > coalesce(s.at, '-infinity')),
        unit as (select * from told where turn = 1 and not is_again and passed_at < hub.clock() - make_interval(days => @Days))
        select t.kind, count(*) filter (where t.told_at is not null)::int as sent, count(*) filter (where t.told_at > hub.clock() - interval '30 days')::int as sent_lately,
               count(*) filter (where t.seen_at is not null)::int as seen, count(*) filter (where t.told_at is not null and t.acted)::int as acted,
               count(*) filter (where t.state = 'held_out')::int as held_out,
               (select count(distinct o.member)::int from jsonb_to_recordset(@nos::jsonb) as o(member uuid, kind text, at timestamptz) left join since s on s.kind = o.kind
                 where o.kind = t.kind and o.at > coalesce(s.at, '-infinity')
                   and exists (select from told x where x.kind = o.kind and x.recipient = o.member and x.told_at > hub.clock() - interval '30 days')) as opt_outs,
               (select count(*)::int from unit u where u.kind = t.kind and u.state <> 'held_out') as told,
               (select count(*)::int from unit u where u.kind = t.kind and u.state <> 'held_out' and u.acted) as told_acted,
               (select count(*)::int from unit u where u.kind = t.kind and u.state = 'held_out') as not_told,
               (select count(*)::int from unit u where u.kind = t.kind and u.state = 'held_out' and u.acted) as not_told_acted
          from told t group by t.kind
        """;

    // A no holds in all programmes and is filed under one of them, so it is looked for in all: each programme asks for those whom it has told.
    const string Nos = """
        select * from opt_out where at > hub.clock() - interval '30 days' and member in (select recipient from hub.nudge where programme = @Id and passed_at is not null)
        """;

    // Where each period is an occasion of its own, nothing is a reminder.
    static readonly string[] Reminding = [.. Catalogue.All.Where(rules => rules.Times is not null).Select(rules => Stored.Name(rules.Kind))];

    /// <summary>Kinds of which nothing has gone out are not there.</summary>
    public async Task<IReadOnlyDictionary<NudgeKind, KindFigures>> Of(ProgrammeView here)
    {
        var nos = Stored.Json(await views.Everywhere.Many<OptOut>(Nos, new { here.Id }));
        return (await views.In(here.Id).Many<Counted>(Sql, new { programme = here.Id, zone = here.Card.TimeZone, NudgeActs.Days, reminding = Reminding, nos })).ToDictionary(
            one => one.Kind,
            one => new KindFigures(
                one.Sent, one.SentLately, one.Seen, one.Acted, one.HeldOut, one.OptOuts, Effect.Of(one.Told, one.ToldActed, one.NotTold, one.NotToldActed)));
    }

    /// <summary>What waits, by kind and reason, and when it is next looked at; and the mails of a month that do not follow their bell yet, or ever.</summary>
    public Task<IReadOnlyList<HeldBack>> HeldBack(ProgrammeView here) => views.In(here.Id).Many<HeldBack>(
        """
        select kind, reason, is_mail, count(*)::int as count, min(not_before) filter (where not_before < hub.clock() + interval '1000 years') as next_at from (
          select kind, reason, not_before, false as is_mail from hub.nudge where programme = @Id and state in ('due', 'waiting')
          union all select kind, reason, not_before, true from hub.nudge
           where programme = @Id and state = 'sent' and via = 'bell' and mailed_at is null and seen_at is null and acted_at is null and reason is not null
             and shown_at > hub.clock() - interval '30 days') held
         group by 1, 2, 3 order by 3, 1, 2
        """,
        new { here.Id });

    /// <summary>Of the last thirty days; what a letter of the week told did go out.</summary>
    public Task<IReadOnlyList<Dropped>> Dropped(ProgrammeView here) => views.In(here.Id).Many<Dropped>(
        "select reason, count(*)::int as count from hub.nudge where programme = @Id and state = 'skipped' and reason is not null and reason <> 'in_digest' and due_at > hub.clock() - interval '30 days' group by 1 order by 2 desc, 1",
        new { here.Id });

    /// <summary>Those that no mail server took, the newest of a quarter.</summary>
    public Task<IReadOnlyList<NudgeRow>> NotArrived(ProgrammeView here) => views.In(here.Id).Many<NudgeRow>(
        "select * from hub.nudge where programme = @Id and state = 'failed' and due_at > hub.clock() - interval '90 days' order by not_before desc, nudge limit 50", new { here.Id });

    /// <summary>Those of which nobody knows whether they arrived.</summary>
    public Task<IReadOnlyList<NudgeRow>> InDoubt(ProgrammeView here) =>
        views.In(here.Id).Many<NudgeRow>("select * from hub.nudge where programme = @Id and state = 'unknown' order by lease_until, nudge", new { here.Id });

    public Task<IReadOnlyList<PausedKind>> Paused(ProgrammeView here) =>
        views.In(here.Id).Many<PausedKind>("select * from paused_kind where programme = @Id and reason is not null order by kind", new { here.Id });
}

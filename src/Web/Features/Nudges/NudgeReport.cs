using Activation.Domain.Nudges;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Nudges;

/// <summary>What is held back of a kind, and why.</summary>
public sealed record HeldBack(NudgeKind Kind, NudgeReason? Reason, int Count, DateTimeOffset NextAt);

/// <summary>What the nudges of a programme do, kind by kind.</summary>
public sealed class NudgeReport(Views views)
{
    sealed record Counted(
        NudgeKind Kind, int Sent, int SentLately, int Seen, int Acted, int HeldOut, int OptOuts, int Told, int ToldActed, int NotTold, int NotToldActed);

    // The unit is a person in a quarter, which is what chance drew for: the first nudge of the kind, and only when its fourteen days are over.
    // A kind that was resumed begins anew.
    const string Sql = """
        with since as (select kind, at from paused_kind where programme = @programme and reason is null),
        told as (
          select n.*, row_number() over (partition by n.kind, n.recipient, date_trunc('quarter', n.passed_at at time zone @zone) order by n.passed_at, n.nudge) as turn
            from hub.nudge n left join since s using (kind)
           where n.programme = @programme and n.passed_at is not null and n.state <> 'skipped' and n.passed_at > coalesce(s.at, '-infinity')),
        unit as (select * from told where turn = 1 and passed_at < hub.clock() - make_interval(days => @Days))
        select t.kind, count(*) filter (where t.sent_at is not null)::int as sent, count(*) filter (where t.sent_at > hub.clock() - interval '30 days')::int as sent_lately,
               count(*) filter (where t.seen_at is not null)::int as seen, count(*) filter (where t.sent_at is not null and t.acted_at is not null)::int as acted,
               count(*) filter (where t.state = 'held_out')::int as held_out,
               (select count(distinct o.member)::int from opt_out o left join since s on s.kind = o.kind
                 where o.kind = t.kind and o.at > hub.clock() - interval '30 days' and o.at > coalesce(s.at, '-infinity')
                   and exists (select from told x where x.kind = o.kind and x.recipient = o.member)) as opt_outs,
               (select count(*)::int from unit u where u.kind = t.kind and u.state <> 'held_out') as told,
               (select count(*)::int from unit u where u.kind = t.kind and u.state <> 'held_out' and u.acted_at is not null) as told_acted,
               (select count(*)::int from unit u where u.kind = t.kind and u.state = 'held_out') as not_told,
               (select count(*)::int from unit u where u.kind = t.kind and u.state = 'held_out' and u.acted_at is not null) as not_told_acted
          from told t group by t.kind
        """;

    /// <summary>Kinds of which nothing has gone out are not there.</summary>
    public async Task<IReadOnlyDictionary<NudgeKind, KindFigures>> Of(ProgrammeView here) =>
        (await views.In(here.Id).Many<Counted>(Sql, new { programme = here.Id, zone = here.Card.TimeZone, NudgeActs.Days })).ToDictionary(
            one => one.Kind,
            one => new KindFigures(
                one.Sent, one.SentLately, one.Seen, one.Acted, one.HeldOut, one.OptOuts, Effect.Of(one.Told, one.ToldActed, one.NotTold, one.NotToldActed)));

    /// <summary>What waits, by kind and reason, and when it is next looked at.</summary>
    public Task<IReadOnlyList<HeldBack>> HeldBack(ProgrammeView here) => views.In(here.Id).Many<HeldBack>(
        "select kind, reason, count(*)::int as count, min(not_before) as next_at from hub.nudge where programme = @Id and state in ('due', 'waiting') group by 1, 2 order by 1, 2", new { here.Id });

    /// <summary>Those of which nobody knows whether they arrived.</summary>
    public Task<IReadOnlyList<NudgeRow>> InDoubt(ProgrammeView here) =>
        views.In(here.Id).Many<NudgeRow>("select * from hub.nudge where programme = @Id and state = 'unknown' order by lease_until, nudge", new { here.Id });

    public Task<IReadOnlyList<PausedKind>> Paused(ProgrammeView here) =>
        views.In(here.Id).Many<PausedKind>("select * from paused_kind where programme = @Id and reason is not null order by kind", new { here.Id });
}

using Activation.Domain.Nudges;
using Activation.Store.Followers;
using Dapper;

namespace Activation.Web.Features.Nudges;

/// <summary>What became of a claimed nudge.</summary>
/// <param name="State">Null is where it was before it was claimed.</param>
/// <param name="Taken">By a mail server.</param>
/// <param name="Merged">Nudges that the letter told as well: their turn has come with it.</param>
/// <param name="Kept">Nudges that it would have told, had chance not held them out: so has theirs.</param>
sealed record Fate(
    Guid Nudge, string? State, bool Taken = false, string? Step = null, double? WaitSeconds = null, NudgeReason? Reason = null, IEnumerable<Aside>? Merged = null, IEnumerable<Aside>? Kept = null, string? Error = null)
{
    /// <summary>There was nothing to tell: what stands in the bell stays there, and no mail follows.</summary>
    public static Fate Empty(NudgeRow row) => row.ShownAt is null
        ? new(row.Nudge, "skipped", Step: "skipped", Reason: NudgeReason.NothingToTell)
        : new(row.Nudge, null, WaitSeconds: TimeSpan.FromDays(36_500).TotalSeconds, Reason: NudgeReason.NothingToTell);
}

/// <summary>A nudge whose turn came with a letter of the week, with what it was about then and until when: on that it is measured. What the letter told stands in the bell too.</summary>
sealed record Aside(Guid Nudge, string[] Args, Guid? Subject, DateTimeOffset? Until)
{
    public static IEnumerable<Aside> Of(IReadOnlyList<NudgeRow> rows) => rows.Select(row => new Aside(row.Nudge, row.Args, row.Subject, row.Until));
}

/// <summary>A nudge is one node's from before the mail server is touched until it is told what came of it, or until its lease is over.</summary>
sealed class NudgeClaims(ReadModels readModels)
{
    /// <summary>A mail server is given twenty seconds; who is silent for longer than this is dead.</summary>
    const string Lease = "2 minutes";

    /// <summary>What was judged holds for so long: who has not been sent theirs by then, because the mail server is slow, is judged again.</summary>
    const string Holds = "15 seconds";

    /// <summary>For the post, of a nudge <c>n</c>. Seen or done in the meantime: no mail.</summary>
    public const string IsForPost =
        "(n.state = 'sent' and n.via = 'bell' and n.mailed_at is null and n.seen_at is null and n.acted_at is null or n.state = 'waiting' and n.passed_at is not null)";

    /// <summary>Of a nudge <c>n</c>: no letter of the week that tells it is at the post, or was and nobody knows.</summary>
    public const string IsNotAtThePost = "(n.told_by is null or not exists (select from hub.nudge w where w.nudge = n.told_by and w.state in ('claimed', 'unknown')))";

    /// <summary>One for a running program: after a restart it is another.</summary>
    readonly string node = Guid.NewGuid().ToString("N");

    /// <param name="Known">What the judgement knew that the person had been told, and <paramref name="Mailed"/> of these by mail.</param>
    /// <param name="Choice">Which row of their choices it knew: what they chose since holds, and it is judged again.</param>
    sealed record Asked(Guid Nudge, Guid Recipient, string MessageId, Guid[] Known, Guid[] Mailed, Guid[] Merged, string? Choice);

    public static string MessageId(Guid nudge) => $"<{nudge:N}@activation>";

    /// <summary>
    /// Whoever gets a row has it alone. The people are locked for as long as it takes to look whether they have been told or have chosen anything that the judgement
    /// did not know of; then it is judged again. What a letter of the week tells is not to have its turn meanwhile, nor for as long as that letter
    /// is in doubt; what an earlier try of it would have told, and this one does not, is free.
    /// </summary>
    /// <param name="judgedAt">By the database's clock.</param>
    /// <returns>Those that are this node's now.</returns>
    public async Task<IReadOnlySet<Guid>> Take(IReadOnlyCollection<ForPosting> letters, DateTimeOffset judgedAt)
    {
        await using var connection = await readModels.Pages.OpenConnectionAsync();
        var asked = Stored.Json(letters.Select(one => new Asked(one.Row.Nudge, one.Row.Recipient, MessageId(one.Row.Nudge), one.Known, one.Mailed, one.MergedNudges, one.Choice)));
        // Every list is an array, too: of a table that has just filled the planner believes that it is empty, and would read all of it for every few letters.
        // One round trip and one transaction; each statement sees what was there when it began. In one order, no two nodes wait for each other in a circle.
        await using var answers = await connection.QueryMultipleAsync(
            $"""
            select pg_advisory_xact_lock(person) from (
              select distinct hashtextextended('nudge ' || recipient, 0) as person from jsonb_to_recordset(@asked::jsonb) as a(recipient uuid) order by 1) people;
            with asked as (
              select * from jsonb_to_recordset(@asked::jsonb) as a(nudge uuid, recipient uuid, message_id text, known uuid[], mailed uuid[], merged uuid[], choice text)),
            held as (
              update hub.nudge n set not_before = greatest(n.not_before, hub.clock() + interval '{Lease}'), told_by = a.nudge
                from asked a where n.nudge = any(a.merged) and n.nudge = any(array(select unnest(merged) from asked)) and n.state = 'waiting' and n.passed_at is null),
            let_go as (
              update hub.nudge n set told_by = null
                from asked a
               where n.recipient = a.recipient and n.recipient = any(array(select recipient from asked)) and n.told_by = a.nudge and n.state = 'waiting' and n.passed_at is null
                 and not exists (select from asked b where n.nudge = any(b.merged)))
            update hub.nudge n set state = 'claimed', claimed_by = @node, lease_until = hub.clock() + interval '{Lease}', attempts = n.attempts + 1, message_id = a.message_id
              from asked a
             where n.nudge = a.nudge and a.nudge = any(array(
                 select n.nudge from hub.nudge n where n.nudge = any(array(select nudge from asked)) and {IsForPost} and n.not_before <= hub.clock() order by 1 for update skip locked))
               and hub.clock() < @judgedAt + interval '{Holds}'
               and a.choice is not distinct from (select c.xmin::text from hub.nudge_choice c where c.person = a.recipient)
               and not exists (
                 select from hub.nudge o where o.recipient = a.recipient and o.passed_at is not null and o.nudge <> a.nudge and o.state not in ('held_out', 'skipped')
                    and (o.nudge <> all(a.known) and o.passed_at > hub.clock() - interval '7 days'
                      or o.nudge <> all(a.mailed) and greatest(o.mailed_at, o.lease_until) > hub.clock() - interval '7 days'))
            returning n.nudge
            """,
            new { asked, node, judgedAt = judgedAt.ToUniversalTime() });
        await answers.ReadAsync();
        return (await answers.ReadAsync<Guid>()).ToHashSet();
    }

    // Who came back late with an answer after all has the better knowledge: then it is not in doubt any more.
    public async Task Tell(IReadOnlyCollection<Fate> fates)
    {
        if (fates.Count == 0) return;
        await using var connection = await readModels.Pages.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            with fate as (
              select * from jsonb_to_recordset(@fates::jsonb) as f(
                nudge uuid, state text, taken boolean, step text, wait_seconds float8, reason text, merged jsonb, kept jsonb, error text)),
            mine as (
              select n.nudge from hub.nudge n where n.nudge = any(array(select nudge from fate)) and n.claimed_by = @node and n.state in ('claimed', 'unknown') order by 1 for update),
            told as (
              update hub.nudge n set state = coalesce(f.state, case when n.shown_at is null then 'waiting' else 'sent' end), reason = f.reason, last_error = f.error,
                     lease_until = case when f.state = 'unknown' then n.lease_until end, mailed_at = case when f.taken then hub.clock() else n.mailed_at end,
                     sent_at = case when f.taken then coalesce(n.sent_at, hub.clock()) else n.sent_at end,
                     via = case when not f.taken then n.via when n.kind = 'weekly_digest' then 'digest' else 'mail' end,
                     not_before = case when f.wait_seconds is null then n.not_before else hub.clock() + make_interval(secs => f.wait_seconds) end,
                     steps = n.steps + (f.step is not null)::int
                from fate f join mine using (nudge) where n.nudge = f.nudge and n.nudge = any(array(select nudge from mine))
              returning n.nudge, n.steps, n.via, f.step, f.reason, f.taken, f.merged, f.kept),
            merged as (
              update hub.nudge n set state = 'skipped', reason = 'in_digest', passed_at = hub.clock(), shown_at = hub.clock(), steps = n.steps + 1, args = m.args, subject = m.subject, until = m.until
                from told t cross join lateral jsonb_to_recordset(t.merged) as m(nudge uuid, args jsonb, subject uuid, until timestamptz)
               where t.taken and n.nudge = m.nudge and n.nudge = any(array(select (m.value ->> 'nudge')::uuid from fate cross join lateral jsonb_array_elements(merged) m))
                 and n.state = 'waiting' and n.passed_at is null returning n.nudge, n.steps),
            kept as (
              update hub.nudge n set state = 'held_out', reason = null, passed_at = hub.clock(), steps = n.steps + 1, args = k.args, subject = k.subject
                from told t cross join lateral jsonb_to_recordset(t.kept) as k(nudge uuid, args jsonb, subject uuid)
               where t.taken and n.nudge = k.nudge and n.nudge = any(array(select (k.value ->> 'nudge')::uuid from fate cross join lateral jsonb_array_elements(kept) k))
                 and n.state = 'waiting' and n.passed_at is null returning n.nudge, n.steps)
            insert into hub.nudge_step
            select nudge, steps, step, case when step = 'sent' then via else reason end, hub.clock() from told where step is not null
            union all select nudge, steps, 'skipped', 'in_digest', hub.clock() from merged
            union all select nudge, steps, 'held_out', null, hub.clock() from kept
            """,
            new { node, fates = Stored.Json(fates) });
    }

    /// <summary>What was claimed and never told of is in doubt.</summary>
    public async Task<int> Doubt(CancellationToken cancellationToken)
    {
        await using var connection = await readModels.Pages.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(
            """
            with lost as (
              update hub.nudge set state = 'unknown', steps = steps + 1
               where nudge in (select nudge from hub.nudge where state = 'claimed' and lease_until < hub.clock() for update skip locked) returning nudge, steps)
            insert into hub.nudge_step select nudge, steps, 'unknown', null, hub.clock() from lost
            """);
    }
}

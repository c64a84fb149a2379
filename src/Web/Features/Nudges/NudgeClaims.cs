using Activation.Domain.Nudges;
using Activation.Store.Followers;
using Dapper;

namespace Activation.Web.Features.Nudges;

/// <summary>What became of a claimed nudge.</summary>
/// <param name="State">Null is where it was before it was claimed.</param>
sealed record Fate(string? State, bool Taken = false, string? Step = null, double? WaitSeconds = null, NudgeReason? Reason = null)
{
    /// <summary>There was nothing to tell: what stands in the bell stays there, and no mail follows.</summary>
    public static Fate Empty(NudgeRow row) => row.ShownAt is null
        ? new("skipped", Step: "skipped", Reason: NudgeReason.NothingToTell)
        : new(null, WaitSeconds: TimeSpan.FromDays(36_500).TotalSeconds, Reason: NudgeReason.NothingToTell);
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

    /// <summary>One for a running program: after a restart it is another.</summary>
    readonly string node = Guid.NewGuid().ToString("N");

    /// <summary>
    /// Whoever gets the row has it alone. The person is locked for as long as it takes to look whether they have been told anything that the judgement
    /// did not know of; then it is judged again.
    /// </summary>
    /// <param name="judgedAt">By the database's clock.</param>
    /// <param name="known">What the judgement knew that the person had been told, and <paramref name="mailed"/> of these by mail.</param>
    /// <param name="merged">Nudges that a letter of the week tells: their turn is not to come meanwhile.</param>
    public async Task<bool> Take(NudgeRow row, string messageId, DateTimeOffset judgedAt, Guid[] known, Guid[] mailed, Guid[] merged)
    {
        await using var connection = await readModels.Pages.OpenConnectionAsync();
        // One round trip and one transaction; each statement sees what was there when it began.
        return await connection.ExecuteAsync(
            $"""
            select pg_advisory_xact_lock(hashtextextended('nudge ' || @Recipient, 0));
            with held as (
              update hub.nudge set not_before = greatest(not_before, hub.clock() + interval '{Lease}') where nudge = any(@merged) and state = 'waiting' and passed_at is null)
            update hub.nudge set state = 'claimed', claimed_by = @node, lease_until = hub.clock() + interval '{Lease}', attempts = attempts + 1, message_id = @messageId
             where nudge = (select n.nudge from hub.nudge n where n.nudge = @Nudge and {IsForPost} and n.not_before <= hub.clock() for update skip locked)
               and hub.clock() < @judgedAt + interval '{Holds}'
               and not exists (
                 select from hub.nudge o where o.recipient = @Recipient and o.passed_at is not null and o.nudge <> @Nudge and o.state not in ('held_out', 'skipped')
                    and (o.nudge <> all(@known) and o.passed_at > hub.clock() - interval '7 days'
                      or o.nudge <> all(@mailed) and greatest(o.mailed_at, o.lease_until) > hub.clock() - interval '7 days'))
            """,
            new { row.Nudge, row.Recipient, node, messageId, judgedAt = judgedAt.ToUniversalTime(), known, mailed, merged }) == 1;
    }

    // Who came back late with an answer after all has the better knowledge: then it is not in doubt any more.
    public async Task Tell(Guid nudge, Fate fate, Guid[] merged, string? error = null)
    {
        await using var connection = await readModels.Pages.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            with told as (
              update hub.nudge n set state = coalesce(@State, case when n.shown_at is null then 'waiting' else 'sent' end), reason = @reason, last_error = @error,
                     lease_until = case when @State = 'unknown' then n.lease_until end, mailed_at = case when @Taken then hub.clock() else n.mailed_at end,
                     sent_at = case when @Taken then coalesce(n.sent_at, hub.clock()) else n.sent_at end,
                     via = case when not @Taken then n.via when n.kind = 'weekly_digest' then 'digest' else 'mail' end,
                     not_before = case when @WaitSeconds::float8 is null then n.not_before else hub.clock() + make_interval(secs => @WaitSeconds::float8) end,
                     steps = n.steps + (@Step::text is not null)::int
               where n.nudge = @nudge and n.claimed_by = @node and n.state in ('claimed', 'unknown') returning n.nudge, n.steps, n.via),
            merged as (
              update hub.nudge n set state = 'skipped', reason = 'in_digest', steps = n.steps + 1 from told
               where @Taken and n.nudge = any(@merged) and n.state = 'waiting' and n.passed_at is null returning n.nudge, n.steps)
            insert into hub.nudge_step
            select nudge, steps, @Step, case when @Step = 'sent' then via else @reason end, hub.clock() from told where @Step::text is not null
            union all select nudge, steps, 'skipped', 'in_digest', hub.clock() from merged
            """,
            new { nudge, node, fate.State, fate.Taken, fate.Step, fate.WaitSeconds, reason = fate.Reason is { } why ? Stored.Name(why) : null, merged, error });
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

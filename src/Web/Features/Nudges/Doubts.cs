using Activation.Store.Followers;
using Dapper;

namespace Activation.Web.Features.Nudges;

/// <summary>
/// An administrator has looked into what nobody knew: it did arrive, with all that it told, or it is to be sent again. So may what did not arrive be, once what
/// was wrong is mended.
/// </summary>
public sealed class Doubts(ReadModels readModels)
{
    /// <returns>False when it is not in doubt, any more or at all.</returns>
    public async Task<bool> Settle(Guid programme, Guid nudge, bool arrived, Guid by)
    {
        await using var connection = await readModels.Pages.OpenConnectionAsync();
        return await connection.ExecuteAsync(
            """
            with settled as (
              update hub.nudge set state = case when @arrived or shown_at is not null then 'sent' else 'waiting' end, steps = steps + 1, lease_until = null, claimed_by = null,
                     mailed_at = case when @arrived then hub.clock() end, sent_at = case when @arrived then coalesce(sent_at, hub.clock()) else sent_at end, not_before = hub.clock()
               where nudge = @nudge and programme = @programme and state = 'unknown' returning nudge, recipient, steps),
            merged as (
              update hub.nudge n set state = 'skipped', reason = 'in_digest', passed_at = hub.clock(), shown_at = hub.clock(), steps = n.steps + 1 from settled s
               where @arrived and n.recipient = s.recipient and n.told_by = s.nudge and n.state = 'waiting' and n.passed_at is null returning n.nudge, n.steps)
            insert into hub.nudge_step select nudge, steps, 'settled', @words, hub.clock() from settled
            union all select nudge, steps, 'skipped', 'in_digest', hub.clock() from merged
            """,
            new { programme, nudge, arrived, words = $"{(arrived ? "arrived" : "again")} {by}" }) > 0;
    }

    /// <summary>What did not arrive is given to the post anew; there it is asked again whether it is still of use.</summary>
    /// <returns>False when it has not failed, any more or at all.</returns>
    public async Task<bool> Again(Guid programme, Guid nudge, Guid by)
    {
        await using var connection = await readModels.Pages.OpenConnectionAsync();
        return await connection.ExecuteAsync(
            """
            with again as (
              update hub.nudge set state = case when shown_at is not null then 'sent' else 'waiting' end, reason = null, steps = steps + 1, attempts = 0, last_error = null,
                     claimed_by = null, not_before = hub.clock()
               where nudge = @nudge and programme = @programme and state = 'failed' returning nudge, steps)
            insert into hub.nudge_step select nudge, steps, 'settled', @words, hub.clock() from again
            """,
            new { programme, nudge, words = $"again {by}" }) > 0;
    }
}

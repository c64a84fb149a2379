using System.Data.Common;
using Activation.Domain.Nudges;
using Activation.Store.Followers;
using Dapper;

namespace Activation.Web.Features.Nudges;

/// <summary>What becomes of a nudge in this step.</summary>
/// <param name="From">The state it was judged in, with <paramref name="Steps"/>: of one that has gone on since then nothing is written.</param>
/// <param name="Passed">Its turn has come: from now on its effect is measured.</param>
/// <param name="Step">What the log is told; null when that is nothing new.</param>
/// <param name="Args">What its texts name now, and with <paramref name="Subject"/> of what and <paramref name="Until"/> when; null to leave all three.</param>
sealed record NudgeChange(
    Guid Nudge, string From, int Steps, string State, NudgeReason? Reason, DateTimeOffset? NotBefore, bool Passed = false, NudgeVia? Via = null, string? Step = null,
    string[]? Args = null, Guid? Subject = null, DateTimeOffset? Until = null);

/// <summary>Writes to the tables of the nudges. What the log is to be told is written in the same statement, so that nothing is forgotten.</summary>
static class NudgeWork
{
    // Two nodes find the same: in one order, neither waits for the other in a circle.
    public static async Task<int> FallDue(this DbConnection connection, Guid programme, IEnumerable<DueNudge> due) =>
        await connection.ExecuteAsync(
            """
            with fresh as (
              insert into hub.nudge (nudge, programme, kind, object, recipient, period, municipality, state, args, act, subject, due_at, not_before, until)
              select d.nudge, @programme, d.kind, d.object, d.recipient, d.period, d.municipality, 'due', d.args, d.act, d.subject, hub.clock(), hub.clock(), d.until
                from jsonb_to_recordset(@rows::jsonb) as d(nudge uuid, kind text, object text, recipient uuid, period text, municipality text, args jsonb, act text, subject uuid, until timestamptz)
              on conflict do nothing returning nudge)
            insert into hub.nudge_step select nudge, 1, 'due', null, hub.clock() from fresh
            """,
            new { programme, rows = Stored.Json(due.Select(Row).OrderBy(row => row.Nudge).ToArray()) });

    /// <summary>While the window is open nothing waits for it: who waits all the same was told of weeks that were chosen anew since, and is judged again.</summary>
    public static Task Wake(this DbConnection connection, Guid programme) => connection.ExecuteAsync(
        """
        with late as (
          select nudge from hub.nudge
           where programme = @programme and reason = 'outside_window' and not_before > hub.clock()
             and (state = 'waiting' or state = 'sent' and via = 'bell' and mailed_at is null)
           order by nudge for update skip locked)
        update hub.nudge n set not_before = hub.clock() from late where n.nudge = late.nudge
        """,
        new { programme });

    /// <summary>Of this nudge as it was read: what has gone on since then is left alone.</summary>
    public static NudgeChange To(this NudgeRow row, string state, NudgeReason? reason, DateTimeOffset? notBefore) => new(row.Nudge, row.State, row.Steps, state, reason, notBefore);

    public static Task Write(this DbConnection connection, IReadOnlyCollection<NudgeChange> changes, DbTransaction? transaction = null) =>
        changes.Count == 0 ? Task.CompletedTask : connection.ExecuteAsync(
            """
            with c as (
              select * from jsonb_to_recordset(@rows::jsonb) as c(
                nudge uuid, "from" text, steps int, state text, reason text, not_before timestamptz, passed boolean, via text, step text, args jsonb, subject uuid, until timestamptz)),
            mine as (select n.nudge from hub.nudge n join c using (nudge) where n.state = c."from" and n.steps = c.steps order by n.nudge for update of n skip locked),
            changed as (
              update hub.nudge n set state = c.state, reason = c.reason, not_before = coalesce(c.not_before, n.not_before),
                     passed_at = case when c.passed then hub.clock() else n.passed_at end, via = coalesce(c.via, n.via), args = coalesce(c.args, n.args),
                     subject = case when c.args is null then n.subject else c.subject end, until = case when c.args is null then n.until else c.until end,
                     shown_at = case when c.via = 'bell' then hub.clock() else n.shown_at end,
                     sent_at = case when c.state = 'sent' then coalesce(n.sent_at, hub.clock()) else n.sent_at end, steps = n.steps + (c.step is not null)::int
                from c join mine using (nudge) where n.nudge = c.nudge returning n.nudge, n.steps, c.step, c.reason, c.via)
            insert into hub.nudge_step select nudge, steps, step, case when step = 'skipped' then reason else via end, hub.clock() from changed where step is not null
            """,
            new { rows = Stored.Json(changes) }, transaction);

    public static async Task<DateTimeOffset> Clock(this ReadModels readModels)
    {
        await using var connection = await readModels.Pages.OpenConnectionAsync();
        return await connection.QuerySingleAsync<DateTimeOffset>("select hub.clock()");
    }

    static DueRow Row(DueNudge due) => new(
        Stored.Id(due), due.Kind, due.Object, due.Recipient, due.Period, due.Municipality, [.. due.Args], due.Deed.Act, due.Deed.Subject, due.Until?.ToUniversalTime());

    sealed record DueRow(
        Guid Nudge, NudgeKind Kind, string Object, Guid Recipient, string Period, string? Municipality, string[] Args, NudgeAct Act, Guid? Subject, DateTimeOffset? Until);
}

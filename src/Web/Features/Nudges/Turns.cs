using Activation.Domain.Nudges;
using Activation.Store.Followers;
using Activation.Web.Features.Programmes;
using Dapper;

namespace Activation.Web.Features.Nudges;

/// <summary>
/// Takes the people for whom something is due, a few hundred at a time, and decides for each what goes into the bell, what waits and what is dropped.
/// A person is locked for the length of one transaction: two nodes never weigh the same week at once, and a node that dies lets go of all.
/// </summary>
public sealed class Turns(ReadModels readModels, Knowledge knowledge)
{
    const int People = 500;

    /// <summary>Time for the bell to be looked at before a mail follows.</summary>
    static readonly TimeSpan BeforeMail = TimeSpan.FromDays(2);

    static readonly TimeSpan AtLeast = TimeSpan.FromMinutes(1);

    // What another node has just decided is seen: a locked row is judged again by its newest version. The limit comes after the lock,
    // so that a second node passes by those that the first one has. An array rather than a join: of a table that has just filled the planner
    // believes that it is empty, and would go through all that is due once for each person.
    const string Take = $"""
        with open as materialized (
          select n.recipient from hub.nudge n
           where n.programme = @programme and n.state in ('due', 'waiting') and n.passed_at is null and n.not_before <= hub.clock() and {NudgeClaims.IsNotAtThePost} group by 1),
        turn as materialized (select recipient from open where pg_try_advisory_xact_lock(hashtextextended('nudge ' || recipient, 0)) limit @most)
        select row_to_json(n)::text from hub.nudge n
         where n.recipient = any(array(select recipient from turn)) and n.programme = @programme and n.state in ('due', 'waiting') and n.passed_at is null and n.not_before <= hub.clock()
           and {NudgeClaims.IsNotAtThePost} for update of n
        """;

    /// <returns>How many nudges were weighed; 0 when nobody's turn has come.</returns>
    public async Task<int> One(ProgrammeView here, CancellationToken cancellationToken)
    {
        await using var connection = await readModels.Pages.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var now = await connection.QuerySingleAsync<DateTimeOffset>("select hub.clock()", transaction: transaction);
        var rows = (await connection.QueryAsync<string>(Take, new { programme = here.Id, most = People }, transaction)).Select(Stored.Row<NudgeRow>).ToList();
        if (rows.Count == 0) return 0;
        var known = await knowledge.Of(here, now, rows);
        var changes = rows.GroupBy(row => row.Recipient).SelectMany(own => Weigh([.. own], known, here, now)).ToList();
        await connection.Write(changes, transaction);
        await transaction.CommitAsync(cancellationToken);
        return rows.Count;
    }

    /// <summary>One person's nudges, the most urgent first: what is let through counts for those after it.</summary>
    internal static IEnumerable<NudgeChange> Weigh(
        IReadOnlyList<NudgeRow> own, IReadOnlyDictionary<Guid, (Situation Situation, DueNudge Due)> known, ProgrammeView here, DateTimeOffset now)
    {
        var told = known[own[0].Nudge].Situation.Told.ToList();
        var changes = new Dictionary<Guid, NudgeChange>();
        foreach (var row in own.OrderByDescending(row => row.Kind.Rules().Urgency).ThenBy(row => row.DueAt).ThenBy(row => row.Nudge))
        {
            var (situation, due) = known[row.Nudge];
            var change = Weighed(row, due, NudgePolicy.Judge(due, situation with { Told = told }), here, now, situation.FirstAt);
            changes[row.Nudge] = change;
            if (change is { Passed: true, State: not "held_out" }) told.Add(new Told(row.Kind, row.Object, situation.Now, due.Kind.Rules().IsAsk, Nudge: row.Nudge));
        }

        return changes.Values;
    }

    /// <param name="first">When the first of these reminders was drawn for: the next ones follow it, also over a turn of quarters.</param>
    static NudgeChange Weighed(NudgeRow row, DueNudge due, Verdict verdict, ProgrammeView here, DateTimeOffset now, DateTimeOffset? first) => verdict switch
    {
        Verdict.Skip skip => row.To("skipped", skip.Reason, null) with { Step = "skipped" },
        Verdict.Wait wait => row.To("waiting", wait.Reason, wait.Until > now + AtLeast ? wait.Until.ToUniversalTime() : now + AtLeast),
        _ when HoldOut.Has(row.Recipient, row.Kind, HoldOut.Quarter(here.Today(first ?? now))) => row.To("held_out", null, null) with
        {
            Passed = true,
            Step = "held_out",
            // Measured on the same thing as what goes.
            Args = [.. due.Args],
            Subject = due.Deed.Subject,
            Until = due.Until?.ToUniversalTime(),
        },
        // The digest is a mail by nature: it waits for the postman alone.
        _ when row.Kind == NudgeKind.WeeklyDigest => row.To("waiting", null, null) with { Passed = true, Args = [.. due.Args], Subject = due.Deed.Subject, Until = due.Until?.ToUniversalTime() },
        _ => row.To("sent", null, now + BeforeMail) with
        {
            Passed = true,
            Via = NudgeVia.Bell,
            Step = "sent",
            Args = [.. due.Args],
            Subject = due.Deed.Subject,
            Until = due.Until?.ToUniversalTime(),
        },
    };
}

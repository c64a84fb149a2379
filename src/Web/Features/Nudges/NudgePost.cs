using System.Security.Cryptography;
using Activation.Domain.Nudges;
using Activation.Store.Followers;
using Activation.Web.Features.People;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Mail;
using Dapper;

namespace Activation.Web.Features.Nudges;

/// <summary>Puts a nudge into the words of a letter; null when there is nothing worth one.</summary>
public delegate Task<Letter?> LetterOf(NudgeRow nudge, PersonRow person, ProgrammeView here);

/// <summary>
/// Takes to the post what was not looked at in the bell for two days, and digests. It is claimed under a lease before the mail server is touched,
/// and what becomes of it is written after. A lease that runs out in between means that nobody knows: the nudge is in doubt, for a human to see.
/// </summary>
/// <remarks>Beside the outbox of letters, which would rather send twice than not at all: a code is needed, a nudge is not. The carrier is the same.</remarks>
public sealed class NudgePost(ReadModels readModels, Knowledge knowledge, NudgeTitles titles, LetterOf write, PeopleDirectory people, Printing printing, ICarrier carrier, ILogger<NudgePost> logger)
{
    /// <summary>A mail server is given twenty seconds; who is silent for longer than this is dead.</summary>
    const string Lease = "2 minutes";

    const int Batch = 250, AtOnce = 8, Attempts = 10, MostFaults = 5;

    /// <summary>One for a running program: after a restart it is another.</summary>
    readonly string node = Guid.NewGuid().ToString("N");

    // Seen or done in the meantime: no mail.
    const string IsForPost = "(n.state = 'sent' and n.via = 'bell' and n.mailed_at is null and n.seen_at is null and n.acted_at is null or n.state = 'waiting' and n.passed_at is not null)";

    /// <returns>How many were weighed; 0 when nothing is for the post, or the mail server is not well.</returns>
    public async Task<int> One(ProgrammeView here, CancellationToken cancellationToken)
    {
        var now = await readModels.Clock();
        await using var connection = await readModels.Pages.OpenConnectionAsync(cancellationToken);
        var rows = (await connection.QueryAsync<string>(
            $"select row_to_json(n)::text from hub.nudge n where n.programme = @programme and {IsForPost} and n.not_before <= hub.clock() order by n.not_before limit @Batch",
            new { programme = here.Id, Batch })).Select(Stored.Row<NudgeRow>).ToList();
        if (rows.Count == 0) return 0;
        var known = await knowledge.Of(here, now, rows);
        var verdicts = rows.ToDictionary(row => row.Nudge, row => NudgePolicy.JudgeMail(known[row.Nudge].Due, known[row.Nudge].Situation));
        await connection.Write([.. rows.Where(row => verdicts[row.Nudge] is not Verdict.Go).Select(row => NotSent(row, verdicts[row.Nudge]))]);
        var faults = 0;
        await Parallel.ForEachAsync(
            rows.Where(row => verdicts[row.Nudge] is Verdict.Go), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (row, stopping) =>
            {
                // A mail server that is not well is left alone: what it has not been given cannot be in doubt.
                if (Volatile.Read(ref faults) < MostFaults && !await Send(row, known[row.Nudge].Due, here, stopping)) Interlocked.Increment(ref faults);
            });
        return faults == 0 ? rows.Count : 0;
    }

    /// <summary>What was claimed and never told of is in doubt.</summary>
    public async Task<int> Doubt(CancellationToken cancellationToken)
    {
        await using var connection = await readModels.Pages.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(
            """
            with lost as (update hub.nudge set state = 'unknown', steps = steps + 1 where state = 'claimed' and lease_until < hub.clock() returning nudge, steps)
            insert into hub.nudge_step select nudge, steps, 'unknown', null, hub.clock() from lost
            """);
    }

    /// <returns>False when the mail server is at fault.</returns>
    async Task<bool> Send(NudgeRow row, DueNudge due, ProgrammeView here, CancellationToken stopping)
    {
        var told = (await titles.Fill([row with { Args = [.. due.Args] }]))[0];
        if (await people.Find(row.Recipient) is not { } person || await write(told, person, here) is not { } letter) return await Empty(row);
        var mail = printing.Print(letter) with { MessageId = $"<{row.Nudge:N}@activation>" };
        if (mail.To is null) return await Empty(row);
        if (!await Claim(row.Nudge, mail.MessageId!)) return true;
        try
        {
            await carrier.Carry(mail, stopping);
        }
        catch (Exception e)
        {
            // Who it is to is not for the log.
            logger.LogWarning(e, "Nudge {Nudge} was not taken, for the {Attempts}. time", row.Nudge, row.Attempts + 1);
            await Tell(row.Nudge, Failed(MailFaults.Of(e), row.Attempts + 1), e.GetType().Name);
            return false;
        }

        return await Tell(row.Nudge, new Fate("sent", Taken: true, Step: "sent"));
    }

    /// <summary>Whoever gets the row has it alone; nobody waits for anybody.</summary>
    async Task<bool> Claim(Guid nudge, string messageId)
    {
        await using var connection = await readModels.Pages.OpenConnectionAsync();
        return await connection.ExecuteAsync(
            $"""
            update hub.nudge set state = 'claimed', claimed_by = @node, lease_until = hub.clock() + interval '{Lease}', attempts = attempts + 1, message_id = @messageId
             where nudge = (select n.nudge from hub.nudge n where n.nudge = @nudge and {IsForPost} and n.not_before <= hub.clock() for update skip locked)
            """,
            new { nudge, node, messageId }) == 1;
    }

    /// <param name="State">Null is where it was before it was claimed.</param>
    sealed record Fate(string? State, bool Taken = false, string? Step = null, double? WaitSeconds = null, NudgeReason? Reason = null);

    // Who came back late with an answer after all has the better knowledge: then it is not in doubt any more.
    async Task<bool> Tell(Guid nudge, Fate fate, string? error = null)
    {
        await using var connection = await readModels.Pages.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            with told as (
              update hub.nudge n set state = coalesce(@State, case when n.shown_at is null then 'waiting' else 'sent' end), reason = @reason, last_error = @error,
                     lease_until = null, mailed_at = case when @Taken then hub.clock() else n.mailed_at end, sent_at = case when @Taken then coalesce(n.sent_at, hub.clock()) else n.sent_at end,
                     via = case when not @Taken then n.via when n.kind = 'weekly_digest' then 'digest' else 'mail' end,
                     not_before = case when @WaitSeconds::float8 is null then n.not_before else hub.clock() + make_interval(secs => @WaitSeconds::float8) end,
                     steps = n.steps + (@Step::text is not null)::int
               where n.nudge = @nudge and n.claimed_by = @node and n.state in ('claimed', 'unknown') returning n.nudge, n.steps, n.via)
            insert into hub.nudge_step select nudge, steps, @Step, case when @Step = 'sent' then via else @reason end, hub.clock() from told where @Step::text is not null
            """,
            new { nudge, node, fate.State, fate.Taken, fate.Step, fate.WaitSeconds, reason = fate.Reason is { } why ? Stored.Name(why) : null, error });
        return true;
    }

    static Fate Failed(MailFault fault, int attempts) => fault switch
    {
        MailFault.InDoubt => new("unknown", Step: "unknown"),
        MailFault.Never => new("failed", Step: "failed"),
        _ when attempts >= Attempts => new("failed", Step: "failed"),
        // A minute, two, four …, and not all at once when the server is back.
        _ => new(null, WaitSeconds: Math.Min(Math.Pow(2, attempts - 1), 240) * RandomNumberGenerator.GetInt32(45, 75), Reason: NudgeReason.MailServer),
    };

    async Task<bool> Empty(NudgeRow row)
    {
        await using var connection = await readModels.Pages.OpenConnectionAsync();
        await connection.Write([NotSent(row, new Verdict.Skip(NudgeReason.NothingToTell))]);
        return true;
    }

    static readonly DateTimeOffset Never = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What stands in the bell stays there; it is only the mail that does not follow.</summary>
    static NudgeChange NotSent(NudgeRow row, Verdict verdict) => verdict switch
    {
        Verdict.Wait wait => new(row.Nudge, row.State, wait.Reason, wait.Until.ToUniversalTime()),
        Verdict.Skip skip when row.ShownAt is null => new(row.Nudge, "skipped", skip.Reason, null, Step: "skipped"),
        Verdict.Skip skip => new(row.Nudge, row.State, skip.Reason, Never),
        _ => throw new InvalidOperationException("It goes"),
    };
}

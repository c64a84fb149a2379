using System.Net.Mail;
using System.Security.Cryptography;
using Activation.Domain.Nudges;
using Activation.Store;
using Activation.Store.Followers;
using Activation.Web.Features.People;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Mail;
using Dapper;

namespace Activation.Web.Features.Nudges;

/// <summary>Puts a nudge into the words of a letter; null when there is nothing worth one.</summary>
/// <param name="waiting">What waits for room and a letter of the week tells, the most urgent first; none for all other kinds.</param>
public delegate Task<Letter?> LetterOf(NudgeRow nudge, PersonRow person, ProgrammeView here, IReadOnlyList<NudgeRow> waiting);

/// <summary>Makes ready to write a batch: what the letters of the week in it need is read at once.</summary>
/// <param name="readers">To whom they go.</param>
public delegate Task<LetterOf> LettersOf(ProgrammeView here, IReadOnlyCollection<Guid> readers);

/// <summary>
/// Takes to the post what was not looked at in the bell for two days, and digests. It is claimed under a lease before the mail server is touched,
/// and what becomes of it is written after. A lease that runs out in between means that nobody knows: the nudge is in doubt, for a human to see.
/// </summary>
/// <remarks>Beside the outbox of letters, which would rather send twice than not at all: a code is needed, a nudge is not. The carrier is the same.</remarks>
public sealed class NudgePost(ReadModels readModels, Knowledge knowledge, NudgeTitles titles, LettersOf letters, PeopleDirectory people, ProgrammeDirectory programmes, Printing printing, ICarrier carrier, ILogger<NudgePost> logger)
{
    const int People = 500, AtOnce = 8, MostFaults = 5;

    /// <summary>At one address that its server has something against.</summary>
    const int Attempts = 10;

    /// <summary>Of a nudge <c>n</c> that a letter of the week may tell.</summary>
    public const string WaitsForRoom = $"n.state = 'waiting' and n.passed_at is null and n.reason in ('dose_spent', 'open_asks', 'fading') and {NudgeClaims.IsNotAtThePost}";

    readonly NudgeClaims claims = new(readModels);

    /// <returns>How many were weighed; 0 when nothing is for the post, or the mail server is not well.</returns>
    public async Task<int> One(ProgrammeView here, CancellationToken cancellationToken)
    {
        var batch = await Due(here, cancellationToken);
        var faults = new Faults();
        if (batch.Length > 0)
        {
            var (going, judgedAt) = await Judge(batch, here, cancellationToken);
            var write = await letters(here, [.. going.Where(one => one.Row.Kind == NudgeKind.WeeklyDigest).Select(one => one.Row.Recipient)]);
            // A mail server that is not well is left alone: what it has not been given cannot be in doubt.
            foreach (var few in going.Chunk(AtOnce))
                if (faults.AreFew && !cancellationToken.IsCancellationRequested) await Send(few, here, judgedAt, write, faults);
        }

        return faults.Count == 0 ? batch.Length : 0;
    }

    public Task<int> Doubt(CancellationToken cancellationToken) => claims.Doubt(cancellationToken);

    // What one person gets is judged together. By chance, so that nodes seldom judge the same people, and pass by what another has taken meanwhile.
    async Task<Guid[]> Due(ProgrammeView here, CancellationToken cancellationToken)
    {
        await using var connection = await readModels.Pages.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<Guid>(
            $"""
            with due as materialized (select n.nudge, n.recipient from hub.nudge n where n.programme = @Id and {NudgeClaims.IsForPost} and n.not_before <= hub.clock()),
            drawn as (select recipient from (select distinct recipient from due) everybody order by random() limit @People)
            select nudge from due where recipient = any(array(select recipient from drawn))
            """,
            new { here.Id, People })];
    }

    // No connection is held while the mail server is talked to, which may take as long as it likes.
    async Task<(IReadOnlyList<ForPosting> Letters, DateTimeOffset JudgedAt)> Judge(Guid[] batch, ProgrammeView here, CancellationToken cancellationToken)
    {
        await using var connection = await readModels.Pages.OpenConnectionAsync(cancellationToken);
        var rows = await Rows($"n.nudge = any(@of) and {NudgeClaims.IsForPost} and n.not_before <= hub.clock()", batch);
        if (rows.Count == 0) return ([], default);
        // What waits for room is told by the letter of the week, in whichever programme: a person has one letter, not one from each.
        var readers = rows.Where(row => row.Kind == NudgeKind.WeeklyDigest).Select(row => row.Recipient).ToArray();
        var waiting = readers.Length == 0 ? [] : await Rows($"n.recipient = any(@of) and {WaitsForRoom}", readers);
        var now = await readModels.Clock();
        // Before what they chose is read: what is chosen meanwhile is noticed once too often and never too seldom.
        var choices = (await connection.QueryAsync<(Guid, string)>("select person, xmin::text from hub.nudge_choice where person = any(@people)", new { people = rows.Select(row => row.Recipient).Distinct().ToArray() })).ToDictionary();
        var known = await Known(here, now, rows, waiting);
        var judged = rows.GroupBy(row => row.Recipient)
            .SelectMany(own => ForPosting.Judge([.. own], [.. waiting.Where(row => row.Recipient == own.Key && known.ContainsKey(row.Nudge))], known, here, now)).ToList();
        await connection.Write([.. judged.Where(one => one.Verdict is not Verdict.Go).Select(NotSent)]);
        return ([.. judged.Where(one => one.Verdict is Verdict.Go).Select(one => one with { Choice = choices.GetValueOrDefault(one.Row.Recipient) })], now);

        async Task<List<NudgeRow>> Rows(string which, Guid[] of) =>
            [.. (await connection.QueryAsync<string>($"select row_to_json(n)::text from hub.nudge n where {which}", new { of })).Select(Stored.Row<NudgeRow>)];
    }

    // What waits in another programme is judged by its clock and its rules.
    async Task<IReadOnlyDictionary<Guid, (Situation Situation, DueNudge Due)>> Known(ProgrammeView here, DateTimeOffset now, IEnumerable<NudgeRow> rows, IReadOnlyList<NudgeRow> waiting)
    {
        var known = new Dictionary<Guid, (Situation Situation, DueNudge Due)>(await knowledge.Of(here, now, [.. rows, .. waiting.Where(row => row.Programme == here.Id)]));
        foreach (var elsewhere in waiting.Where(row => row.Programme != here.Id).GroupBy(row => row.Programme))
            if (await programmes.Find(elsewhere.Key) is { } there)
                foreach (var (nudge, one) in await knowledge.Of(there, now, [.. elsewhere])) known[nudge] = one;
        return known;
    }

    /// <summary>A few letters, claimed together and carried at the same time.</summary>
    async Task Send(ForPosting[] few, ProgrammeView here, DateTimeOffset judgedAt, LetterOf write, Faults faults)
    {
        var readers = await people.Find(few.Select(one => one.Row.Recipient));
        // The links of a letter open doors: they are made when it is certain that it goes.
        var taken = await claims.Take(few, judgedAt);
        var mine = few.Where(one => taken.Contains(one.Row.Nudge)).ToList();
        var carried = mine.Select(one => Send(one, here, readers.GetValueOrDefault(one.Row.Recipient), write, faults)).ToList();
        // Told of as they come back: a line that hangs holds up no other's news. Of those that broke off nobody knows.
        for (List<Task<Fate>> open = [.. carried], back; open.Count > 0; open = [.. open.Except(back)])
        {
            await Task.WhenAny(open);
            back = [.. open.Where(one => one.IsCompleted)];
            await claims.Tell([.. back.Where(one => one.IsCompletedSuccessfully).Select(one => one.Result)]);
        }

        await Task.WhenAll(carried);
    }

    async Task<Fate> Send(ForPosting one, ProgrammeView here, PersonRow? reader, LetterOf write, Faults faults)
    {
        try
        {
            return await Print(one, here, reader, write) is { } mail ? await Carry(one, mail, faults) : Fate.Empty(one.Row);
        }
        catch (Exception e) when (Outages.IsPassing(e))
        {
            // Nothing was handed over, and it is not the letter: the database was away for a moment.
            logger.LogWarning("Nudge {Nudge} could not be written now: {Type}", one.Row.Nudge, e.GetType().Name);
            faults.Add();
            return Failed(one.Row, MailFault.NotNow) with { Reason = null, Error = e.GetType().Name };
        }
        catch (Exception e)
        {
            // Nothing was handed over, and the next time it reads no better: a human sees it.
            logger.LogError("Nudge {Nudge} could not be written: {Type} at {Where}", one.Row.Nudge, e.GetType().Name, e.StackTrace);
            return new Fate(one.Row.Nudge, "failed", Step: "failed", Error: e.GetType().Name);
        }
    }

    // Who stops here goes when the letters that are under way have gone: what is broken off would be in doubt. It takes as long as a mail server is given.
    async Task<Fate> Carry(ForPosting one, PrintedLetter mail, Faults faults)
    {
        var row = one.Row;
        try
        {
            await carrier.Carry(mail with { MessageId = NudgeClaims.MessageId(row.Nudge) }, CancellationToken.None);
            return new Fate(row.Nudge, "sent", Taken: true, Step: "sent", Merged: Aside.Of(one.Merged), Kept: Aside.Of(one.Kept));
        }
        catch (Exception e)
        {
            var fault = MailFaults.Of(e);
            // Who it is to is not for the log, and stands in what mail servers say.
            logger.LogWarning("Nudge {Nudge} was not taken, for the {Attempts}. time: {Fault}, {Type} {Status}", row.Nudge, row.Attempts + 1, fault, e.GetType().Name, (e as SmtpException)?.StatusCode);
            // A server that will not have one address is well.
            if (fault is not (MailFault.Never or MailFault.NotThere)) faults.Add();
            return Failed(row, fault) with { Error = e.GetType().Name };
        }
    }

    /// <summary>Null when there is nothing to tell, or nobody to tell it to.</summary>
    async Task<PrintedLetter?> Print(ForPosting one, ProgrammeView here, PersonRow? reader, LetterOf write)
    {
        if (reader is null) return null;
        var told = await titles.Fill([one.Row, .. one.Merged], reader.Language);
        return await write(told[0], reader, here, [.. told.Skip(1)]) is { } letter && printing.Print(letter) is { To: not null } mail ? mail : null;
    }

    static Fate Failed(NudgeRow row, MailFault fault) => fault switch
    {
        MailFault.InDoubt => new(row.Nudge, "unknown", Step: "unknown"),
        MailFault.Never => new(row.Nudge, "failed", Step: "failed"),
        MailFault.NotThere when row.Attempts + 1 >= Attempts => new(row.Nudge, "failed", Step: "failed"),
        // A minute, two, four … and four hours at most, and not all at once when the server is back. What it has against all letters is mended there, however late, and
        // then those go that are of use still (NudgePolicy).
        _ => new(row.Nudge, null, WaitSeconds: Math.Min(Math.Pow(2, row.Attempts), 192) * RandomNumberGenerator.GetInt32(45, 75), Reason: NudgeReason.MailServer),
    };

    static readonly DateTimeOffset Never = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What stands in the bell stays there; it is only the mail that does not follow.</summary>
    static NudgeChange NotSent(ForPosting one) => one.Verdict switch
    {
        Verdict.Wait wait => one.Row.To(one.Row.State, wait.Reason, wait.Until.ToUniversalTime()),
        Verdict.Skip skip when one.Row.ShownAt is null => one.Row.To("skipped", skip.Reason, null) with { Step = "skipped" },
        Verdict.Skip skip => one.Row.To(one.Row.State, skip.Reason, Never),
        _ => throw new InvalidOperationException("It goes"),
    };

    /// <summary>How often the mail server was at fault in this round.</summary>
    sealed class Faults
    {
        int count;

        public int Count => Volatile.Read(ref count);

        public bool AreFew => Count < MostFaults;

        public void Add() => Interlocked.Increment(ref count);
    }
}

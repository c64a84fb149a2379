using Activation.Domain.Nudges;
using Activation.Domain.Nudges.Rules;
using Activation.Web.Features.Programmes;

namespace Activation.Web.Features.Nudges;

/// <summary>One nudge at the post, judged.</summary>
/// <param name="Row">With what its texts name now.</param>
/// <param name="Known">What the judgement knew that the person had been told, and <paramref name="Mailed"/> of these by mail.</param>
/// <param name="Choice">Which of the person's choices the judgement knew; null when there was none.</param>
/// <param name="Merged">What waits for room and this letter of the week tells.</param>
/// <param name="Kept">What it would tell as well, and chance holds out: whom it would hold out of a kind is not told of it by another way.</param>
sealed record ForPosting(NudgeRow Row, Verdict Verdict, Guid[] Known, Guid[] Mailed, IReadOnlyList<NudgeRow> Merged, IReadOnlyList<NudgeRow> Kept, string? Choice = null)
{
    /// <summary>Of seven lines, two are for what moved and what went well.</summary>
    const int MostMerged = 5;

    public Guid[] MergedNudges => [.. Merged.Select(told => told.Nudge)];

    /// <summary>One person's, the most urgent first: what goes counts for those after it.</summary>
    public static IEnumerable<ForPosting> Judge(
        NudgeRow[] own, NudgeRow[] waiting, IReadOnlyDictionary<Guid, (Situation Situation, DueNudge Due)> known, ProgrammeView here, DateTimeOffset now)
    {
        var told = known[own[0].Nudge].Situation.Told.ToList();
        var judged = new List<ForPosting>();
        foreach (var row in own.OrderByDescending(row => row.Kind.Rules().Urgency).ThenBy(row => row.DueAt).ThenBy(row => row.Nudge))
        {
            var (situation, due) = known[row.Nudge];
            var verdict = NudgePolicy.JudgeMail(due, situation with { Told = [.. told.Where(one => one.Nudge != row.Nudge)] });
            var merged = verdict is Verdict.Go && row.Kind == NudgeKind.WeeklyDigest ? Merging(waiting, known, told) : [];
            judged.Add(new(Now(row, due), verdict, [], [], [.. merged.Where(one => !IsKept(one))], [.. merged.Where(IsKept)]));
            if (verdict is not Verdict.Go) continue;
            told.RemoveAll(one => one.Nudge == row.Nudge);
            told.Add(new Told(row.Kind, row.Object, here.Local(row.PassedAt ?? now), row.Kind.Rules().IsAsk, situation.Now, row.Nudge, Talking.IsVerdict(due)));
        }

        Guid[] all = [.. told.Select(one => one.Nudge)], mailed = [.. told.Where(one => one.MailedAt is not null).Select(one => one.Nudge)];
        return judged.Select(one => one with { Known = all, Mailed = mailed });

        bool IsKept(NudgeRow row) => HoldOut.Has(row.Recipient, row.Kind, HoldOut.Quarter(here.Today(known[row.Nudge].Situation.FirstAt ?? now)));
    }

    // What it tells already counts for the others of its kind.
    static IReadOnlyList<NudgeRow> Merging(
        NudgeRow[] waiting, IReadOnlyDictionary<Guid, (Situation Situation, DueNudge Due)> known, List<Told> told)
    {
        var merged = new List<NudgeRow>();
        foreach (var row in waiting.OrderByDescending(row => row.Kind.Rules().Urgency).ThenBy(row => row.DueAt).ThenBy(row => row.Nudge))
        {
            var (situation, due) = known[row.Nudge];
            DateTimeOffset[] digested = [.. situation.Digested ?? [], .. merged.Where(one => one.Kind == row.Kind).Select(_ => situation.Now)];
            var asked = situation.Asked + merged.Count(one => one.Kind.Rules().IsAsk);
            if (merged.Count < MostMerged && NudgePolicy.JudgeInDigest(due, situation with { Told = told, Digested = digested, Asked = asked }) is Verdict.Go) merged.Add(Now(row, due));
        }

        return merged;
    }

    static NudgeRow Now(NudgeRow row, DueNudge due) => row with { Args = [.. due.Args], Subject = due.Deed.Subject, Until = due.Until };
}

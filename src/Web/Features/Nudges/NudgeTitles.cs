using Activation.Domain.Nudges;
using Activation.Domain.Nudges.Rules;
using Activation.Web.Platform;

namespace Activation.Web.Features.Nudges;

/// <summary>
/// Puts titles and reasons into nudges at the moment when somebody reads them. They are people's words: kept once, where they can be taken out, and
/// never copied into what we remember of a nudge.
/// </summary>
public sealed class NudgeTitles(Views views)
{
    sealed record Words(Guid Subject, string Title);

    sealed record Answered(Guid Subject, DateTimeOffset At, string? Reason);

    /// <param name="language">The reader's; null for that of the request. A story that is not told in it goes by the title that its page shows to them.</param>
    public async Task<IReadOnlyList<NudgeRow>> Fill(IReadOnlyList<NudgeRow> rows, string? language = null)
    {
        var subjects = rows.Select(row => row.Subject).OfType<Guid>().Distinct().ToArray();
        if (subjects.Length == 0) return rows;
        var titles = (await views.Everywhere.Many<Words>(
            """
            select activity as subject, title from activity where activity = any(@subjects)
            union all select initiative, title from initiative where initiative = any(@subjects)
            union all select s.story, (select t.value ->> 'title' from jsonb_each(s.texts) t order by t.key <> @language, t.key limit 1) from shown_story s where s.story = any(@subjects)
            union all select s.story, a.title from story s join activity a using (activity)
             where s.story = any(@subjects) and s.step = 'scheduled' and not exists (select from shown_story t where t.story = s.story)
            union all select d.initiative, coalesce(nullif(trim(d.idea->>'title'), ''), '…') from hub.draft d
             where d.initiative = any(@subjects) and not exists (select from initiative i where i.initiative = d.initiative)
            """,
            new { subjects, language = language ?? Platform.Look.Languages.Current })).ToDictionary(one => one.Subject, one => one.Title);
        var reasons = await Reasons(rows);
        return
        [
            // What has no title any more, as a story that was taken down, keeps the mark: it has a word in every language.
            .. rows.Select(row => row.Subject is { } subject
                ? row with
                {
                    Args = [.. row.Args.Select(arg => arg switch
                    {
                        NudgeArg.Title => titles.GetValueOrDefault(subject) ?? arg, NudgeArg.Reason => reasons.GetValueOrDefault((subject, row.Period)) ?? "", _ => arg,
                    })],
                }
                : row),
        ];
    }

    // What is answered may be answered again, or called off: a nudge keeps the words of the answer that it told.
    async Task<IReadOnlyDictionary<(Guid Subject, string Period), string?>> Reasons(IReadOnlyList<NudgeRow> rows)
    {
        var answered = rows.Where(row => row.Args.Contains(NudgeArg.Reason)).Select(row => row.Subject).OfType<Guid>().Distinct().ToArray();
        if (answered.Length == 0) return new Dictionary<(Guid, string), string?>();
        return (await views.Everywhere.Many<Answered>(
            """
            select a.activity as subject, h.at, h.reason from activity a join happening h on h.initiative = a.initiative and h.activity = a.activity
             where a.activity = any(@answered) and h.kind in ('activity-approved', 'activity-returned', 'activity-declined')
            union all select behind.subject, i.merged_at, i.merge_reason from initiative i cross join lateral (values (i.initiative), (i.merged_into)) behind (subject)
             where i.merged_into is not null and behind.subject = any(@answered)
             order by at
            """,
            new { answered })).GroupBy(one => (one.Subject, Approving.PeriodOf(one.At))).ToDictionary(one => one.Key, one => one.Last().Reason);
    }
}

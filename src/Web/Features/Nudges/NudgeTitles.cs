using Activation.Domain.Nudges;
using Activation.Web.Platform;

namespace Activation.Web.Features.Nudges;

/// <summary>
/// Puts titles and reasons into nudges at the moment when somebody reads them. They are people's words: kept once, where they can be taken out, and
/// never copied into what we remember of a nudge.
/// </summary>
public sealed class NudgeTitles(Views views)
{
    sealed record Words(Guid Subject, string Title, string? Reason);

    public async Task<IReadOnlyList<NudgeRow>> Fill(IReadOnlyList<NudgeRow> rows)
    {
        var subjects = rows.Select(row => row.Subject).OfType<Guid>().Distinct().ToArray();
        if (subjects.Length == 0) return rows;
        var words = (await views.Everywhere.Many<Words>(
            """
            select activity as subject, title, reason from activity where activity = any(@subjects)
            union all select initiative, title, merge_reason from initiative where initiative = any(@subjects)
            union all select d.initiative, coalesce(nullif(trim(d.idea->>'title'), ''), '…'), null from hub.draft d
             where d.initiative = any(@subjects) and not exists (select from initiative i where i.initiative = d.initiative)
            """,
            new { subjects })).ToDictionary(one => one.Subject);
        return [.. rows.Select(row => row.Subject is { } subject && words.TryGetValue(subject, out var one) ? row with { Args = [.. row.Args.Select(arg => In(arg, one))] } : row)];
    }

    static string In(string arg, Words words) => arg switch { NudgeArg.Title => words.Title, NudgeArg.Reason => words.Reason ?? "", _ => arg };
}

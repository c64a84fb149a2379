using Activation.Domain.Scoring;
using Activation.Web.Features.Chronicle;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Scores;

/// <summary>The ranking as a file, every score with its interval and its parts.</summary>
[Needs(Permission.Look)]
public sealed class CsvModel(ScoresQuery scores, Chronicle.Chronicle chronicle) : DatedPage(chronicle)
{
    static readonly string[] Columns =
        ["municipality", "score", "low", "high", "enrolled", "active", "due", "done", "breadth", "doing", "outcome", "reuse", "across"];

    static readonly string[] Parts = ["breadth", "doing", "outcome", "reuse", "across"];

    public async Task<IActionResult> OnGetAsync()
    {
        await LookBack();
        if (NoSuchDay() is { } answer) return answer;
        var ranking = await scores.On(Here, Asked.Day);
        return CsvFile.Of($"{Here.Slug}-scores-{DateAsked.Written(Asked.Day)}.csv", [.. Columns.Select(Head), .. Parts.SelectMany(Heads), T["scores.csv-rules"]], ranking.Rows.Select(row => Cells(row, Here.RulesThen(Asked.Day).Version)));
    }

    // Which definition the figures follow goes with them: a file is read far from the page.
    string Head(string column) => column == "score" || Parts.Contains(column)
        ? Definitions.Definitions.Head(T[$"scores.csv-{column}"], column)
        : T[$"scores.csv-{column}"];

    // What each part rests on, and how sure it is.
    IEnumerable<string> Heads(string part) => ((string[])["n", "low", "high"]).Select(end => T[$"scores.csv-part-{end}", T[$"scores.csv-{part}"]]);

    object?[] Cells(RankedRow row, string rules)
    {
        var (score, facts) = (row.Score, row.Facts);
        return
        [
            row.NameOf(T), Written(score.Score.Value), Written(score.Score.Low), Written(score.Score.High),
            facts.Enrolled, facts.Active, facts.Due, facts.Done,
            Written(score.Breadth.Value, 3), Written(score.Doing.Value, 3), Written(score.Outcome.Value, 3), Written(score.Reuse.Value, 3), Written(score.Across.Value, 3),
            .. ((Estimate[])[score.Breadth, score.Doing, score.Outcome, score.Reuse, score.Across]).SelectMany(Sureness), rules,
        ];
    }

    static object?[] Sureness(Estimate part) => [part.N, Written(part.Low, 3), Written(part.High, 3)];

    static string Written(double value, int decimals = 1) => CsvFile.Number(value, decimals);
}

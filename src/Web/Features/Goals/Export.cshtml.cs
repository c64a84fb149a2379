using Activation.Web.Features.Chronicle;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Goals;

/// <summary>The metrics as a file, in the same cut as the page.</summary>
[Needs(Permission.Look)]
public sealed class ExportModel(GoalPlan plan, Chronicle.Chronicle chronicle) : DatedPage(chronicle)
{
    static readonly string[] Columns =
    [
        "number", "area", "goal", "metric", "kind", "aim", "unit", "target", "year", "track", "responsible", "co-responsible", "strategy", "initiatives",
        "status", "newest", "newest-year",
    ];

    public async Task<IActionResult> OnGetAsync(string? municipality)
    {
        await LookBack();
        if (NoSuchDay() is { } answer) return answer;
        var chosen = Here.Municipalities.Any(m => m.Municipality == municipality) ? municipality : null;
        var areas = (await plan.Areas(Here.Id)).ToDictionary(area => area.Area, area => area.Name);
        var goals = (await plan.Goals(Here.Id)).ToDictionary(goal => (goal.Area, goal.Goal), goal => goal.Text);
        var rows = (await plan.Metrics(Here, Asked.Day, chosen)).Select(metric => Cells(metric, areas, goals));
        return CsvFile.Of(Asked.IsPast ? $"{Here.Slug}-goals-{Then}.csv" : $"{Here.Slug}-goals.csv", Columns.Select(column => column == "initiatives" ? Definitions.Definitions.Head(T["goals.csv.initiatives"], "linked") : T[$"goals.csv.{column}"]), rows);
    }

    object?[] Cells(ListedMetric metric, Dictionary<int, string> areas, Dictionary<(int Area, int Goal), string> goals)
    {
        var card = metric.Card;
        return
        [
            card.Number, areas.GetValueOrDefault(card.Area), goals.GetValueOrDefault((card.Area, card.Goal)), card.Text, MetricWords.Kind(T, card.Kind),
            MetricWords.Aim(T, card), card.Unit, card.Target, card.DueYear,
            string.Join(", ", card.Track.Select(point => $"{point.Year}: {Figures(point.Value)}")), Names(card.Responsible), Names(card.CoResponsible),
            card.Strategy, metric.Initiatives, T[$"values.status.{metric.Series.Status}"], metric.Series.Newest?.Value, metric.Series.Newest?.Year,
        ];
    }

    static string Figures(double value) => Platform.Look.Figures.Number(value, value % 1 == 0 ? 0 : 1);

    string Names(IEnumerable<string> municipalities) => string.Join(", ", municipalities.Select(Here.NameOf));
}

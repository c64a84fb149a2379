using Activation.Web.Features.Chronicle;
using Activation.Web.Platform.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Activation.Web.Features.Goals;

/// <summary>All the plan's metrics, and which of them nobody has an initiative for.</summary>
[Needs(Permission.Look)]
public sealed class IndexModel(GoalPlan plan, Chronicle.Chronicle chronicle) : DatedPage(chronicle)
{
    [BindProperty(SupportsGet = true)]
    public string? Municipality { get; set; }

    public IReadOnlyList<GoalAreaRow> Areas { get; private set; } = [];

    public IReadOnlyList<GoalRow> Goals { get; private set; } = [];

    public IReadOnlyList<ListedMetric> Metrics { get; private set; } = [];

    public int WithoutMetric { get; private set; }

    /// <summary>The municipality whose metrics are shown; null for all.</summary>
    public string? Chosen => Here.Municipalities.Any(m => m.Municipality == Municipality) ? Municipality : null;

    public IEnumerable<ListedMetric> Orphans => Metrics.Where(metric => metric.Initiatives == 0);

    public IEnumerable<ListedMetric> Measured => Metrics.Where(metric => metric.Series.Values.Count > 0);

    public string Path => $"/p/{Here.Slug}/goals";

    public async Task OnGetAsync()
    {
        await LookBack();
        Areas = await plan.Areas(Here.Id);
        Goals = await plan.Goals(Here.Id);
        Metrics = await plan.Metrics(Here, Asked.Day, Chosen);
        WithoutMetric = await plan.WithoutMetric(Here, Asked.Day);
    }

    public IEnumerable<SelectListItem> Municipalities => Here.Municipalities
        .Select(m => new SelectListItem(m.Name, m.Municipality))
        .Prepend(new SelectListItem(T["goals.any"], ""));

    public string Names(IEnumerable<string> municipalities) => MetricWords.Names(Here, T, municipalities);

    public string Aim(MetricCard card) => MetricWords.Aim(T, card);
}

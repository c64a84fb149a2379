using Activation.Domain.Scoring;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Look;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Activation.Web.Features.Rates;

/// <summary>What became of a stage: its rates as they were frozen and as they stand, and where things stop on the way from proposal to outcome.</summary>
[Needs(Permission.Look)]
public sealed class IndexModel(StageRates rates, StagePathways pathways, Chronicle.Chronicle chronicle) : StagePage(rates, pathways, chronicle)
{
    public string Path => $"/p/{Here.Slug}/rates";

    public IEnumerable<SelectListItem> Municipalities =>
        Here.Municipalities.Select(m => new SelectListItem(m.Name, m.Municipality)).Prepend(new SelectListItem(T["rates.all"], ""));

    public Task OnGetAsync() => Look();

    /// <summary>What each share and each median of the funnel rests on, and what the medians rested on when they were frozen.</summary>
    public IEnumerable<string> Sureness() => Steps.SelectMany((step, place) =>
    {
        var name = T[$"rates.step-{step.Step}"];
        var now = Definitions.Sureness.Of(T, name, Pathway.ShareOfPrevious(Steps, place), step);
        return FrozenOf(step) is { } then ? now.Concat(Definitions.Sureness.Of(T, T["rates.step-frozen", name], null, then)) : now;
    });

    public Funnel Funnel => new(T["definitions.funnel.name"], [.. Steps.Select(step => new FunnelStep(
        T[$"rates.step-{step.Step}"], step.Count, step.Step >= PathwayStep.CarriedOut, step.MedianDays,
        FrozenOf(step) is { MedianDays: { } days and > 0 } ? days : null, WithoutYes(step)))]);

    PathwayCount? FrozenOf(PathwayCount step) => Frozen?.Steps?.FirstOrDefault(frozen => frozen.Step == step.Step);

    string? WithoutYes(PathwayCount step)
    {
        string[] told = [.. Some("rates.returned", step.Returned), .. Some("rates.declined", step.Declined)];
        return told.Length == 0 ? null : string.Join(" · ", told);

        IEnumerable<string> Some(string key, int? count) => count is { } n and > 0 ? [T.Count(key, n)] : [];
    }
}

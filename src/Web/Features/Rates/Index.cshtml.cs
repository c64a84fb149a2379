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

    /// <summary>What each share and each median of the funnel rests on.</summary>
    public IEnumerable<string> Sureness() => Steps.SelectMany((step, place) => Definitions.Sureness.Of(
        T, T[$"rates.step-{step.Step}"], Pathway.ShareOfPrevious(Steps, place), step));

    public Funnel Funnel => new(T["definitions.funnel.name"], [.. Steps.Select(step => new FunnelStep(
        T[$"rates.step-{step.Step}"], step.Count, step.Step >= PathwayStep.CarriedOut, step.MedianDays,
        Frozen?.Steps?.FirstOrDefault(frozen => frozen.Step == step.Step)?.MedianDays))]);
}

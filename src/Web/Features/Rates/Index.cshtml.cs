using Activation.Domain.Scoring;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Look;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Activation.Web.Features.Rates;

/// <summary>What became of a stage: its rates as they were frozen and as they stand, and where things stop on the way from proposal to outcome.</summary>
[Needs(Permission.Look)]
public sealed class IndexModel(StageRates rates, StagePathways pathways, Chronicle.Chronicle chronicle) : DatedPage(chronicle)
{
    [BindProperty(SupportsGet = true)]
    public string? Stage { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Municipality { get; set; }

    /// <summary>Null before the first stage.</summary>
    public StageRow? Shown { get; private set; }

    /// <summary>Of the municipality that is chosen, or of all.</summary>
    public StageFigures Figures { get; private set; } = null!;

    public IReadOnlyList<PathwayCount> Steps { get; private set; } = [];

    /// <summary>How many were first answered on a day of no stage.</summary>
    public int Outside { get; private set; }

    /// <summary>Frozen figures are of all together.</summary>
    public StageFigures? Frozen => Chosen is null ? Shown?.Figures : null;

    public string? Chosen => Here.Municipalities.Any(m => m.Municipality == Municipality) ? Municipality : null;

    public string Path => $"/p/{Here.Slug}/rates";

    /// <summary>Those that have begun; the baseline has no deeds.</summary>
    public IEnumerable<StageRow> Begun => Here.Stages.Where(stage => stage.Stage > 0 && stage.State != "planned");

    public IEnumerable<SelectListItem> Municipalities =>
        Here.Municipalities.Select(m => new SelectListItem(m.Name, m.Municipality)).Prepend(new SelectListItem(T["rates.all"], ""));

    public async Task OnGetAsync()
    {
        await LookBack();
        Shown = Begun.FirstOrDefault(stage => stage.Stage.ToString(System.Globalization.CultureInfo.InvariantCulture) == Stage) ?? Here.LastClosed() ?? Here.OpenStage;
        if (Shown is not { Stage: > 0 } shown)
        {
            Shown = null;
            return;
        }

        Figures = await rates.Now(Here, shown, Asked.Day, Chosen);
        Steps = await pathways.Of(Here, shown, Chosen, Asked.Day);
        Outside = await rates.Outside(Here, Asked.Day, Chosen);
    }

    public IEnumerable<(string Key, Estimate Now, Estimate? Frozen)> Rows()
    {
        yield return ("feasibility", Figures.Feasibility, Frozen?.Feasibility);
        yield return ("commitment", Figures.Commitment, Frozen?.Commitment);
        yield return ("completion", Figures.Completion, Frozen?.Completion);
        yield return ("on-time", Figures.OnTime, Frozen?.OnTime);
        yield return ("rated-share", Figures.RatedShare, Frozen?.RatedShare);
        yield return ("top-outcome", Figures.TopOutcome, Frozen?.TopOutcome);
        yield return ("adoption-rate", Figures.Reuse!, Frozen?.Reuse);
    }

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

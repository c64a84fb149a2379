using System.Globalization;
using Activation.Domain.Scoring;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Programmes;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Rates;

/// <summary>A stage's rates and its way from proposal to outcome in the cut that somebody asks for: what the page shows and its files hold.</summary>
public abstract class StagePage(StageRates rates, StagePathways pathways, Chronicle.Chronicle chronicle) : DatedPage(chronicle)
{
    [BindProperty(SupportsGet = true)]
    public string? Stage { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Municipality { get; set; }

    /// <summary>Null before the first stage.</summary>
    public StageRow? Shown { get; private set; }

    /// <summary>Not the stage that was asked for: that one has not begun, or is none.</summary>
    public bool IsAnother => Stage is { Length: > 0 } && Shown?.Stage.ToString(CultureInfo.InvariantCulture) != Stage;

    /// <summary>Of the municipality that is chosen, or of all.</summary>
    public StageFigures Figures { get; private set; } = null!;

    public IReadOnlyList<PathwayCount> Steps { get; private set; } = [];

    /// <summary>How many were first answered on a day of no stage.</summary>
    public int Outside { get; private set; }

    /// <summary>Frozen figures are of all together.</summary>
    public StageFigures? Frozen => Chosen is null ? Shown?.Figures : null;

    public string? Chosen => Here.Municipalities.Any(m => m.Municipality == Municipality) ? Municipality : null;

    /// <summary>Those that have begun; the baseline has no deeds.</summary>
    public IEnumerable<StageRow> Begun => Here.Stages.Where(stage => stage.Stage > 0 && stage.State != "planned");

    /// <summary>What the page and its files are asked alike.</summary>
    public (string Name, string? Value)[] Cut => [("stage", Shown?.Stage.ToString(CultureInfo.InvariantCulture)), ("municipality", Chosen)];

    protected async Task Look()
    {
        await LookBack();
        Shown = Begun.FirstOrDefault(stage => stage.Stage.ToString(CultureInfo.InvariantCulture) == Stage) ?? Here.LastClosed() ?? Here.OpenStage;
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
}

namespace Activation.Web.Features.Programmes;

/// <summary>Which stage the figures speak of.</summary>
public static class StageOrder
{
    /// <summary>The last stage that is over; the baseline before the first is none.</summary>
    public static StageRow? LastClosed(this ProgrammeView here) => here.Stages.LastOrDefault(stage => stage is { State: "closed", Stage: > 0 });
}

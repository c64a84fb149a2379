namespace Activation.Web.Features.Webhooks;

/// <summary>What may be told elsewhere: what happens to ideas, activities, stages and metrics, and who comes and goes by number. How somebody voted is told to nobody.</summary>
public static class HookKinds
{
    public const string Test = "test";

    public static readonly IReadOnlyList<string> All =
    [
        "initiative-proposed", "initiative-completed", "initiative-parked", "initiative-resumed", "initiative-withdrawn", "voting-closed", "voting-reopened",
        "activity-submitted", "activity-approved", "activity-returned", "activity-declined", "activity-scheduled", "activity-carried-out", "activity-cancelled",
        "comment-posted", "stage-opened", "stage-closed", "metric-value-recorded", "metric-value-corrected", "member-enrolled", "member-left", "roles-changed",
    ];

    public static readonly IReadOnlySet<string> Known = All.ToHashSet(StringComparer.Ordinal);
}

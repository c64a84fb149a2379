using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Baseline;

static class WaveNames
{
    /// <summary>What a wave is called: by the stage that it came after.</summary>
    public static string NameOf(this Texts texts, ProgrammeView here, int stage) => stage == 0
        ? texts["board.baseline"]
        : texts["baseline.after", here.Stages.FirstOrDefault(row => row.Stage == stage) is { Theme: { Length: > 0 } theme } ? texts["board.stage-theme", stage, theme] : texts["board.stage", stage]];
}

using Activation.Jobs;
using Activation.Web.Features.Programmes;

namespace Activation.Web.Platform;

/// <summary>Everything that runs by itself, and by whose clock.</summary>
public static class Schedules
{
    public static IReadOnlyList<Schedule> All { get; } =
    [
        Schedule.Every<StageTurn>("stage-turn", TimeSpan.FromMinutes(10)),
    ];
}

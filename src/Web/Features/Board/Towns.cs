using Activation.Domain.Programmes;
using Activation.Web.Features.Challenges;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Look;

namespace Activation.Web.Features.Board;

/// <summary>The municipalities as stops on the map.</summary>
public static class Towns
{
    /// <summary>Filled when the challenge is reached there; without a challenge all are.</summary>
    public static IReadOnlyList<Town> Of(ProgrammeView here, ChallengeView? challenge, IReadOnlyList<string> hot) =>
        [.. here.Municipalities.Select(m => new Town(
            m.Name, m.Latitude, m.Longitude, new LabelPlace(m.LabelX, m.LabelY, m.LabelAnchor), Standing(m, challenge), hot.Contains(m.Municipality)))];

    static StopState Standing(MunicipalityRow municipality, ChallengeView? challenge)
    {
        var stop = challenge?.Stops.FirstOrDefault(stop => stop.Municipality == municipality.Municipality);
        return challenge is null || stop?.State == StopState.Done ? StopState.Done : StopState.Next;
    }
}

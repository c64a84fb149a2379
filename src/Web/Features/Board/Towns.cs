using Activation.Domain.Programmes;
using Activation.Web.Features.Challenges;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Look;

namespace Activation.Web.Features.Board;

/// <summary>The municipalities as stops on the map: which of them are filled is found out here and nowhere else.</summary>
public sealed class Towns(Chronicle.Chronicle chronicle)
{
    /// <summary>Those that have reached the challenge; without one, those that have carried anything out. At the end of a day.</summary>
    public async Task<IReadOnlySet<string>> Filled(ProgrammeView here, ChallengeView? challenge, DateOnly day) => challenge is null
        ? await chronicle.CarriedOut(here, day)
        : challenge.Stops.Where(stop => stop.State == StopState.Done).Select(stop => stop.Municipality).ToHashSet(StringComparer.Ordinal);

    /// <summary>The same without a challenge, where all is counted already.</summary>
    public static IReadOnlySet<string> Filled(IEnumerable<Chronicle.CountsOn> counts) =>
        counts.Where(count => count.CarriedOut > 0).Select(count => count.Municipality).ToHashSet(StringComparer.Ordinal);

    public static IReadOnlyList<Town> Of(ProgrammeView here, IReadOnlySet<string> filled) =>
        [.. here.Municipalities.Select(m => new Town(
            m.Name, m.Latitude, m.Longitude, new LabelPlace(m.LabelX, m.LabelY, m.LabelAnchor),
            filled.Contains(m.Municipality) ? StopState.Done : StopState.Next))];
}

using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Look;

namespace Activation.Web.Features.Challenges;

/// <summary>A challenge as open screens show it.</summary>
public sealed record ChallengeState(string Key, string Title, string Reached, string Left, string Remaining, IReadOnlyList<ChallengeStopState> Stops)
{
    public static ChallengeState Of(ProgrammeView here, ChallengeView challenge, ChallengeWords words, Texts texts, DateTimeOffset now) => new(
        challenge.Key, challenge.Card.Title, words.Standing(challenge), words.Left(here, challenge, now), words.Remaining(here, challenge, now),
        [.. challenge.Stops.Select(stop => new ChallengeStopState(stop.Municipality, stop.Name, stop.State.Css(), texts[stop.TextKey]))]);
}

/// <param name="Css">done, now or next.</param>
public sealed record ChallengeStopState(string Municipality, string Name, string Css, string Text);

using Activation.Web.Features.Programmes;

namespace Activation.Web.Features.Challenges;

/// <summary>What the panel of a challenge needs to draw itself.</summary>
public sealed record ChallengePanel(ProgrammeView Here, ChallengeView Challenge, ChallengeWords Words, DateTimeOffset Now, long Position);

using Activation.Web.Features.Programmes;

namespace Activation.Web.Features.Challenges;

/// <summary>What the panel of a challenge needs to draw itself.</summary>
/// <param name="Position">Null for what is looked back at: it stands still.</param>
public sealed record ChallengePanel(ProgrammeView Here, ChallengeView Challenge, ChallengeWords Words, DateTimeOffset Now, long? Position);

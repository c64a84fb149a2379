namespace Activation.Domain.Challenges;

/// <summary>A challenge as far as decisions ask for it.</summary>
public sealed record Challenge(Guid Id, int Stage, string Title, string Text, ChallengeAim? Aim, DateOnly Until, bool IsReached, bool IsDropped)
{
    public static Challenge None { get; } = new(Guid.Empty, 0, "", "", null, default, false, false);

    public bool Exists => Id != Guid.Empty;

    public static Challenge Evolve(Challenge state, object @event) => @event switch
    {
        ChallengeSet e => state with { Id = e.Challenge, Stage = e.Stage, Title = e.Title, Text = e.Text, Aim = e.Aim, Until = e.Until },
        ChallengeChanged e => state with { Title = e.Title, Text = e.Text, Aim = e.Aim, Until = e.Until },
        ChallengeReached => state with { IsReached = true },
        ChallengeDropped => state with { IsDropped = true },
        _ => state,
    };
}

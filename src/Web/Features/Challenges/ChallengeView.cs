using Activation.Domain.Challenges;
using Activation.Web.Platform.Look;

namespace Activation.Web.Features.Challenges;

#pragma warning disable MA0049 // One of them, and all of them.
/// <summary>The challenges of a stage.</summary>
public sealed record Challenges(IReadOnlyList<ChallengeView> All)
{
    public static Challenges None { get; } = new([]);

    /// <summary>The one that a wall has room for: the next to be reached, else the one that was reached last.</summary>
    public ChallengeView? Current => All.FirstOrDefault(challenge => challenge is { IsReached: false, DaysLeft: >= 0 })
        ?? All.Where(challenge => challenge.IsReached).MaxBy(challenge => challenge.Card.ReachedAt) ?? (All.Count == 0 ? null : All[^1]);
}
#pragma warning restore MA0049

/// <param name="Day">At whose end it stands so.</param>
/// <param name="Stops">In route order; now means planned, or carried out and waiting for a word.</param>
public sealed record ChallengeView(ChallengeCard Card, Progress Progress, DateOnly Day, IReadOnlyList<ChallengeStop> Stops)
{
    /// <summary>The name it goes by in what is sent to screens.</summary>
    public string Key => Card.Challenge.ToString("N");

    /// <summary>Below nothing when its last day is over.</summary>
    public int DaysLeft => Card.UntilOn.DayNumber - Day.DayNumber;

    public bool IsReached => Card.ReachedAt is not null;

    /// <summary>Every one has to arrive; else they count together.</summary>
    public bool IsOfEach => Card.Measure == ChallengeMeasure.InitiativesEverywhere;

    public Elva Elva => new([.. Stops.Select(stop => new ElvaStop(stop.Name, stop.State, stop.TextKey))]);
}

/// <param name="DueOn">When the first planned one is to happen, as far as a day is set.</param>
/// <param name="Waiting">How many initiatives are carried out by their owner's word alone, and count when somebody else has seen it; none when it is too late for that.</param>
public sealed record ChallengeStop(string Municipality, string Name, StopState State, DateOnly? DueOn, int Waiting)
{
    public bool Waits => State == StopState.Now && Waiting > 0;

    public string TextKey => Waits ? "challenges.waits" : State.TextKey();
}

namespace Activation.Domain.Points;

/// <summary>How far into the programme a member has stepped, by what they did themselves. Every step is a good place to stay.</summary>
public enum LadderStep
{
    /// <summary>Is enrolled.</summary>
    Knows,

    /// <summary>Has weighed a proposal: voted on it.</summary>
    Understands,

    /// <summary>Has said what they think: commented or rated an outcome.</summary>
    HasASay,

    /// <summary>Is in on it: pledged a hand, or proposed.</summary>
    Contributes,

    /// <summary>Answers for something that got a yes, or carried something out.</summary>
    Drives,

    /// <summary>Took up an idea from elsewhere, or had one taken up there.</summary>
    Spreads,
}

/// <summary>What a member did, counted.</summary>
/// <param name="Said">Comments and ratings.</param>
/// <param name="JoinedIn">Pledges and proposals.</param>
/// <param name="Drove">Own activities that got a yes.</param>
/// <param name="Passed">Ideas lent or borrowed across a border.</param>
public sealed record OwnActs(int Votes, int Said, int JoinedIn, int Drove, int Passed);

public static class Ladder
{
    /// <summary>The highest step that an act of one's own reaches; nobody has to take them one by one.</summary>
    public static LadderStep StepOf(OwnActs acts) => acts switch
    {
        { Passed: > 0 } => LadderStep.Spreads,
        { Drove: > 0 } => LadderStep.Drives,
        { JoinedIn: > 0 } => LadderStep.Contributes,
        { Said: > 0 } => LadderStep.HasASay,
        { Votes: > 0 } => LadderStep.Understands,
        _ => LadderStep.Knows,
    };

    /// <summary>How many stand on each step, as others may see it. Null is hidden.</summary>
    public static IReadOnlyDictionary<LadderStep, int?> Shown(IReadOnlyDictionary<LadderStep, int> counts)
    {
        var steps = Enum.GetValues<LadderStep>();
        return steps.Zip(SmallNumbers.Hidden([.. steps.Select(step => counts.GetValueOrDefault(step))])).ToDictionary(one => one.First, one => one.Second);
    }
}

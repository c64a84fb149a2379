namespace Activation.Domain.Courses;

/// <summary>What somebody made on a course, as far as decisions ask for it.</summary>
/// <param name="Guest">Under which number they came on the course.</param>
/// <param name="Story">What is told of it; null until it is.</param>
/// <param name="Edition">How many times it was handed in: who takes it up has read one of them.</param>
/// <param name="Turn">How many times it was handed in or taken back: a page that was opened before the last of them changes nothing.</param>
public sealed record Work(Guid Id, Guid Walk, Guid Guest, WorkLicence Licence, bool ShowsName, WorkStep Step, Guid? Story, int Edition, int Turn)
{
    public static Work None { get; } = new(Guid.Empty, Guid.Empty, Guid.Empty, WorkLicence.OnlyHere, ShowsName: false, WorkStep.None, null, 0, 0);

    public static Work Evolve(Work state, object @event) => @event switch
    {
        WorkSubmitted e => new(e.Work, e.Walk, e.Guest, e.Licence, e.ShowsName, WorkStep.Submitted, null, state.Edition + 1, state.Turn + 1),
        WorkChosen e => state with { Step = WorkStep.Chosen, Story = e.Story },
        WorkDeclined => state with { Step = WorkStep.Declined },
        WorkWithdrawn => state with { Step = WorkStep.Withdrawn, Turn = state.Turn + 1 },
        _ => state,
    };
}

public enum WorkStep
{
    None,
    Submitted,
    Chosen,
    Declined,
    Withdrawn,
}

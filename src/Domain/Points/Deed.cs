using Activation.Domain.Scoring;

namespace Activation.Domain.Points;

/// <summary>Something a member did that may be worth points, as the log tells it: no rule is applied yet.</summary>
/// <param name="Position">Of the event, which orders deeds for ever.</param>
/// <param name="At">By the programme's own clock.</param>
/// <param name="Member">Who did it.</param>
/// <param name="Stage">The stage of the initiative.</param>
/// <param name="Activity">Null when the initiative as a whole is meant.</param>
/// <param name="By">Whose word it rests on; null when it needs nobody's.</param>
/// <param name="Waited">For so many of the programme's working days what it answers had waited, as reminders of it count them; null when it answers nothing.</param>
/// <param name="Grades">How the activity is rated after it.</param>
/// <param name="Across">Two municipalities or more are in it.</param>
/// <param name="Participants">How many came; a count, never names.</param>
public sealed record Deed(
    long Position, DateTimeOffset At, Guid Member, DeedKind Kind, int Stage, Guid Initiative, Guid? Activity = null, Guid? By = null,
    int? Waited = null, GradeSums? Grades = null, bool Across = false, int Participants = 0);

/// <summary>What kind of deed. The first ten can be worth points; the last two take points back.</summary>
public enum DeedKind
{
    /// <summary>An activity of one's initiative got a yes at a concretisation of 60 or more.</summary>
    Approved,

    /// <summary>One's activity was carried out by the day agreed, and another confirmed it. A day set after the one before had passed is no such day.</summary>
    Completed,

    /// <summary>One's activity was rated, and now stands at these grades.</summary>
    OutcomeRated,

    /// <summary>What one did is shown as a good example: for the first time, or again after it was taken down.</summary>
    ExamplePublished,

    /// <summary>Somebody elsewhere took up one's initiative and completed it, and one who is neither of the two confirmed that something was carried out.</summary>
    ExampleLent,

    /// <summary>One took up an initiative from elsewhere and completed it, confirmed in the same way.</summary>
    ExampleAdopted,

    /// <summary>One's help was confirmed. Comes with the resource pool.</summary>
    HelpGiven,

    /// <summary>One rated the outcome of somebody else's activity.</summary>
    Rated,

    /// <summary>One answered a pulse. Comes with the pulses.</summary>
    PulseAnswered,

    /// <summary>One answered an activity with a reason.</summary>
    Decided,

    /// <summary>One's initiative was withdrawn after its yes.</summary>
    Withdrawn,

    /// <summary>What one did is no longer shown as a good example.</summary>
    ExampleTakenDown,
}

public static class DeedKinds
{
    /// <summary>Nothing earns points by them yet: the features that they come with are not there.</summary>
    public static IReadOnlySet<DeedKind> ToCome { get; } = new HashSet<DeedKind> { DeedKind.HelpGiven, DeedKind.PulseAnswered };
}

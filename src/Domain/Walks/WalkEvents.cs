namespace Activation.Domain.Walks;

// A walk together through a place: announced, perhaps moved or called off, and who comes. Those without an account are a number here and nothing else.

/// <param name="Leader">The member who leads it.</param>
/// <param name="Text">What one looks at, in a sentence.</param>
/// <param name="Place">Where one meets.</param>
/// <param name="Seats">How many can come; null for everybody.</param>
public sealed record WalkPlanned(
    Guid Walk, Guid Leader, WalkKind Kind, string Title, string Text, string Place, string Municipality, DateTimeOffset StartsAt, int? Seats);

public sealed record WalkMoved(Guid Walk, string Place, DateTimeOffset StartsAt);

public sealed record WalkCancelled(Guid Walk, string Reason);

/// <param name="Guest">A member, or somebody whose e-mail is verified.</param>
public sealed record WalkJoined(Guid Walk, Guid Guest);

public sealed record WalkLeft(Guid Walk, Guid Guest);

public enum WalkKind
{
    /// <summary>What is strong in a place, and what is missing.</summary>
    Place,

    /// <summary>Where it feels safe, and where it does not.</summary>
    Safety,

    /// <summary>Not a walk: a course, with what <see cref="Courses.CourseOffered"/> says beside this.</summary>
    Course,
}

namespace Activation.Domain.Courses;

// A course is announced, moved, called off and come to like a walk, in the same stream; what stands here is what it has beside that.

/// <summary>What was announced is a course for an activity: there one learns to make something.</summary>
/// <param name="Walk">The stream it shares with what was announced.</param>
/// <param name="Makes">What one makes there; at least one kind.</param>
/// <param name="Languages">In which language or languages, in words.</param>
/// <param name="JoinBy">The last moment at which one can sign up.</param>
public sealed record CourseOffered(Guid Walk, Guid Initiative, Guid Activity, WorkKind[] Makes, string Languages, DateTimeOffset JoinBy);

public sealed record CourseSeatsSet(Guid Walk, int Seats);

/// <summary>All seats were taken: they wait, behind those who came before them.</summary>
public sealed record CourseQueueJoined(Guid Walk, Guid Guest);

/// <summary>Somebody who waited has a seat, which somebody else gave back or which was added. They are told, and may say no.</summary>
public sealed record CourseSeatGiven(Guid Walk, Guid Guest);

// What somebody made there, from the day on which it is handed in. The work itself, and who made it, stands outside of the log.

/// <summary>It was handed in, or anew. Whoever made it said yes to the question of this version.</summary>
/// <param name="Guest">Under which number they came.</param>
/// <param name="ShowsName">They want to be named as they wrote.</param>
public sealed record WorkSubmitted(Guid Work, Guid Walk, Guid Guest, WorkLicence Licence, bool ShowsName, int Terms);

/// <summary>A story was begun of it.</summary>
public sealed record WorkChosen(Guid Work, Guid Story, Guid By);

public sealed record WorkDeclined(Guid Work, Guid By, string Reason);

/// <summary>It is nobody's to see any more: by whoever made it, or because its time was over.</summary>
public sealed record WorkWithdrawn(Guid Work);

public enum WorkKind
{
    Text,
    Picture,
    Film,
}

/// <summary>What others may do with a work that is shown.</summary>
public enum WorkLicence
{
    /// <summary>It is shown here and nowhere else.</summary>
    OnlyHere,

    /// <summary>Creative Commons Attribution 4.0: anybody may use and change it who says who made it.</summary>
    CcBy,

    /// <summary>Creative Commons Attribution-ShareAlike 4.0: the same, and what comes of it is as free.</summary>
    CcBySa,
}

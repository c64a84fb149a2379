using System.Text.Json.Serialization;
using Activation.Domain.Nudges;
using Activation.Domain.Points;
using Activation.Domain.Scoring;
using Activation.Web.Features.Programmes;

namespace Activation.Web.Features.Points;

/// <summary>A deed as the log tells it. What it is worth is counted when somebody reads, by the rules of its day: another version needs no other rows.</summary>
/// <param name="By">Whose word it rests on.</param>
/// <param name="Since">What it answers came then.</param>
public sealed record DeedRow(
    Guid Programme, Guid Member, long Position, DeedKind Kind, DateTimeOffset At, int Stage, Guid Initiative, Guid? Activity, Guid? By,
    DateTimeOffset? Since, GradeSums? Grades, bool Across, int Participants)
{
    /// <summary>With the programme's own clock: weeks, months and working days are those of its calendar. Without the summer's usual weeks and not those that were
    /// chosen for reminders: what was earned does not change when somebody chooses others.</summary>
    public Deed ToDeed(ProgrammeView here) => new(
        Position, here.Local(At), Member, Kind, Stage, Initiative, Activity, By,
        Since is { } since ? SendWindow.Usual(here.TimeZone).WorkdaysBetween(here.Today(since), here.Today(At)) : null, Grades, Across, Participants);
}

/// <summary>Carried out by the day agreed, as the owner says; nobody else has said so yet.</summary>
public sealed record UnconfirmedRow(Guid Activity, Guid Programme, Guid Owner, bool Across, int Participants);

/// <summary>An activity that is shown as a good example.</summary>
public sealed record ExampleRow(Guid Activity, Guid Programme);

/// <summary>An idea that was taken up from another municipality, by somebody else.</summary>
/// <param name="Initiative">The copy, or what it went up in.</param>
/// <param name="Home">Where it was taken up from: completed there it has gone nowhere.</param>
/// <param name="Word">Who first said that something of it was carried out, and is neither of the two nor whoever did it; null while nobody has.</param>
/// <param name="Completed">The copy is completed.</param>
/// <param name="Parent">What it was taken up from.</param>
/// <param name="Place">Where it was taken up.</param>
/// <param name="Origin">The copy that went up in this one by a merge; null for one that is itself a copy.</param>
public sealed record BorrowedRow(Guid Initiative, Guid Programme, Guid Lender, string Home, Guid Adopter, Guid? Word, bool Completed, Guid Parent, string Place, Guid? Origin = null)
{
    /// <summary>Both ends have their deed: it is done, and not by their own word alone.</summary>
    [JsonIgnore]
    public bool IsConfirmed => Completed && Word is not null;
}

/// <summary>An idea that was taken up in a place and completed: it has earned both ends what it earns, however often it is taken up there.</summary>
public sealed record LentOnceRow(Guid Programme, Guid Parent, string Place, Guid Initiative);

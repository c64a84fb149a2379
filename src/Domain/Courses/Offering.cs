using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Domain.Walks;

namespace Activation.Domain.Courses;

/// <param name="Seats">1 up to <see cref="Walk.MostSeats"/>: a course is for as many as can be taught.</param>
/// <param name="JoinBy">The last moment at which one can sign up, at the latest when it begins.</param>
public sealed record OfferCourse(
    Guid Course, Guid Activity, string Text, string Place, DateTimeOffset StartsAt, int Seats, DateTimeOffset JoinBy, IReadOnlyCollection<WorkKind> Makes, string Languages);

public sealed record SetSeats(int Seats);

/// <summary>A course is offered for an activity that was agreed on, by whoever answers for it or makes good work visible.</summary>
public static class Offering
{
    public static Decision Offer(Walk walk, Initiative initiative, OfferCourse command, Actor actor, DateTimeOffset now)
    {
        var activity = initiative.Activity(command.Activity);
        return Decision.Unless(actor.Offers, Refusals.Courses.OrganisersOnly)
            ?? Decision.Unless(activity is not null, Refusals.Activities.Unknown)
            ?? Decision.Unless(Answers(actor, activity!), Refusals.Courses.NotYours)
            ?? Decision.Unless(activity!.Status is ActivityStatus.Approved or ActivityStatus.Scheduled, Refusals.Courses.NotAgreed)
            ?? Decision.Unless(!walk.Exists, Refusals.Courses.Exists)
            ?? Described(command)
            ?? Walking.Meeting(command.Place, command.StartsAt, now)
            ?? Decision.Unless(command.Seats is >= 1 and <= Walk.MostSeats, Refusals.Courses.SeatsRange, Walk.MostSeats)
            ?? Decision.Unless(command.JoinBy > now && command.JoinBy <= command.StartsAt, Refusals.Courses.JoinByRange)
            ?? Decision.Accept(
                new WalkPlanned(
                    command.Course, actor.Member, WalkKind.Course, Text.Line(activity.Plan.Title), Text.Body(command.Text), Text.Line(command.Place), activity.Municipality,
                    command.StartsAt, command.Seats),
                new CourseOffered(command.Course, initiative.Id, activity.Id, [.. command.Makes.Distinct().Order()], Text.Line(command.Languages), command.JoinBy));
    }

    /// <summary>More seats go to those who wait. Fewer take no seat from anybody: they hold for those that are given back.</summary>
    public static Decision SetSeats(Walk walk, SetSeats command, Actor actor, DateTimeOffset now) =>
        Walking.Led(walk, actor)
        ?? Decision.Unless(walk.Queues, Refusals.Courses.Unknown)
        ?? Coming.Open(walk, now)
        ?? Decision.Unless(command.Seats is >= 1 and <= Walk.MostSeats, Refusals.Courses.SeatsRange, Walk.MostSeats)
        ?? (walk.Seats == command.Seats
            ? Decision.Accept()
            : Decision.Accept([new CourseSeatsSet(walk.Id, command.Seats), .. Queueing.Given(walk with { Seats = command.Seats }, now)]));

    /// <summary>
    /// Until when one signs up for a course that is moved: as many whole days later as it is, and where one could until it began, still until then.
    /// Moved nearer it stays, for nobody signs up for what has begun.
    /// </summary>
    /// <param name="last">Until when it was.</param>
    public static DateTimeOffset LastMoment(DateTimeOffset last, DateTimeOffset from, DateTimeOffset to)
    {
        var later = last == from ? to : last.AddDays(Math.Max(0, Math.Round((to - from).TotalDays)));
        return later > to ? to : later;
    }

    /// <summary>Whose deed it is, who answers for it in its municipality, and those who make good work visible.</summary>
    public static bool Answers(Actor actor, Activity activity) =>
        activity.Owner == actor.Member || actor.Coordinates(activity.Municipality) || actor.Tells;

    static Decision? Described(OfferCourse command) =>
        Text.Needed(command.Text, Text.NoteLimit)
        ?? Decision.Unless(command.Makes.Count > 0 && command.Makes.All(Enum.IsDefined), Refusals.Courses.MakesMissing)
        ?? Text.Needed(command.Languages, Text.TitleLimit);
}

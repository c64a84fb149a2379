using Activation.Domain.Members;

namespace Activation.Domain.Initiatives;

/// <param name="Grade">1 no visible result … 5 the intended group sees the result.</param>
public sealed record RateOutcome(Guid Activity, int Grade, string? Note);

/// <summary>What came of it, by those who took part and the coordinator; those behind it are heard, and counted apart.</summary>
public static class Grading
{
    /// <summary>Completed initiatives are still rated: results often show half a year later.</summary>
    public static Decision Rate(Initiative initiative, Pledge pledge, Rating rating, RateOutcome command, Actor actor, DateTimeOffset now)
    {
        var activity = initiative.Activity(command.Activity);
        return Only.MembersWhoJoin(actor)
            ?? Only.Known(initiative)
            ?? Decision.Unless(activity is not null, Refusals.Activities.Unknown)
            ?? Decision.Unless(activity!.Status == ActivityStatus.CarriedOut, Refusals.Ratings.NotCarriedOut)
            ?? Decision.Unless(command.Grade is >= 1 and <= 5, Refusals.Ratings.GradeRange)
            ?? Text.Note(command.Note)
            ?? (PartOf(actor, initiative, activity, pledge, rating) is { } part
                ? Rated(initiative, rating, command, actor, part)
                : Decision.Refuse(Refusals.Ratings.OnlyThoseWhoTookPart));
    }

    /// <summary>In what part the actor would rate; null when it is not for them to rate. Who has rated stays in that part.</summary>
    public static RaterPart? PartOf(Actor actor, Initiative initiative, Activity activity, Pledge pledge, Rating rating) =>
        rating.Grade is not null ? rating.Part
        : actor.Member == activity.Owner || actor.Member == initiative.Proposer ? RaterPart.Owner
        : actor.Coordinates(activity.Municipality) ? RaterPart.Coordinator
        : pledge.IsMade ? RaterPart.Participant
        : null;

    static Decision Rated(Initiative initiative, Rating rating, RateOutcome command, Actor actor, RaterPart part) =>
        rating == new Rating(command.Grade, part, Text.BodyOrNull(command.Note))
            ? Decision.Accept()
            : Decision.Accept(new OutcomeRated(
                initiative.Id, command.Activity, actor.Member, part, command.Grade, rating.Grade, Text.BodyOrNull(command.Note)));
}

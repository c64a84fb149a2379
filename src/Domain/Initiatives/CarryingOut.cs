using Activation.Domain.Members;

namespace Activation.Domain.Initiatives;

/// <param name="Participants">A count, never names.</param>
public sealed record MarkCarriedOut(Guid Activity, DateOnly On, int Participants, string Note);

/// <summary>It was done: said by those behind it or by the coordinator of its municipality.</summary>
public static class CarryingOut
{
    public const int MostParticipants = 1_000_000;

    /// <summary>Further back than this nobody means the day they say: it would be in time for anything.</summary>
    public const int YearsBack = 1;

    public static Decision Mark(Initiative initiative, MarkCarriedOut command, Actor actor, DateTimeOffset now)
    {
        var activity = initiative.Activity(command.Activity);
        return Only.GoingOn(initiative)
            ?? Only.When(activity, ActivityStatus.Scheduled)
            ?? Only.ThoseBehind(activity!, initiative, actor)
            ?? Decision.Unless(command.On <= now.Today(), Refusals.Activities.NotYetDone, now.Today())
            ?? Decision.Unless(command.On >= now.Today().AddYears(-YearsBack), Refusals.Activities.DoneTooLongAgo, now.Today().AddYears(-YearsBack))
            ?? Decision.Unless(command.Participants is >= 0 and <= MostParticipants, Refusals.Activities.ParticipantsRange, MostParticipants)
            ?? Text.Note(command.Note)
            ?? Decision.Accept(new ActivityCarriedOut(
                initiative.Id, command.Activity, actor.Member, command.On, command.Participants, Text.Body(command.Note)));
    }
}

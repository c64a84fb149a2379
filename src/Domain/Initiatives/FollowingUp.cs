using Activation.Domain.Members;

namespace Activation.Domain.Initiatives;

/// <summary>The day stands; nothing more is needed.</summary>
public sealed record KeepDay(Guid Activity);

/// <param name="Note">What with.</param>
public sealed record AskForHelp(Guid Activity, string Note);

public sealed record FollowUp(Guid Activity, Aliveness Alive);

/// <summary>How it goes, said with one tap: before the day, and long after it.</summary>
public static class FollowingUp
{
    public static Decision OnTrack(Initiative initiative, KeepDay command, Actor actor, DateTimeOffset now)
    {
        var activity = initiative.Activity(command.Activity);
        return Only.GoingOn(initiative)
            ?? Only.When(activity, ActivityStatus.Approved, ActivityStatus.Scheduled)
            ?? Only.ThoseBehind(activity!, initiative, actor)
            ?? Decision.Accept(new ActivityOnTrack(initiative.Id, command.Activity, actor.Member));
    }

    public static Decision Ask(Initiative initiative, AskForHelp command, Actor actor, DateTimeOffset now)
    {
        var activity = initiative.Activity(command.Activity);
        return Only.GoingOn(initiative)
            ?? Only.When(activity, ActivityStatus.Draft, ActivityStatus.Returned, ActivityStatus.Approved, ActivityStatus.Scheduled)
            ?? Only.ThoseBehind(activity!, initiative, actor)
            ?? Text.Needed(command.Note, Text.NoteLimit)
            ?? Decision.Accept(new HelpAsked(initiative.Id, command.Activity, actor.Member, Text.Body(command.Note)));
    }

    /// <summary>Also when the initiative is completed: that is when it is asked.</summary>
    public static Decision Tell(Initiative initiative, FollowUp command, Actor actor, DateTimeOffset now)
    {
        var activity = initiative.Activity(command.Activity);
        return Only.Known(initiative)
            ?? Only.When(activity, ActivityStatus.CarriedOut)
            ?? Only.ThoseBehind(activity!, initiative, actor)
            ?? Decision.Unless(Enum.IsDefined(command.Alive), Refusals.Activities.AlivenessUnknown)
            ?? Decision.Accept(new ActivityFollowedUp(initiative.Id, command.Activity, actor.Member, command.Alive));
    }
}

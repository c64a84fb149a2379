using Activation.Domain.Members;

namespace Activation.Domain.Initiatives;

public sealed record ApproveActivity(Guid Activity, string? Reason);

public sealed record ReturnActivity(Guid Activity, string Reason);

public sealed record DeclineActivity(Guid Activity, string Reason);

public sealed record CorrectConcretisation(Guid Activity, int Level, string Reason);

/// <summary>The coordinator's answer: a second pair of eyes, from the own municipality, and never a no without a reason.</summary>
public static class Approving
{
    /// <summary>A plan that already says who, when and where is scheduled by the same yes.</summary>
    public static Decision Approve(Initiative initiative, ApproveActivity command, Actor actor, DateTimeOffset now)
    {
        var activity = initiative.Activity(command.Activity);
        if ((MayAnswer(initiative, activity, actor) ?? Text.Note(command.Reason)) is { } refusal) return refusal;
        var approved = new ActivityApproved(initiative.Id, activity!.Id, actor.Member, Text.BodyOrNull(command.Reason));
        return Scheduling.FromPlan(initiative, activity, now) is { } scheduled ? Decision.Accept(approved, scheduled) : Decision.Accept(approved);
    }

    public static Decision Return(Initiative initiative, ReturnActivity command, Actor actor, DateTimeOffset now) =>
        MayAnswer(initiative, initiative.Activity(command.Activity), actor)
        ?? Text.Reason(command.Reason)
        ?? Decision.Accept(new ActivityReturned(initiative.Id, command.Activity, actor.Member, Text.Body(command.Reason)));

    public static Decision Decline(Initiative initiative, DeclineActivity command, Actor actor, DateTimeOffset now) =>
        MayAnswer(initiative, initiative.Activity(command.Activity), actor)
        ?? Text.Reason(command.Reason)
        ?? Decision.Accept(new ActivityDeclined(initiative.Id, command.Activity, actor.Member, Text.Body(command.Reason)));

    public static Decision CorrectLevel(Initiative initiative, CorrectConcretisation command, Actor actor, DateTimeOffset now) =>
        MayAnswer(initiative, initiative.Activity(command.Activity), actor)
        ?? Decision.Unless(command.Level is >= 0 and <= 100, Refusals.Activities.LevelRange)
        ?? Text.Reason(command.Reason)
        ?? (command.Level == initiative.Activity(command.Activity)!.Level
            ? Decision.Accept()
            : Decision.Accept(new ConcretisationCorrected(
                initiative.Id, command.Activity, actor.Member, command.Level, Text.Body(command.Reason))));

    static Decision? MayAnswer(Initiative initiative, Activity? activity, Actor actor) =>
        Only.UnderWay(initiative)
        ?? Only.When(activity, ActivityStatus.Submitted)
        ?? Decision.Unless(actor.Coordinates(activity!.Municipality), Refusals.Activities.OtherMunicipality)
        ?? FourEyes(initiative, activity, actor);

    static Decision? FourEyes(Initiative initiative, Activity activity, Actor actor) => Decision.Unless(
        actor.Member != initiative.Proposer && actor.Member != activity.Owner && !activity.Authors.Contains(actor.Member),
        Refusals.Activities.FourEyes);
}

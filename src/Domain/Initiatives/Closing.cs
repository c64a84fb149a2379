using Activation.Domain.Members;

namespace Activation.Domain.Initiatives;

public sealed record CompleteInitiative;

public sealed record ParkInitiative(string Reason);

public sealed record ResumeInitiative;

public sealed record WithdrawInitiative(string Reason);

/// <summary>An initiative comes to rest: done, set aside for a while, or taken back.</summary>
public static class Closing
{
    public static Decision Complete(Initiative initiative, CompleteInitiative command, Actor actor, DateTimeOffset now) =>
        Only.UnderWay(initiative)
        ?? Only.ItsProposerOrCoordinator(initiative, actor)
        ?? Decision.Unless(HasCarriedOut(initiative), Refusals.Initiatives.NothingCarriedOut)
        ?? Decision.Unless(!Open(initiative).Any(), Refusals.Initiatives.ActivitiesOpen, Open(initiative).Count())
        ?? Decision.Accept(new InitiativeCompleted(initiative.Id, actor.Member));

    public static Decision Park(Initiative initiative, ParkInitiative command, Actor actor, DateTimeOffset now) =>
        Only.UnderWay(initiative)
        ?? Only.ItsProposerOrCoordinator(initiative, actor)
        ?? Text.Reason(command.Reason)
        ?? Decision.Accept(new InitiativeParked(initiative.Id, actor.Member, Text.Body(command.Reason)));

    public static Decision Resume(Initiative initiative, ResumeInitiative command, Actor actor, DateTimeOffset now) =>
        Only.NotOver(initiative)
        ?? Decision.Unless(initiative.Status == InitiativeStatus.Parked, Refusals.Initiatives.NotParked)
        ?? Only.ItsProposerOrCoordinator(initiative, actor)
        ?? Decision.Accept(new InitiativeResumed(initiative.Id, actor.Member));

    /// <summary>Its open activities are cancelled with it: they leave the queue and count in the stage's rates.</summary>
    public static Decision Withdraw(Initiative initiative, WithdrawInitiative command, Actor actor, DateTimeOffset now) =>
        Only.NotOver(initiative)
        ?? Only.ItsProposerOrCoordinator(initiative, actor)
        ?? Decision.Unless(!HasCarriedOut(initiative), Refusals.Initiatives.CarriedOutSoComplete)
        ?? Text.Reason(command.Reason)
        ?? Withdrawn(initiative, actor.Member, Text.Body(command.Reason));

    static Decision Withdrawn(Initiative initiative, Guid by, string reason) => Decision.Accept(
    [
        .. Open(initiative).OrderBy(a => a.Id).Select(a => new ActivityCancelled(initiative.Id, a.Id, by, reason)),
        new InitiativeWithdrawn(initiative.Id, by, reason),
    ]);

    internal static bool HasCarriedOut(Initiative initiative) => initiative.Activities.Values.Any(a => a.Status == ActivityStatus.CarriedOut);

    static IEnumerable<Activity> Open(Initiative initiative) => initiative.Activities.Values.Where(a => a.IsOpen);
}

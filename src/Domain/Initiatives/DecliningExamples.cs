using Activation.Domain.Members;

namespace Activation.Domain.Initiatives;

/// <summary>What went well elsewhere is not for one's own municipality.</summary>
public sealed record DeclineExample;

/// <summary>A no to borrowing: it is suggested there no more. Whoever changes their mind borrows it all the same.</summary>
public static class DecliningExamples
{
    public static Decision Decline(Initiative initiative, DeclineExample command, Actor actor, DateTimeOffset now) =>
        Only.Known(initiative)
        ?? Decision.Unless(actor.Is(Role.Coordinator) && !initiative.Municipalities.Contains(actor.Municipality), Refusals.Initiatives.CoordinatorsElsewhere)
        ?? Decision.Unless(Closing.HasCarriedOut(initiative), Refusals.Initiatives.NothingCarriedOut)
        ?? (initiative.DeclinedIn.Contains(actor.Municipality)
            ? Decision.Accept()
            : Decision.Accept(new ExampleDeclined(initiative.Id, actor.Municipality, actor.Member)));
}

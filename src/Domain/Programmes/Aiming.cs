using Activation.Domain.Members;

namespace Activation.Domain.Programmes;

/// <param name="Goal">Points of the score; null for no goal.</param>
public sealed record SetScoreGoal(string Municipality, int? Goal);

/// <summary>Where a municipality itself wants its score to be: said by its coordinator, or by those who lead.</summary>
public static class Aiming
{
    public const int Least = 1;

    public const int Most = 100;

    public static Decision Set(Programme programme, SetScoreGoal command, Actor actor, DateTimeOffset now) =>
        Decision.Unless(programme.Has(command.Municipality), Refusals.Programmes.MunicipalityUnknown, programme.MunicipalityNames)
        ?? Decision.Unless(May(actor, command.Municipality), Refusals.Members.LeadOrCoordinator)
        ?? Decision.Unless(command.Goal is null or (>= Least and <= Most), Refusals.Scoring.GoalRange, Least, Most)
        ?? (programme.GoalOf(command.Municipality) == command.Goal
            ? Decision.Accept()
            : Decision.Accept(new ScoreGoalSet(command.Municipality, command.Goal, actor.Member)));

    public static bool May(Actor actor, string municipality) => actor.Leads || actor.Coordinates(municipality);
}

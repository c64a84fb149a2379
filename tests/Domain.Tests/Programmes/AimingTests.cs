using Activation.Domain.Programmes;
using Activation.Domain.Tests.Initiatives;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Programmes;

public class AimingTests
{
    [Test]
    public void Its_coordinator_and_those_who_lead_say_where_a_municipality_wants_to_be()
    {
        Given(Walk.Programme).When(Bo, new SetScoreGoal("astorp", 60)).Happens(new ScoreGoalSet("astorp", 60, Bo.Member));
        Given(Walk.Programme).When(Elin, new SetScoreGoal("astorp", 60)).Happens(new ScoreGoalSet("astorp", 60, Elin.Member));
        Given(Walk.Programme).When(Cilla, new SetScoreGoal("astorp", 60)).Happens(new ScoreGoalSet("astorp", 60, Cilla.Member));
        Given(Walk.Programme).When(Iris, new SetScoreGoal("astorp", 60)).IsRefused(Refusals.Members.LeadOrCoordinator);
        Given(Walk.Programme).When(Astrid, new SetScoreGoal("astorp", 60)).IsRefused(Refusals.Members.LeadOrCoordinator);
    }

    [Test]
    public void A_goal_is_within_the_score()
    {
        Given(Walk.Programme).When(Bo, new SetScoreGoal("astorp", 0)).IsRefused(Refusals.Scoring.GoalRange, 1, 100);
        Given(Walk.Programme).When(Bo, new SetScoreGoal("astorp", 101)).IsRefused(Refusals.Scoring.GoalRange, 1, 100);
        Given(Walk.Programme).When(Elin, new SetScoreGoal("malmo", 60)).IsRefused(Refusals.Programmes.MunicipalityUnknown);
    }

    [Test]
    public void It_can_be_taken_away_and_said_twice()
    {
        object[] aimed = [.. Walk.Programme, new ScoreGoalSet("astorp", 60, Bo.Member)];
        Given(aimed).When(Bo, new SetScoreGoal("astorp", 60)).Happens();
        Given(aimed).When(Bo, new SetScoreGoal("astorp", null)).Happens(new ScoreGoalSet("astorp", null, Bo.Member));
        Given([.. aimed, new ScoreGoalSet("astorp", null, Bo.Member)]).When(Bo, new SetScoreGoal("astorp", null)).Happens();
    }
}

using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;

namespace Activation.Web.Platform.Simulation.Acts;

/// <summary>A coordinator answers what waits in the own municipality and was written by somebody else: yes, not like this, or no, with reasons.</summary>
sealed class Answer(IdeasFile words) : IAct
{
    public double Weight(Scene scene, double hour) =>
        Rhythm.Office(hour) * Math.Min(8, 0.3 * scene.Activities(ActivityStatus.Submitted).Count);

    public Deed? Choose(Scene scene, Dice dice)
    {
        var waiting = scene.Activities(ActivityStatus.Submitted);
        if (waiting.Count == 0) return null;
        var activity = dice.Of(waiting);
        var eligible = scene.People.Where(one => MayAnswer(one, activity)).ToList();
        if (eligible.Count == 0) return null;
        var coordinator = dice.Of(eligible);
        return dice.Falls(0.6 + 0.2 * coordinator.Temperament.Warmth) ? Approve(activity, coordinator, dice)
            : dice.Falls(0.65) ? Return(activity, coordinator, dice)
            : Decline(activity, coordinator, dice);
    }

    Deed Approve(SeenActivity activity, Someone coordinator, Dice dice)
    {
        activity.Status = activity.SaysAll ? ActivityStatus.Scheduled : ActivityStatus.Approved;
        var command = new ApproveActivity(activity.Id, dice.Of(words.Approvals));
        return Decide("approve", activity, coordinator, dice, (state, actor, now) => Approving.Approve(state, command, actor, now));
    }

    Deed Return(SeenActivity activity, Someone coordinator, Dice dice)
    {
        (activity.Status, activity.NeedsMore) = (ActivityStatus.Returned, true);
        var command = new ReturnActivity(activity.Id, dice.Of(words.Returns));
        return Decide("return", activity, coordinator, dice, (state, actor, now) => Approving.Return(state, command, actor, now));
    }

    Deed Decline(SeenActivity activity, Someone coordinator, Dice dice)
    {
        activity.Status = ActivityStatus.Declined;
        var command = new DeclineActivity(activity.Id, dice.Of(words.Declines));
        return Decide("decline", activity, coordinator, dice, (state, actor, now) => Approving.Decline(state, command, actor, now));
    }

    static bool MayAnswer(Someone one, SeenActivity activity) =>
        one.Actor.Coordinates(activity.Municipality) && one.Id != activity.Owner && one.Id != activity.Initiative.Proposer;

    static Deed Decide(
        string what, SeenActivity activity, Someone who, Dice dice, Func<Initiative, Actor, DateTimeOffset, Decision> decide) =>
        new(what, dice.Id(), who, activity.Initiative.Id, hand => hand.Decide(StreamNames.Initiative(activity.Initiative.Id), decide));
}

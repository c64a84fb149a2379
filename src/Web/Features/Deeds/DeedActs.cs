using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Web.Features.Activities;
using Activation.Web.Features.Initiatives;
using Activation.Web.Platform;

namespace Activation.Web.Features.Deeds;

/// <summary>What each kind of link does when its button is pressed: the same decisions as the pages.</summary>
static class DeedActs
{
    /// <summary>Would it be taken now? Asked of the decision itself, with a command that holds nothing wrong: what is done already is not offered again. A plan that is too vague
    /// to be sent is told so when its button is pressed.</summary>
    public static bool MayStill(this Initiative state, Deed deed, ActivityCard activity, Domain.Members.Actor actor, DateTimeOffset now)
    {
        const string Something = "…………";
        var id = activity.Activity;
        return deed is Deed.Rate ? activity.State == "carried_out" : deed is Deed.Submit ? activity.State is "draft" or "returned" : (deed switch
        {
            Deed.Done => CarryingOut.Mark(state, new MarkCarriedOut(id, now.Today(), 0, ""), actor, now),
            Deed.OnTrack => FollowingUp.OnTrack(state, new KeepDay(id), actor, now),
            Deed.Help => FollowingUp.Ask(state, new AskForHelp(id, Something), actor, now),
            Deed.Move or Deed.Schedule => Scheduling.Schedule(state, new ScheduleActivity(id, Something, now.Today(), Something), actor, now),
            Deed.Close => Scheduling.Cancel(state, new CancelActivity(id, Something), actor, now),
            Deed.StillAlive => FollowingUp.Tell(state, new FollowUp(id, default), actor, now),
            _ => Domain.Decision.Accept(),
        }) is not Domain.Refused;
    }

    /// <param name="form">Already looked through: what is needed is there.</param>
    public static Task<Outcome> Act(this Hand hand, Deed deed, ActivityCard activity, IndexModel form)
    {
        var id = activity.Activity;
        return deed switch
        {
            Deed.Rate => hand.Rate(activity.Initiative, new RateOutcome(id, form.Grade ?? 0, form.Note)),
            Deed.Done => On(CarryingOut.Mark, new MarkCarriedOut(id, form.On ?? form.Today, form.Participants ?? 0, form.Note ?? "")),
            Deed.OnTrack => On(FollowingUp.OnTrack, new KeepDay(id)),
            Deed.Help => On(FollowingUp.Ask, new AskForHelp(id, form.Note ?? "")),
            Deed.Move or Deed.Schedule => On(Scheduling.Schedule, new ScheduleActivity(id, form.Responsible ?? "", form.On ?? form.Today, form.Where ?? "")),
            Deed.Close => On(Scheduling.Cancel, new CancelActivity(id, form.Note ?? "")),
            Deed.Submit => On(Planning.Submit, new SubmitActivity(id)),
            Deed.StillAlive => On(FollowingUp.Tell, new FollowUp(id, form.Alive ?? default)),
            _ => throw new ArgumentOutOfRangeException(nameof(deed), deed, null),
        };

        Task<Outcome> On<TCommand>(
            Func<Initiative, TCommand, Domain.Members.Actor, DateTimeOffset, Domain.Decision> decide, TCommand command) =>
            hand.Decide(StreamNames.Initiative(activity.Initiative), (state, actor, now) => decide(state, command, actor, now));
    }
}

using Activation.Domain.Initiatives;
using Activation.Web.Features.Activities;
using Activation.Web.Features.Initiatives;
using Activation.Web.Platform;

namespace Activation.Web.Features.Deeds;

/// <summary>What each kind of link does when its button is pressed: the same decisions as the pages.</summary>
static class DeedActs
{
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

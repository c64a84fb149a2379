using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Web.Features.Activities;
using Activation.Web.Features.Initiatives;
using Activation.Web.Platform;

namespace Activation.Web.Features.Deeds;

/// <summary>What somebody says with a link, whatever it is for.</summary>
public sealed record Said(DateOnly On, int Participants = 0, string Note = "", string Responsible = "", string Where = "", Aliveness Alive = default)
{
    const string Something = "…………";

    /// <summary>With nothing wrong in it: to ask whether a deed would be taken now.</summary>
    public static Said WellOn(DateOnly day) => new(day, 0, Something, Something, Something);
}

/// <summary>What each kind of link does when its button is pressed: the same decisions as the pages.</summary>
static class DeedActs
{
    /// <summary>Would it be taken now? What is done already is not offered again. A plan that is too vague to be sent is told so when its button is pressed.</summary>
    public static bool MayStill(this Initiative state, Deed deed, ActivityCard activity, Actor actor, DateTimeOffset now) => deed switch
    {
        Deed.Rate => activity.State == "carried_out",
        Deed.NotForUs => !state.DeclinedIn.Contains(actor.Municipality) && Decide(deed, activity.Activity, Said.WellOn(now.Today()), state, actor, now) is not Refused,
        Deed.Submit => activity.State is "draft" or "returned",
        _ => Decide(deed, activity.Activity, Said.WellOn(now.Today()), state, actor, now) is not Refused,
    };

    /// <param name="form">Already looked through: what is needed is there.</param>
    /// <param name="pictures">Whoever tells that it is done may show how it was and what it became.</param>
    /// <returns>Null when it was told already what is wrong with a picture.</returns>
    internal static async Task<Outcome?> Act(this Hand hand, Deed deed, ActivityCard activity, IndexModel form, SentPictures pictures) => deed switch
    {
        Deed.Rate => await hand.Rate(activity.Initiative, new RateOutcome(activity.Activity, form.Grade ?? 0, form.Note)),
        Deed.Done => await pictures.Decide(hand, (state, actor, now) => Decide(deed, activity.Activity, form.Said, state, actor, now)),
        _ => await hand.Decide(StreamNames.Initiative(activity.Initiative), (state, actor, now) => Decide(deed, activity.Activity, form.Said, state, actor, now)),
    };

    /// <summary>Everything that a link does to its initiative. A grade lies on a stream of its own.</summary>
    static Decision Decide(Deed deed, Guid id, Said said, Initiative state, Actor actor, DateTimeOffset now) => deed switch
    {
        Deed.Done => CarryingOut.Mark(state, new MarkCarriedOut(id, said.On, said.Participants, said.Note), actor, now),
        Deed.OnTrack => FollowingUp.OnTrack(state, new KeepDay(id), actor, now),
        Deed.Help => FollowingUp.Ask(state, new AskForHelp(id, said.Note), actor, now),
        Deed.Move or Deed.Schedule => Scheduling.Schedule(state, new ScheduleActivity(id, said.Responsible, said.On, said.Where), actor, now),
        Deed.Close => Scheduling.Cancel(state, new CancelActivity(id, said.Note), actor, now),
        Deed.Submit => Planning.Submit(state, new SubmitActivity(id), actor, now),
        Deed.StillAlive => FollowingUp.Tell(state, new FollowUp(id, said.Alive), actor, now),
        Deed.NotForUs => DecliningExamples.Decline(state, new DeclineExample(), actor, now),
        _ => throw new ArgumentOutOfRangeException(nameof(deed), deed, null),
    };
}

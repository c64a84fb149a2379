using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Domain.Programmes;
using Plan = Activation.Domain.Goals.Plan;

namespace Activation.Web.Features.Initiatives.Details;

/// <summary>
/// What a member may do with an initiative now. Each answer comes from the decision itself, asked with a command that holds nothing wrong,
/// so that the page never offers what the decision would refuse, and says why in the decision's own words.
/// </summary>
public sealed class Possible(Initiative initiative, OwnPart own, Actor me, DateTimeOffset now)
{
    const string SomeReason = "…………";

    static readonly ActivityPlan SomePlan = new("…", "", "", "", null, "", "", null, "", "", "");

    public Refused? Vote => Voting.Cast(initiative, Ballot.None, new CastVote(Stance.Support), me, now) as Refused;

    public Refused? Join => Pledging.Make(initiative, own.AsPledge(), new MakePledge(null), me, now) as Refused;

    public Refused? StepBack => Pledging.Withdraw(initiative, own.AsPledge(), new WithdrawPledge(), me, now) as Refused;

    public Refused? Complete => Closing.Complete(initiative, new CompleteInitiative(), me, now) as Refused;

    public Refused? Park => Closing.Park(initiative, new ParkInitiative(SomeReason), me, now) as Refused;

    public Refused? Withdraw => Closing.Withdraw(initiative, new WithdrawInitiative(SomeReason), me, now) as Refused;

    public bool Resume => May(Closing.Resume(initiative, new ResumeInitiative(), me, now));

    public bool Close => Complete is null || Park is null || Withdraw is null;

    /// <summary>Which links the new text names is for its own page: here it is asked about a programme without any.</summary>
    public bool Reword => May(Proposing.Reword(initiative, Programme.None, Plan.None, new RewordInitiative("…", "", [], [], []), me, now));

    public bool CloseVoting => initiative.TakesVotesAt(now) && May(Voting.Close(initiative, new CloseVoting(), me, now));

    public bool ReopenVoting => May(Voting.Reopen(initiative, new ReopenVoting(now.AddDays(VotingRules.Usual.VotingDays)), me, now));

    public bool PlanActivity => initiative.Municipalities.Any(municipality =>
        May(Planning.Plan(initiative, new PlanActivity(Guid.NewGuid(), me.Member, municipality, SomePlan), me, now)));

    public bool Edit(Guid activity) => initiative.Activity(activity) is { } it
        && May(Planning.Change(initiative, new ChangeActivityPlan(activity, it.Plan), me, now));

    public Refused? Submit(Guid activity) => Planning.Submit(initiative, new SubmitActivity(activity), me, now) as Refused;

    public bool Answer(Guid activity) => May(Approving.Approve(initiative, new ApproveActivity(activity, null), me, now));

    public Refused? Schedule(Guid activity) =>
        Scheduling.Schedule(initiative, new ScheduleActivity(activity, "…", now.Today(), "…"), me, now) as Refused;

    public Refused? MarkDone(Guid activity) => CarryingOut.Mark(initiative, new MarkCarriedOut(activity, now.Today(), 0, ""), me, now) as Refused;

    public Refused? Picture(Guid activity) =>
        Depicting.Add(initiative, new PictureActivity(activity, Moment.After, Guid.Empty, SomeReason, 1, 1), me, now) as Refused;

    public bool RemovePicture(Guid activity, Guid picture) => May(Depicting.Remove(initiative, new RemoveActivityPicture(activity, picture), me, now));

    public Refused? Cancel(Guid activity) => Scheduling.Cancel(initiative, new CancelActivity(activity, SomeReason), me, now) as Refused;

    public Refused? Rate(Guid activity) =>
        Grading.Rate(initiative, own.AsPledge(), own.RatingOf(activity), new RateOutcome(activity, 3, null), me, now) as Refused;

    /// <summary>In what part the member would rate; null when it is not for them to rate.</summary>
    public RaterPart? PartIn(Guid activity) => initiative.Activity(activity) is { } it
        ? Grading.PartOf(me, initiative, it, own.AsPledge(), own.RatingOf(activity))
        : null;

    static bool May(Decision decision) => decision is Accepted;
}

using Activation.Domain;
using Activation.Domain.Initiatives;

namespace Activation.Web.Platform.Simulation.Acts;

/// <summary>A proposer writes down how it is to happen; not everybody thinks of everything at once.</summary>
sealed class Plan(IdeasFile words) : IAct
{
    const int DaysToFirstStep = 7;

    public double Weight(Scene scene, double hour) => 4;

    public Deed? Choose(Scene scene, Dice dice)
    {
        var (initiative, idea) = Unplanned(scene, dice);
        if (initiative is null || idea is null || scene.Find(initiative.Proposer) is not { } proposer) return null;
        var town = scene.TownOf(initiative.Municipality)!;
        var (vague, placed) = (dice.Falls(0.25), dice.Falls(0.8));
        var activity = new SeenActivity(dice.Id(), initiative, initiative.Municipality, proposer.Id)
        {
            Status = ActivityStatus.Draft, NeedsMore = vague, SaysAll = placed && !vague,
        };
        var written = idea.Activities[initiative.Activities.Count];
        var due = dice.From(3, 40);
        initiative.Activities.Add(activity);
        return new Deed("plan", dice.Id(), proposer, initiative.Id, hand =>
        {
            var full = Written(written, town, hand.Now.Today().AddDays(due), hand.Now.Today().AddDays(DaysToFirstStep));
            var plan = vague ? full with { DueOn = null, When = "", Place = "", FirstStep = "", FirstStepOn = null, SuccessSign = "" }
                : placed ? full
                : full with { Place = "" };
            return hand.Decide(
                StreamNames.Initiative(initiative.Id),
                (state, actor, now) => Planning.Plan(state, new PlanActivity(activity.Id, proposer.Id, town.Key, plan), actor, now));
        });
    }

    (SeenInitiative? Initiative, Idea? Idea) Unplanned(Scene scene, Dice dice)
    {
        // The seed's own initiatives are nobody's idea here and have their plans already.
        var open = scene.Initiatives.Where(one => one.UnderWay && one.Activities.Count < words.MostActivities)
            .Select(one => (Initiative: one, Idea: words.IdeaOf(one, scene)))
            .Where(one => one.Idea is { } idea && one.Initiative.Activities.Count < idea.Activities.Length).ToList();
        return open.Count == 0 ? (null, null) : dice.Of(open);
    }

    static ActivityPlan Written(IdeaActivity written, Town town, DateOnly due, DateOnly firstStep) => new(
        written.Title, written.What, IdeasFile.In(written.Unit, town), "", due, IdeasFile.In(written.Where, town), written.FirstStep, firstStep,
        written.SuccessSign, written.Resources, "");
}

/// <summary>Somebody fills in what a plan lacks, often after it was sent back.</summary>
sealed class Better(IdeasFile words) : IAct
{
    public double Weight(Scene scene, double hour) => 3;

    public Deed? Choose(Scene scene, Dice dice)
    {
        var activities = scene.Activities(ActivityStatus.Draft, ActivityStatus.Returned).Where(one => one.NeedsMore && scene.Find(one.Owner) is not null).ToList();
        if (activities.Count == 0) return null;
        var (activity, due) = (dice.Of(activities), dice.From(3, 30));
        (activity.NeedsMore, activity.SaysAll) = (false, true);
        var town = scene.TownOf(activity.Municipality)!;
        return new Deed("improve", dice.Id(), scene.Find(activity.Owner)!, activity.Initiative.Id, hand => hand.Decide(
            StreamNames.Initiative(activity.Initiative.Id),
            (state, actor, now) => state.Activity(activity.Id) is { } before
                ? Planning.Change(state, new ChangeActivityPlan(activity.Id, Filled(before.Plan, town, now.Today(), due)), actor, now)
                : Decision.Refuse(Refusals.Activities.Unknown)));
    }

    ActivityPlan Filled(ActivityPlan plan, Town town, DateOnly today, int due) => plan with
    {
        What = Or(plan.What, words.Improvement.What),
        Responsible = Or(plan.Responsible, IdeasFile.In(words.Improvement.Unit, town)),
        When = Or(plan.When, words.Improvement.When),
        DueOn = plan.DueOn is { } on && on > today ? on : today.AddDays(due),
        Place = Or(plan.Place, IdeasFile.In(words.Improvement.Where, town)),
        FirstStep = Or(plan.FirstStep, words.Improvement.FirstStep),
        FirstStepOn = today.AddDays(7),
        SuccessSign = Or(plan.SuccessSign, words.Improvement.SuccessSign),
        Resources = Or(plan.Resources, words.Improvement.Resources),
    };

    static string Or(string? written, string otherwise) => string.IsNullOrWhiteSpace(written) ? otherwise : written;
}

/// <summary>A plan is sent to the coordinator; now and then too early, and then it is not taken.</summary>
sealed class Submission : IAct
{
    public double Weight(Scene scene, double hour) => 4;

    public Deed? Choose(Scene scene, Dice dice)
    {
        var activities = scene.Activities(ActivityStatus.Draft, ActivityStatus.Returned).Where(one => scene.Find(one.Owner) is not null).ToList();
        if (dice.Weighed(activities, one => one.NeedsMore ? 0.05 : 1) is not { } activity) return null;
        if (!activity.NeedsMore) activity.Status = ActivityStatus.Submitted;
        return new Deed("submit", dice.Id(), scene.Find(activity.Owner)!, activity.Initiative.Id, hand => hand.Decide(
            StreamNames.Initiative(activity.Initiative.Id),
            (state, actor, now) => Planning.Submit(state, new SubmitActivity(activity.Id), actor, now)));
    }
}

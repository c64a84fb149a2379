using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;

namespace Activation.Web.Platform.Simulation.Acts;

/// <summary>A yes gets a day and a place.</summary>
sealed class Timetable(IdeasFile words) : IAct
{
    public double Weight(Scene scene, double hour) => Math.Min(3, 0.3 * scene.Activities(ActivityStatus.Approved).Count);

    public Deed? Choose(Scene scene, Dice dice)
    {
        var activities = scene.Activities(ActivityStatus.Approved).Where(one => scene.Find(one.Owner) is not null).ToList();
        if (activities.Count == 0) return null;
        var (activity, days) = (dice.Of(activities), dice.From(2, 25));
        activity.Status = ActivityStatus.Scheduled;
        var town = scene.TownOf(activity.Municipality)!;
        return new Deed("schedule", dice.Id(), scene.Find(activity.Owner)!, activity.Initiative.Id, hand => hand.Decide(
            StreamNames.Initiative(activity.Initiative.Id),
            (state, actor, now) => Scheduling.Schedule(
                state,
                new ScheduleActivity(
                    activity.Id, Responsible(state, activity, town), now.Today().AddDays(days), IdeasFile.In(words.Improvement.Where, town)),
                actor, now)));
    }

    string Responsible(Initiative state, SeenActivity activity, Town town) =>
        state.Activity(activity.Id)?.Plan.Responsible is { Length: > 0 } unit ? unit : IdeasFile.In(words.Improvement.Unit, town);
}

/// <summary>It happened; or it will not.</summary>
sealed class DoneThatDay(IdeasFile words) : IAct
{
    const double ComesToNothing = 0.2;

    // A promise has its day: the fewer there are, the longer until the next one is kept.
    public double Weight(Scene scene, double hour) => Math.Min(3, 0.1 * scene.Activities(ActivityStatus.Scheduled).Count);

    public Deed? Choose(Scene scene, Dice dice)
    {
        var activities = scene.Activities(ActivityStatus.Scheduled).Where(one => scene.Find(one.Owner) is not null).ToList();
        if (activities.Count == 0) return null;
        var activity = dice.Of(activities);
        return dice.Falls(ComesToNothing) ? Cancelled(activity, scene, dice) : CarriedOut(activity, scene, dice);
    }

    Deed CarriedOut(SeenActivity activity, Scene scene, Dice dice)
    {
        activity.Status = ActivityStatus.CarriedOut;
        var (participants, note) = (dice.From(4, 20) * dice.From(1, 6), dice.Of(words.Outcomes));
        return Deed("carry out", activity, scene, dice, (state, actor, now) => CarryingOut.Mark(
            state, new MarkCarriedOut(activity.Id, now.Today(), participants, note), actor, now));
    }

    Deed Cancelled(SeenActivity activity, Scene scene, Dice dice)
    {
        activity.Status = ActivityStatus.Cancelled;
        var command = new CancelActivity(activity.Id, dice.Of(words.Cancellations));
        return Deed("cancel", activity, scene, dice, (state, actor, now) => Scheduling.Cancel(state, command, actor, now));
    }

    static Deed Deed(string what, SeenActivity activity, Scene scene, Dice dice, Func<Initiative, Actor, DateTimeOffset, Decision> decide) =>
        new(what, dice.Id(), scene.Find(activity.Owner)!, activity.Initiative.Id,
            hand => hand.Decide(StreamNames.Initiative(activity.Initiative.Id), decide));
}

/// <summary>Those who took part say what came of it.</summary>
sealed class Grade(IdeasFile words) : IAct
{
    public double Weight(Scene scene, double hour) => 12;

    public Deed? Choose(Scene scene, Dice dice)
    {
        var done = scene.Activities(ActivityStatus.CarriedOut);
        if (done.Count == 0) return null;
        var activity = dice.Of(done);
        var raters = activity.Initiative.Pledged.Where(member => !activity.Raters.Contains(member)).Select(scene.Find).OfType<Someone>().ToList();
        if (dice.Weighed(raters, one => one.Temperament.Energy) is not { } rater) return null;
        activity.Raters.Add(rater.Id);
        // Some deeds go better than others, and warm people are easier to please.
        var grade = Math.Clamp((int)Math.Round(1.6 + 2.2 * Temperaments.Trait(activity.Id) + 1.4 * rater.Temperament.Warmth + dice.From(-1, 1) * 0.6), 1, 5);
        var command = new RateOutcome(activity.Id, grade, dice.Falls(0.2) ? dice.Of(words.RatingNotes) : null);
        return new Deed("rate", dice.Id(), rater, activity.Initiative.Id, async hand =>
        {
            var state = await hand.Read(StreamNames.Initiative(activity.Initiative.Id));
            var pledge = await hand.Read(StreamNames.Pledge(activity.Initiative.Id, rater.Id));
            return await hand.Decide(
                StreamNames.Rating(activity.Id, rater.Id), (rating, actor, now) => Grading.Rate(state, pledge, rating, command, actor, now));
        });
    }
}

/// <summary>Everything planned is done, and the proposer says so.</summary>
sealed class Completion(IdeasFile words) : IAct
{
    public double Weight(Scene scene, double hour) => 0.4;

    public Deed? Choose(Scene scene, Dice dice)
    {
        var finished = scene.Initiatives.Where(one => one.UnderWay && IsFinished(one, scene)).ToList();
        if (finished.Count == 0) return null;
        var initiative = dice.Of(finished);
        initiative.UnderWay = false;
        return new Deed("complete", dice.Id(), scene.Find(initiative.Proposer)!, initiative.Id, hand => hand.Decide(
            StreamNames.Initiative(initiative.Id), (state, actor, now) => Closing.Complete(state, new CompleteInitiative(), actor, now)));
    }

    /// <summary>Only what invented people thought of themselves: the seed's own stories stay open.</summary>
    bool IsFinished(SeenInitiative one, Scene scene) =>
        one.Activities.Count > 0 && one.Activities.All(a => !a.IsOpen)
        && one.Activities.Any(a => a.Status == ActivityStatus.CarriedOut) && scene.Find(one.Proposer) is not null
        && words.IdeaOf(one, scene) is { } idea && one.Activities.Count >= idea.Activities.Length;
}
